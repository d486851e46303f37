"""``check`` runs a stranger's cells in Node: these get no JavaScript of their own, no process, no file and no network."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from footlights.site.project import NODE_SCRIPTS
from footlights.site.runtime.runtime import run_node
from tests.commands import build_py

WAYS = (
    "Object.constructor",
    "Object.getPrototypeOf(pyodide_js.loadPackage).constructor",
    "Object.getOwnPropertyDescriptor(js.Map.prototype, 'size').get.constructor",
    "js.clearTimeout.constructor",
    "pyodide_js._module.constructor.constructor",
)
"""What leads a Python that was handed a few functions to the maker of all functions."""

CELL = """# Talk

## Cells

```python run expect="nothing of it"
import js, pyodide_js, socket
from js import Object

refused = 0
for way in {ways!r}:
    try:
        print(way, eval(way)("return globalThis")())
    except Exception:
        refused += 1
await pyodide_js.loadPackage("http://127.0.0.1:{port}/strange-1.0-py3-none-any.whl")
try:
    socket.create_connection(("127.0.0.1", {port}), timeout=1).send(b"hello")
except OSError:
    refused += 1
print("nothing of it" if refused == {count} else "something")
```
"""


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """What a connection to this machine would come to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        yield server


def test_cells_that_check_runs_make_no_javascript_and_no_connection(tmp_path: Path, listener: socket.socket) -> None:
    notes = tmp_path / "talk.md"
    port = listener.getsockname()[1]
    notes.write_text(CELL.format(ways=WAYS, port=port, count=len(WAYS) + 1), encoding="utf-8")
    result = build_py("check", str(notes))
    assert (result.returncode, result.stdout.startswith(f"{notes}: no problems")) == (0, True)
    with pytest.raises(TimeoutError):
        listener.accept()


REACHED = """
import net from "node:net";
import {{ tame }} from {tame};
const {{ process, Promise }} = globalThis;
const {{ stdout, getBuiltinModule }} = process;
const end = tame();
const all = new Function("return globalThis")();
const outcome = async (attempt) => {{
  try {{
    await attempt();
    return "done";
  }} catch (error) {{
    return error.name;
  }}
}};
const names = ["process", "global", "fetch", "WebSocket", "EventSource", "navigator", "require", "Buffer", "BroadcastChannel"];
const abilities = ["kill", "_kill", "env", "binding", "_linkedBinding", "getBuiltinModule", "mainModule", "dlopen", "report", "abort", "chdir", "loadEnvFile", "execve", "stdin", "_debugProcess", "constructor"];
stdout.write(JSON.stringify({{
  there: names.filter((name) => all[name] !== undefined),
  able: abilities.filter((name) => Object.hasOwn(process, name) && process[name] !== undefined),
  connected: await outcome(() => new net.Socket().connect({port})),
  listened: await outcome(() => net.createServer().listen(0)),
  named: await outcome(() => getBuiltinModule("dns").promises.lookup("localhost")),
  imported: await Promise.all(["node:child_process", "data:text/javascript,1"].map((name) => outcome(() => import(name)))),
}}), () => end(0));
"""


def test_what_reaches_the_real_global_all_the_same_finds_nothing_to_do_harm_with(listener: socket.socket) -> None:
    tame = json.dumps((NODE_SCRIPTS / "tame.mjs").as_uri())
    script = REACHED.format(tame=tame, port=listener.getsockname()[1])
    found = json.loads(run_node("--input-type=module", "--eval", script, environment={}))
    assert found == {
        "there": [],
        "able": [],
        "connected": "Error",
        "listened": "Error",
        "named": "Error",
        "imported": ["Error", "Error"],
    }


def test_node_is_told_nothing_of_this_machines_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTLIGHTS_SECRET", "secret")
    script = "console.log(process.env.FOOTLIGHTS_SECRET)"
    assert run_node("--eval", script, environment={}) == "undefined\n"


def test_no_process_of_this_machine_is_ended_by_a_cell(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE) as victim:
        notes = tmp_path / "talk.md"
        kill = f"from js import Object\nObject.constructor('return process')().kill({victim.pid}, 'SIGKILL')"
        notes.write_text(f'# Talk\n\n## Cells\n\n```python run expect="never"\n{kill}\n```\n', encoding="utf-8")
        result = build_py("check", str(notes))
        assert (result.returncode, victim.poll()) == (1, None)
        assert "EvalError: Code generation from strings disallowed" in result.stdout
        victim.communicate()
