"""What cells must print, by their ``expect=``, tried in the live kernel under Node."""

from __future__ import annotations

import json
import os
import sysconfig
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from footlights.deck import PYODIDE, Cell, Deck, Problem, Slide
from footlights.site.notes.notes_file import Notes
from footlights.site.packages.wheelhouse import Wheelhouse
from footlights.site.project import NODE_MODULES, NODE_SCRIPTS, PROJECT, say
from footlights.site.runtime.runtime import STAGE_PACKAGES, run_node

TIMEOUT_S = 20.0
"""How long a cell may take here unless it says otherwise."""

_EMPTY = {name: os.environ[name] for name in ("SYSTEMROOT", "SYSTEMDRIVE") if name in os.environ}
"""What Node starts with: nothing that this machine's environment tells; Windows starts no program without these."""


def with_expectations(notes: Notes, deck: Deck, house: Wheelhouse) -> Deck:
    """The deck with a problem more for each cell that does not print what it must.

    Cells run in order from the first one, so that names are there; those of other engines are left out.
    """
    cells = [(slide, cell) for slide in deck.slides for cell in slide.cells if cell.engines == (PYODIDE,)]
    last = max((index for index, (_, cell) in enumerate(cells) if cell.expect), default=-1)
    if last < 0:
        return deck
    say(f"running {last + 1} cells for what they must print …")
    answers = _run(notes, cells[: last + 1], house)
    found = [
        problem
        for (_, cell), answer in zip(cells, answers, strict=False)
        if cell.expect and (problem := cell_problem(cell, answer["state"], answer["text"]))
    ]
    problems = (*deck.problems, *(replace(problem, path=str(notes.path)) for problem in found))
    return replace(deck, problems=tuple(sorted(problems, key=lambda problem: problem.line)))


def cell_problem(cell: Cell, state: str, printed: str) -> Problem | None:
    """What is amiss with a run of a cell. One that fails, or is stopped, with what it must print does so on purpose."""
    last = printed.strip().rsplit("\n", 1)[-1][:120]
    on_purpose = cell.expect and cell.expect in printed
    if state != "done" and not on_purpose:
        return Problem(cell.line, f"the cell {state}: {last}", f"It must print {cell.expect!r}." if cell.expect else "")
    if cell.expect not in printed:
        return Problem(cell.line, f"the cell does not print {cell.expect!r}", f"Its last line is {last!r}.")
    return None


def _run(notes: Notes, cells: list[tuple[Slide, Cell]], house: Wheelhouse) -> list[dict[str, Any]]:
    """What each cell printed, its slide's setup before the first one of the slide."""
    set_up: set[str] = set()
    asked: list[tuple[Cell, list[str], float]] = []
    for slide, cell in cells:
        setup = [slide.setup] if slide.setup and slide.setup not in set_up else []
        set_up.update(setup)
        timeout_s = cell.timeout_s or TIMEOUT_S
        asked.append((cell, [*setup, cell.whole], timeout_s))
    wheels = [wheel.resolve() for wheel in house.wheels.values()]
    files = {name: str(path.resolve()) for name, path in notes.files().items()}
    with tempfile.TemporaryDirectory() as folder:
        request = Path(folder) / "request.json"
        listed = [
            {
                "number": cell.identity,
                "sources": sources,
                "timeout_s": timeout_s,
                "path": (cell.path or "/") if cell.kind == "app" else "",
            }
            for cell, sources, timeout_s in asked
        ]
        request.write_text(
            json.dumps(
                {"files": files, "wheels": [str(wheel) for wheel in wheels], "stage": STAGE_PACKAGES, "cells": listed}
            ),
            encoding="utf-8",
        )
        packages = Path(sysconfig.get_paths()["purelib"])
        readable = (
            PROJECT,
            NODE_MODULES.resolve(),
            packages.resolve(),
            packages,
            request,
            *map(Path, files.values()),
            *wheels,
        )
        printed = run_node(
            "--experimental-wasm-jspi",
            "--permission",  # a deck can come from anyone: its code writes nowhere and starts nothing
            "--disallow-code-generation-from-strings",  # and makes no JavaScript of its own
            *(f"--allow-fs-read={path}" for path in readable),
            NODE_SCRIPTS / "run_cells.mjs",
            PROJECT,
            packages,
            request,
            timeout_s=60 + sum(max(timeout_s, 1.0) for *_, timeout_s in asked),
            environment=_EMPTY,
        )
    answers: list[dict[str, Any]] = json.loads(printed.splitlines()[-1])
    return answers
