"""Compressed variants of a site's files, for hosts that send them: ``page.js.br`` and ``page.js.gz``."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from footlights.site.project import CACHE, NODE_SCRIPTS
from footlights.site.runtime.runtime import compressed, run_node
from footlights.site.writing import write_whole

_COMPRESSIBLE = frozenset({".html", ".js", ".css", ".wasm", ".svg", ".txt", ".webmanifest"})


def add_variants(folder: Path) -> None:
    """Write both variants beside each file that gets smaller; each content is compressed once and kept."""
    files = sorted(file for file in folder.rglob("*") if file.suffix in _COMPRESSIBLE)
    kept = {file: _kept(file) for file in files}
    missing = [(file, place) for file, place in kept.items() if not place.with_suffix(".br").exists()]
    if missing:
        _compress(missing)
    for file, place in kept.items():
        shutil.copy(place.with_suffix(".br"), file.with_name(file.name + ".br"))
        shutil.copy(place.with_suffix(".gz"), file.with_name(file.name + ".gz"))


def _compress(files: list[tuple[Path, Path]]) -> None:
    files[0][1].parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = [(file, place, Path(scratch) / f"{number}.br") for number, (file, place) in enumerate(files)]
        request = Path(scratch) / "request.json"
        request.write_text(json.dumps([[str(file.resolve()), str(target)] for file, _, target in made]))
        run_node(NODE_SCRIPTS / "compress.mjs", request)
        for file, place, target in made:
            write_whole(place.with_suffix(".gz"), compressed(file.read_bytes()))
            write_whole(place.with_suffix(".br"), target.read_bytes())


def _kept(file: Path) -> Path:
    return CACHE / "variants" / hashlib.sha256(file.read_bytes()).hexdigest()[:24]
