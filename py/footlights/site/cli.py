"""The commands of ``build.py``. Exit status: 0 good, 1 problems found, 2 wrong usage."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from footlights.deck import Deck
from footlights.site.notes import read_notes
from footlights.site.outline import outline_json, outline_table
from footlights.site.problems import problem_lines, problems_json
from footlights.site.project import DEFAULT_NOTES, PROJECT, Unable, say
from footlights.site.sizes import read_size

MOST_WORKERS = 4
"""Tests that run at a time: each of them is a browser with two Pythons."""


def main(arguments: list[str]) -> int:
    """Run one command; what can't be done is one clear line on standard error."""
    parser = _parser()
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.command not in ("test", "bench"):
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _COMMANDS[asked.command](asked, rest)
    except Unable as error:
        print(f"build.py: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Notes in Markdown become a talk with live Python.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    notes = argparse.ArgumentParser(add_help=False)
    notes.add_argument(
        "notes", nargs="?", type=Path, default=DEFAULT_NOTES, metavar="NOTES", help="your notes (Markdown)"
    )
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print JSON")
    serve = commands.add_parser("serve", parents=[notes], help="build, serve on this machine, follow the notes")
    serve.add_argument("--port", type=int, default=8000, help="the port to serve on; a free one if it is taken")
    serve.add_argument("--no-open", action="store_true", help="do not open a browser")
    build = commands.add_parser("build", parents=[notes], help="write one HTML file with everything inside")
    build.add_argument("--out", type=Path, default=Path("dist"), metavar="DIR", help="where index.html goes (dist)")
    build.add_argument("--engines", action="store_true", help="carry every Python there is, not only those in use")
    build.add_argument("--without-notes", action="store_true", help="leave the speaker notes out")
    build.add_argument("--site", action="store_true", help="write a static site; NOTES may be a folder of talks")
    build.add_argument("--max-size", type=read_size, metavar="SIZE", help="fail if the page is bigger, such as 25MB")
    build.add_argument("--report", action="store_true", help="tell what weighs what in the page")
    commands.add_parser("record", parents=[notes], help="run every cell and keep what it shows, as a net for bad days")
    lock = commands.add_parser("lock", parents=[notes], help="keep the talk's packages beside the notes, as now")
    lock.add_argument(
        "--without-wheels", action="store_true", help="keep only those that the package index does not have"
    )
    commands.add_parser("outline", parents=[notes, as_json], help="the plan: sections, budgets, slides")
    check = commands.add_parser(
        "check", parents=[notes, as_json], help="every problem of the notes, with line and hint"
    )
    check.add_argument("--offline", action="store_true", help="also try the built page in a browser without a network")
    commands.add_parser("lint", help="format, style and types of the project's own code")
    commands.add_parser("test", help="all tests; further arguments go to pytest", add_help=False)
    commands.add_parser("bench", help="measure start-up, key to paint, the talk's cells in Chromium", add_help=False)
    commands.add_parser("shots", help="make the README's screenshots")
    return parser


def _serve(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.server import serve

    return serve(asked.notes, asked.port, open_browser=not asked.no_open)


def _build(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.build import talk_parts, with_problems, write_page
    from footlights.site.report import report, require_size
    from footlights.site.wheelhouse import wheelhouse_of

    if asked.site and (asked.report or asked.max_size is not None):
        raise Unable("--report and --max-size are for the one-file page; leave --site out", 2)
    if asked.site:
        return _build_site(asked)
    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck())
    parts = talk_parts(notes, house, without_notes=asked.without_notes, all_engines=asked.engines)
    page = write_page(parts, house, asked.out)
    deck = with_problems(notes.deck(), (*house.problems, *parts.recordings.problems))
    _tell_problems(deck)
    if asked.report:
        print(report(parts))
    if asked.max_size is not None:
        require_size(parts, asked.max_size, page.stat().st_size)
    say(f"{page} is ready ({page.stat().st_size / 1e6:.1f} MB, {len(deck.slides)} slides): open it with a double click")
    return 1 if parts.recordings.problems else 0


def _build_site(asked: argparse.Namespace) -> int:
    from footlights.site.build import with_problems
    from footlights.site.sites import site_of

    site = site_of(asked.notes, asked.out, without_notes=asked.without_notes, all_engines=asked.engines)
    for notes, problems in site.talks:
        _tell_problems(with_problems(notes.deck(), problems))
    talks = "1 talk" if len(site.talks) == 1 else f"{len(site.talks)} talks"
    say(f"{site.page} is ready ({site.size_bytes / 1e6:.1f} MB, {talks}): put {asked.out} on any web host")
    return 0 if site.is_recorded else 1


def _record(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.build import with_problems
    from footlights.site.recorder import record
    from footlights.site.wheelhouse import wheelhouse_of

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck())
    file, problems = record(notes, house)
    _tell_problems(with_problems(notes.deck(), (*house.problems, *problems)))
    if file is None:
        raise Unable("nothing was recorded: mend what is said above first")
    say(f"{file} is what the page shows on a day when Python does not run")
    return 0


def _lock(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.build import with_problems
    from footlights.site.locks import write_lock
    from footlights.site.resolving import not_on_index
    from footlights.site.wheelhouse import wheelhouse_of

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck(), renew=True)
    deck = with_problems(notes.deck(), house.problems)
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
    deck = read_notes(asked.notes).deck()
    print(outline_json(deck) if asked.json else outline_table(deck))
    return 0


def _check(asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.build import with_problems
    from footlights.site.expectations import with_expectations
    from footlights.site.recordings import recordings_of
    from footlights.site.wheelhouse import wheelhouse_of

    notes = read_notes(asked.notes)
    house = wheelhouse_of(notes, notes.deck())
    recordings = recordings_of(notes, notes.deck(), house)
    found = with_problems(notes.deck(), (*house.problems, *recordings.problems))
    deck = with_expectations(notes, found, house)
    if asked.json:
        print(problems_json(deck))
    else:
        print("\n".join(problem_lines(deck)) or f"{asked.notes}: no problems, {len(deck.slides)} slides")
    if asked.offline:
        from footlights.site.preflight import fly_offline

        ready = fly_offline(notes, house)
    else:
        ready = True
    return 0 if ready and not deck.problems else 1


def _lint(_asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.linting import lint

    return lint()


def _test(_asked: argparse.Namespace, rest: list[str]) -> int:
    from footlights.site.browsers import require_chromium, require_firefox

    require_chromium()
    try:
        require_firefox()
    except Unable as error:
        say(f"tests in Firefox are left out: {error}")
    workers = ["-n", "auto", "--maxprocesses", str(MOST_WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [sys.executable, "-m", "pytest", *workers, *(rest or ["tests"])]
    return subprocess.call(command, cwd=PROJECT)


def _bench(_asked: argparse.Namespace, rest: list[str]) -> int:
    return subprocess.call([sys.executable, str(PROJECT / "bench" / "bench.py"), *rest])


def _shots(_asked: argparse.Namespace, _rest: list[str]) -> int:
    from footlights.site.shots import take_shots

    return take_shots()


def _tell_problems(deck: Deck) -> None:
    for line in problem_lines(deck):
        print(line, file=sys.stderr)


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
    "shots": _shots,
}
