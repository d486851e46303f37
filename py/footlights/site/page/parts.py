"""What a page of a talk is made of, before it is decided how that is carried: in one file or in many."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from footlights.deck import PYODIDE, Deck, packed_deck, parse, render_notes, section_element, without_asides
from footlights.site.notes.notes_file import PICTURE_TYPES, Notes
from footlights.site.packages.compiled import Package, compiled_packages, page_lock
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.page.recordings import Recordings, recordings_of
from footlights.site.runtime.runtime import EXTRAS, LATE_SCRIPTS, OTHER_ENGINES, Runtime, compressed

PYTHON_PARTS = ("asm", "wasm", "snapshot", "footlights", "stdlib")
"""As the page works on them: the snapshot takes longest to unpack, the wasm compiles beside it."""

PACKAGE = "package-"
_PICTURE = re.compile(r'<img data-picture="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Parts:
    """A talk's page in parts. ``blobs`` are gzipped, by name, those first that Python boots from."""

    deck: Deck
    runtime: Runtime
    slides: str
    talk: dict[str, Any]
    pictures: Mapping[str, Path]
    extras: tuple[str, ...]
    blobs: dict[str, bytes]
    packages: tuple[Package, ...]
    recordings: Recordings

    @property
    def reaches_index(self) -> bool:
        """Whether the page may ask the package index: only one that brings micropip."""
        return any(package.entry["name"] == "micropip" for package in self.packages)


def parts_of(
    notes: Notes, runtime: Runtime, house: Wheelhouse, *, without_notes: bool = False, all_engines: bool = False
) -> Parts:
    """The parts of a talk. It carries the engines that its cells name; with ``all_engines`` every one there is."""
    deck = notes.deck
    extras = extras_used(deck, all_engines=all_engines)
    files = notes.files()
    packages = compiled_packages(house)
    recordings = recordings_of(notes, deck, house)
    first, *others = (*PYTHON_PARTS, *LATE_SCRIPTS)
    blobs = {first: runtime.blobs[first]}
    if recordings.cells:  # early: a page that was cut short may have it still
        blobs["recordings"] = compressed(recordings.to_json())
    blobs |= {name: runtime.blobs[name] for name in others}
    blobs |= {name: runtime.extras[name] for name in extras}
    if files:
        blobs["files"] = compressed(_zip(files))
    blobs |= {PACKAGE + package.entry["name"]: package.data for package in packages}
    text = without_asides(notes.text) if without_notes else notes.text
    slides = "\n".join(section_element(deck, slide) for slide in deck.slides)
    spoken = {} if without_notes else _spoken(deck)
    shown = pictures_in("".join((slides, *spoken.values())))
    pictures = {name: notes.pictures[name] for name in sorted(shown) if name in notes.pictures}
    talk = {
        "notes": text,
        "deck": packed_deck(parse(text, notes.path.name, tuple(pictures))),
        "name": notes.path.name,
        "pictures": list(pictures),
        "engines": [PYODIDE, *(name for name in extras if name in OTHER_ENGINES)],
        "files": list(files),
        "runtime": _python_of(blobs, packages),
        **({"spoken": spoken} if spoken else {}),
        **({"recorded": {"on": recordings.recorded_on, "cells": list(recordings.cells)}} if recordings.cells else {}),
        **({"lock": {**page_lock(packages), "lacking": house.lacking}} if packages or house.lacking else {}),
    }
    return Parts(deck, runtime, slides, talk, pictures, extras, blobs, packages, recordings)


def _python_of(blobs: Mapping[str, bytes], packages: tuple[Package, ...]) -> str:
    """Which Python and files a page has: a memory that was kept fits another page only if that has the same."""
    digest = hashlib.sha256(json.dumps([package.entry for package in packages], sort_keys=True).encode())
    for name in (*PYTHON_PARTS, "files"):
        digest.update(blobs.get(name, b""))
    return digest.hexdigest()[:16]


def _spoken(deck: Deck) -> dict[str, str]:
    """Speaker notes with their HTML: the page renders only those that were changed since."""
    return {
        slide.speaker_notes: render_notes(deck, slide.speaker_notes) for slide in deck.slides if slide.speaker_notes
    }


def talk_json(talk: Mapping[str, Any], address: Mapping[str, str]) -> str:
    """What the page knows of its talk, the pictures of speaker notes with their addresses."""
    spoken = {notes: with_pictures(html, address) for notes, html in talk.get("spoken", {}).items()}
    return json_in_html({**talk, "spoken": spoken} if spoken else talk)


def extras_used(deck: Deck, *, all_engines: bool) -> tuple[str, ...]:
    """The scripts that a page of this deck carries beside its own: engines, and what draws charts."""
    cells = [cell for slide in deck.slides for cell in slide.cells]
    engines = {name for cell in cells for name in cell.engines}
    code = "".join((*(cell.whole for cell in cells), *(slide.setup for slide in deck.slides)))
    charts = ("vega",) if re.search(r"\baltair\b|vegalite", code) else ()
    apps = ("app",) if any(cell.kind == "app" for cell in cells) else ()
    docs = ("swagger",) if apps and re.search(r"\bfastapi\b|swagger", code) else ()
    used = {*(OTHER_ENGINES if all_engines else engines), *charts, *apps, *docs}
    return tuple(name for name in EXTRAS if name in used)


def with_pictures(html: str, address: Mapping[str, str]) -> str:
    """Slides whose pictures have the addresses given, by the path that the notes know."""

    def place(match: re.Match[str]) -> str:
        found = address.get(unescape(match[1]))
        return match[0] if found is None else f'<img data-picture="{match[1]}" src="{found}"'

    return _PICTURE.sub(place, html)


def pictures_in(html: str) -> frozenset[str]:
    """The pictures that slides show, by the path that the notes know."""
    return frozenset(map(unescape, _PICTURE.findall(html)))


def data_address(file: Path) -> str:
    """A picture as an address that holds it."""
    return f"data:{PICTURE_TYPES[file.suffix.lower()]};base64,{base64.b64encode(file.read_bytes()).decode()}"


def json_in_html(value: object) -> str:
    """JSON that can stand in a script element: no tag can begin or end in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def closed_script(script: str) -> str:
    """A script's text that can't end the element it stands in."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _zip(files: dict[str, Path]) -> bytes:
    """Files for ``open()`` in one archive; what compresses is compressed with the whole of it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files.items():
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes())
    return target.getvalue()
