"""The commands of ``build.py``. Exit status: 0 good, 1 problems found, 2 wrong usage."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from footlights.deck import Deck
from footlights.site.commands import read_arguments
from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.notes.outline import outline_json, outline_table
from footlights.site.notes.problems import problem_lines, problems_json
from footlights.site.project import DEFAULT_NOTES, PROJECT, Unable, say

MOST_WORKERS = 4
"""Tests that run at a time: each of them is a browser with two Pythons."""


def main(arguments: list[str]) -> int:
    """Run one command; what can't be done is one clear line on standard error."""
    asked, rest = read_arguments(arguments)
    if asked.notes is None and asked.command in _TAKING_NOTES:
        asked.notes = DEFAULT_NOTES
        say(f"{asked.command} takes {_for_people(DEFAULT_NOTES)}, as no notes are named")
    try:
        status = _COMMANDS[asked.command](asked, rest)
        sys.stdout.flush()
        return status
    except Unable as error:
        print(f"build.py: {error}", file=sys.stderr)
        return error.status
    except BrokenPipeError:  # whoever reads, head for one, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130


def _for_people(file: Path) -> str:
    """A path as short as it can be told."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)


def _serve(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.server import serve

    return serve(asked.notes, asked.port, open_browser=not asked.no_open, build_sources=asked.build_sources)


def _build(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.packages.wheelhouse import wheelhouse_of
    from footlights.site.page.build import talk_parts, with_problems, write_page
    from footlights.site.page.report import report, require_size
    from footlights.site.published import require_folder

    if asked.site and (asked.report or asked.max_size is not None):
        raise Unable("--report and --max-size are for the one-file page; leave --site out", 2)
    require_folder(asked.out)
    if asked.site:
        return _build_site(asked)
    if asked.notes.is_dir():
        raise Unable(f"{asked.notes} is a folder; for a site of its talks: build.py build {asked.notes} --site", 2)
    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck, build_sources=asked.build_sources)
    parts = talk_parts(notes, house, without_notes=asked.without_notes, all_engines=asked.engines)
    page = write_page(parts, house, asked.out)
    deck = with_problems(notes.deck, (*house.problems, *parts.recordings.problems))
    _tell_problems(deck)
    if asked.report:
        print(report(parts))
    if asked.max_size is not None:
        require_size(parts, asked.max_size, page.stat().st_size)
    what = f"({page.stat().st_size / 1e6:.1f} MB, {len(deck.slides)} slides)"
    if parts.recordings.problems:
        raise Unable(f"{page} {what} is written, but its recording is not of these notes: {_again(notes)}")
    say(f"{page} is ready {what}: open it with a double click")
    return 0


def _again(notes: Notes) -> str:
    return f"build.py record {notes.path}"


def _build_site(asked: argparse.Namespace) -> int:
    from footlights.site.page.build import with_problems
    from footlights.site.page.sites import site_of

    site = site_of(
        asked.notes,
        asked.out,
        without_notes=asked.without_notes,
        all_engines=asked.engines,
        build_sources=asked.build_sources,
    )
    for notes, problems in site.talks:
        _tell_problems(with_problems(notes.deck, problems))
    talks = "1 talk" if len(site.talks) == 1 else f"{len(site.talks)} talks"
    what = f"({site.size_bytes / 1e6:.1f} MB, {talks})"
    if site.unrecorded:
        again = "; ".join(map(_again, site.unrecorded))
        raise Unable(f"{site.page} {what} is written, but a recording is not of its notes: {again}")
    say(f"{site.page} is ready {what}: put {asked.out} on any web host")
    return 0


def _record(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.packages.wheelhouse import wheelhouse_of
    from footlights.site.page.build import with_problems
    from footlights.site.rehearsal.recorder import record

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck, build_sources=asked.build_sources)
    file, problems = record(notes, house)
    _tell_problems(with_problems(notes.deck, (*house.problems, *problems)))
    if file is None:
        raise Unable("nothing was recorded: mend what is said above first")
    say(f"{file} is what the page shows on a day when Python does not run")
    return 0


def _lock(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.packages.brought import not_on_index
    from footlights.site.packages.locks import write_lock
    from footlights.site.packages.wheelhouse import wheelhouse_of
    from footlights.site.page.build import with_problems

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck, renew=True, build_sources=asked.build_sources)
    deck = with_problems(notes.deck, house.problems)
    _tell_problems(deck)
    if house.problems:
        raise Unable("nothing was locked: mend what is said above first")
    own = notes.path.parent / "wheels"
    kept = {
        name: wheel
        for name, wheel in house.wheels.items()
        if not asked.without_wheels or (not_on_index(wheel) and not (own / wheel.name).is_file())
    }
    lock = write_lock(notes, kept, house.entries)
    beside = f" and {len(kept)} wheels beside it" if kept else ""
    say(f"{lock}{beside} tell this talk's {len(house.wheels)} packages from now on")
    return 0


def _outline(asked: argparse.Namespace, _rest: list[str]) -> int:
    deck = read_notes(asked.notes).deck
    print(outline_json(deck) if asked.json else outline_table(deck))
    return 0


def _check(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.packages.wheelhouse import wheelhouse_of
    from footlights.site.page.build import with_problems
    from footlights.site.page.recordings import recordings_of
    from footlights.site.rehearsal.expectations import with_expectations

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck, build_sources=asked.build_sources)
    recordings = recordings_of(notes, notes.deck, house)
    found = with_problems(notes.deck, (*house.problems, *recordings.problems))
    deck = with_expectations(notes, found, house)
    if asked.json:
        print(problems_json(deck))
    else:
        print("\n".join(problem_lines(deck)) or f"{asked.notes}: no problems, {len(deck.slides)} slides")
    if asked.offline:
        from footlights.site.rehearsal.preflight import fly_offline

        ready = fly_offline(notes, house)
    else:
        ready = True
    return 0 if ready and not deck.problems else 1


def _lint(_asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.linting import lint

    return lint()


def _test(_asked: argparse.Namespace, rest: list[str]) -> int:
    from footlights.site.rehearsal.browsers import lean_chromium, require_chromium, require_firefox

    require_chromium()
    lean_chromium()
    try:
        require_firefox()
    except Unable as error:
        say(f"tests in Firefox are left out: {error}")
    count = min((os.cpu_count() or 1) + 1, MOST_WORKERS)  # one more than can work: some wait for a clock
    workers = ["-n", str(count), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *workers, *(rest or ["tests"])]
    return subprocess.call(command, cwd=PROJECT)


def _bench(_asked: argparse.Namespace, rest: list[str]) -> int:
    return subprocess.call([sys.executable, str(PROJECT / "bench" / "bench.py"), *rest])


def _types(_asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.wire_types import write_types

    write_types()
    return 0


def _shots(_asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.rehearsal.shots import take_shots

    return take_shots()


def _tell_problems(deck: Deck) -> None:
    for line in problem_lines(deck):
        print(line, file=sys.stderr)


_TAKING_NOTES = frozenset({"serve", "build", "record", "lock", "outline", "check"})
_COMMANDS: dict[str, Callable[[argparse.Namespace, list[str]], int]] = {
    "serve": _serve,
    "build": _build,
    "record": _record,
    "lock": _lock,
    "outline": _outline,
    "check": _check,
    "lint": _lint,
    "test": _test,
    "bench": _bench,
    "types": _types,
    "shots": _shots,
}
