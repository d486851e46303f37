"""The recording beside the notes: what each cell showed when the whole talk was last run.

``my-talk.md`` has ``my-talk.recorded.json``. The page carries it as a net for the day when live Python fails.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from footlights.deck import Cell, Deck, Problem, Slide
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.project import Unable, pyodide_version
from footlights.site.reading import is_there, read_json
from footlights.site.writing import write_whole


@dataclass(frozen=True, slots=True)
class Recordings:
    """What the page may show: the kernel's messages by the cell's name, the day they are of, what is amiss."""

    recorded_on: str = ""
    cells: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def to_json(self) -> bytes:
        """As web/js/runs/played_recordings.js reads it."""
        return json.dumps(self.cells, ensure_ascii=False).encode()


def recording_file(notes: Notes) -> Path:
    """Where the recording of these notes is, or would be."""
    return notes.path.with_suffix(".recorded.json")


def recordings_of(notes: Notes, deck: Deck, house: Wheelhouse) -> Recordings:
    """What was recorded of these cells as they are now; nothing where nothing was recorded.

    A cell whose code, packages or files are others now has no recording, which is a problem.
    Raises Unable if the file is none of ours.
    """
    file = recording_file(notes)
    if not is_there(file):
        return Recordings()
    recorded_on, ground, known = _read(file)
    again = f"Record it again: build.py record {notes.path}"
    fresh: dict[str, list[dict[str, Any]]] = {}
    problems: list[Problem] = []
    for slide, cell in recorded_cells(deck):
        code, messages = known.get(cell.name, ("", []))
        if code == _code_hash(slide, cell):
            fresh[cell.name] = messages
        else:
            what = "was recorded with other code" if code else "was not recorded"
            problems.append(Problem(cell.line, f"the cell {what}", again, str(notes.path)))
    if ground != _ground(notes, house):
        problems.insert(0, Problem(1, "the talk was recorded with other packages or files", again, str(notes.path)))
    return Recordings(recorded_on, fresh, tuple(problems))


def write_recording(notes: Notes, deck: Deck, house: Wheelhouse, shown: Mapping[str, list[dict[str, Any]]]) -> Path:
    """Put what the cells showed, by their names, beside the notes; the file's path.

    Raises Unable if something else stands there.
    """
    if recording_file(notes).exists():
        _read(recording_file(notes))
    cells = {
        cell.name: {"code": _code_hash(slide, cell), "messages": shown[cell.name]}
        for slide, cell in recorded_cells(deck)
    }
    kept = {"recorded_on": date.today().isoformat(), "ground": _ground(notes, house), "cells": cells}
    file = recording_file(notes)
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    write_whole(file, text + "\n")
    return file


def _read(file: Path) -> tuple[str, str, dict[str, tuple[str, list[dict[str, Any]]]]]:
    """The day of a recording, the ground it stands on, and each cell's code and messages by its name."""
    try:
        kept = read_json(file, within=file.parent)
        cells = {name: (each["code"], list(each["messages"])) for name, each in dict(kept["cells"]).items()}
        return kept["recorded_on"], kept["ground"], cells
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise Unable(f"{file} is not a recording: {error!r}") from None


def recorded_cells(deck: Deck) -> list[tuple[Slide, Cell]]:
    """The cells of a deck that are to be recorded, with their slides."""
    return [(slide, cell) for slide in deck.slides for cell in slide.cells if not cell.unrecorded]


def _code_hash(slide: Slide, cell: Cell) -> str:
    """What tells whether a cell would be the same: its code, its slide's setup, how it is run."""
    return _hash([slide.setup, cell.whole, cell.kind, cell.engines, cell.path])


def _ground(notes: Notes, house: Wheelhouse) -> str:
    """What tells whether all cells stand on the same ground: Python, packages, files."""
    files = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in notes.files().items()}
    return _hash([pyodide_version(), sorted(wheel.name for wheel in house.wheels.values()), files])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]
