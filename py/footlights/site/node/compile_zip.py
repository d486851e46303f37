"""Compiles the sources in a zip to a zip of .pyc, by the Pyodide that will run them.

Run inside Pyodide by make_runtime.mjs, once for the standard library and once for the stage's
packages. The .pyc are unchecked hash-based ones, so that nothing depends on file times. Each is
compressed: the zips stand in Python's memory as long as it runs.
"""

import importlib._bootstrap_external as bootstrap
import zipfile

OF_OTHER_SYSTEMS = (
    "_pyrepl/windows_console.py",
    "_pyrepl/windows_eventqueue.py",
    "asyncio/proactor_events.py",
    "asyncio/windows_events.py",
    "asyncio/windows_utils.py",
    "ctypes/_aix.py",
    "encodings/mbcs.py",
    "encodings/oem.py",
    "multiprocessing/popen_spawn_win32.py",
)
"""Modules of the standard library that only other systems can use; here, most raise ImportError at once."""

OF_TERMINALS = tuple(
    f"_pyrepl/{name}.py"
    for name in (
        *("__main__", "_module_completer", "_threading_handler", "base_eventqueue", "commands", "completing_reader"),
        *("console", "fancy_termios", "historical_reader", "input", "keymap", "main", "reader", "readline"),
        *("simple_interact", "terminfo", "unix_console", "unix_eventqueue"),
    )
)
"""What draws CPython's own prompt on a terminal. The rest of ``_pyrepl`` stays: pdb and pydoc import it."""


def compile_zip(source: str, target: str, home: str, optimize: int) -> int:
    """Write ``target`` from ``source``; ``home`` is where it will be mounted. Returns its file count."""
    with zipfile.ZipFile(source) as sources, zipfile.ZipFile(target, "w") as compiled:
        left_out = ("/", *OF_OTHER_SYSTEMS, *OF_TERMINALS)
        names = sorted(name for name in sources.namelist() if not name.endswith(left_out))
        for name in names:
            content = sources.read(name)
            if name.endswith(".py"):
                code = compile(content, f"{home}/{name}", "exec", dont_inherit=True, optimize=optimize)
                content = bytes(bootstrap._code_to_hash_pyc(code, b"\0" * 8, False))  # type: ignore[attr-defined]
                name += "c"
            compiled.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
        return len(names)
