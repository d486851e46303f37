"""The commands of ``build.py``: what they take, and what has to be installed for them.

Only the standard library is imported here: ``build.py`` reads its arguments with this before anything is installed,
so that a slip of the pen is told at once.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from footlights.site.sizes import read_size

VERSION = "0.1.0"
PASSING_ON = ("test", "bench")
"""Commands that take whatever arguments the tool behind them takes."""


def read_arguments(arguments: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """The command that is asked for with its options, and what is passed on; ``needs_node`` tells what it needs.

    Exits with status 2 and what is wrong, or 0 with the help that was asked for.
    """
    parser, options = _parser()
    names = tuple(options)
    first = arguments[0] if arguments else ""
    if not first:
        parser.error(f"name a command: {', '.join(names)}")
    if not first.startswith("-") and first not in names:
        parser.error(_unknown(first, names))
    asked, rest = parser.parse_known_args(arguments)
    if rest and asked.command not in PASSING_ON:
        parser.error(f"unrecognized arguments: {' '.join(rest)}{_meant(rest[0], options[asked.command])}")
    return asked, rest


def _unknown(name: str, names: Sequence[str]) -> str:
    if name.endswith(".md") or Path(name).is_dir():
        return f"name a command before the notes, as in: build.py serve {name}"
    near = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    return f"there is no command {name!r}; " + (f"did you mean {near[0]}?" if near else f"name one: {', '.join(names)}")


def _meant(option: str, options: Sequence[str]) -> str:
    near = difflib.get_close_matches(option.partition("=")[0], options, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near and option.startswith("-") else ""


def _parser() -> tuple[argparse.ArgumentParser, dict[str, tuple[str, ...]]]:
    """The parser, and the commands by their names with their options."""
    parser = argparse.ArgumentParser(prog="build.py", description="Notes in Markdown become a talk with live Python.")
    parser.add_argument("--version", action="version", version=f"Footlights {VERSION}")
    parser.set_defaults(needs_node=True, notes=None)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    notes = argparse.ArgumentParser(add_help=False)
    notes.add_argument("notes", nargs="?", type=Path, metavar="NOTES", help="your notes (Markdown)")
    sources = argparse.ArgumentParser(add_help=False)
    sources.add_argument(
        "--build-sources",
        action="append",
        type=_package_name,
        default=[],
        metavar="NAME",
        help="build this package from its sources, whose code then runs on this machine; may be given again",
    )
    as_json = argparse.ArgumentParser(add_help=False)
    as_json.add_argument("--json", action="store_true", help="print JSON")
    serve = commands.add_parser(
        "serve", parents=[notes, sources], help="build, serve on this machine, follow the notes"
    )
    serve.add_argument("--port", type=_port, default=8000, help="the port to serve on; a free one if it is taken")
    serve.add_argument("--no-open", action="store_true", help="do not open a browser")
    build = commands.add_parser("build", parents=[notes, sources], help="write one HTML file with everything inside")
    _add_build_options(build)
    commands.add_parser(
        "record", parents=[notes, sources], help="run every cell and keep what it shows, as a net for bad days"
    )
    lock = commands.add_parser(
        "lock", parents=[notes, sources], help="keep the talk's packages beside the notes, as now"
    )
    lock.add_argument(
        "--without-wheels", action="store_true", help="keep only those that the package index does not have"
    )
    outline = commands.add_parser("outline", parents=[notes, as_json], help="the plan: sections, budgets, slides")
    outline.set_defaults(needs_node=False)
    check = commands.add_parser(
        "check", parents=[notes, sources, as_json], help="every problem of the notes, with line and hint"
    )
    check.add_argument("--offline", action="store_true", help="also try the built page in a browser without a network")
    commands.add_parser("lint", help="format, style and types of the project's own code")
    commands.add_parser("test", help="all tests; further arguments go to pytest", add_help=False)
    commands.add_parser("bench", help="measure start-up, key to paint, the talk's cells in Chromium", add_help=False)
    types = commands.add_parser("types", help="write the types of the border between the languages")
    types.set_defaults(needs_node=False)
    commands.add_parser("shots", help="make the README's screenshots")
    return parser, {name: tuple(each._option_string_actions) for name, each in commands.choices.items()}


def _add_build_options(build: argparse.ArgumentParser) -> None:
    build.add_argument("--out", type=_folder, default=Path("dist"), metavar="DIR", help="where index.html goes (dist)")
    build.add_argument("--engines", action="store_true", help="carry every Python there is, not only those in use")
    build.add_argument("--without-notes", action="store_true", help="leave the speaker notes out")
    build.add_argument("--site", action="store_true", help="write a static site; NOTES may be a folder of talks")
    build.add_argument("--max-size", type=_size, metavar="SIZE", help="fail if the page is bigger, such as 25MB")
    build.add_argument("--report", action="store_true", help="tell what weighs what in the page")


def _package_name(text: str) -> str:
    """A package's name as an index spells it (PEP 503)."""
    if not re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a package's name")
    return re.sub(r"[-_.]+", "-", text).lower()


def _folder(text: str) -> Path:
    if not text.strip():
        raise argparse.ArgumentTypeError("an empty name is no folder")
    return Path(text)


def _size(text: str) -> int:
    try:
        return read_size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port between 0 and 65535")
    return int(text)
