"""Compiles the modules of wheels, by the Pyodide that will import them: half of an import is compiling.

Run inside Pyodide by compile_wheels.mjs. Tests and what only a compiler or a type checker reads are
left out. A package that looks at its own sources keeps them, beside the compiled modules.
"""

import importlib._bootstrap_external as bootstrap
import re
import zipfile

SITE_PACKAGES = "/lib/python3.14/site-packages"
DROPPED = re.compile(r"(^|/)(tests|testing_data)/|\.(pyi|pyx|pxd|c|h|cpp|po|pot|map)$|\.data/|/share/jupyter/")
READS_SOURCES = re.compile(rb"\b(getsource|getsourcelines|findsource|getsourcefile|getlines?)\(")
TEMPLATES = re.compile(r"(^|/)(conf/\w+_template|project_template)/")


def compile_wheel(source: str, target: str) -> list[str]:
    """Write ``target`` from the wheel ``source``; the modules that are no Python 3.14, which stay as they are."""
    odd: list[str] = []
    with zipfile.ZipFile(source) as wheel, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as compiled:
        names = sorted(name for name in wheel.namelist() if not name.endswith("/"))
        kept = [name for name in names if ".dist-info/" in name or not DROPPED.search(name)]
        modules = [name for name in kept if name.endswith(".py") and not TEMPLATES.search(name)]
        keeps_sources = any(READS_SOURCES.search(wheel.read(name)) for name in modules)
        for name in kept:
            content = wheel.read(name)
            code = _code(name, content) if name in modules else None
            if code is None or keeps_sources:
                compiled.writestr(zipfile.ZipInfo(name), content)
            if code is not None:
                compiled.writestr(zipfile.ZipInfo(_cached(name) if keeps_sources else f"{name}c"), code)
            elif name in modules:
                odd.append(name)
    return odd


def _code(name: str, source: bytes) -> bytes | None:
    """A module as an unchecked hash-based .pyc (PEP 552), so that nothing depends on file times."""
    try:
        code = compile(source, f"{SITE_PACKAGES}/{name}", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return bytes(bootstrap._code_to_hash_pyc(code, b"\0" * 8, False))  # type: ignore[attr-defined]


def _cached(name: str) -> str:
    """Where Python looks for the compiled form of a module whose source is there (PEP 3147)."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/__pycache__/{file.removesuffix('.py')}.cpython-314.pyc".removeprefix("/")
