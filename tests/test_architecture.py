"""A file's place says what it may import; these tests hold every file to it."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from footlights.site.linting import WORLDS
from footlights.site.wire_types import WIRE_TYPES, wire_types
from footlights.talk import Event
from footlights.talk.effects import Effect
from footlights.talk.kernel_messages import KernelMessage

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "py" / "footlights"
ALLOWED = {
    "deck": set(),
    "talk": {"deck"},
    "live": {"talk"},
    "browser": {"live", "talk", "deck"},
    "site": {"talk", "deck"},
}
FLOORS = {
    "site": ("notes", "runtime", "packages", "page", "rehearsal", "__main__ cli linting served server"),
    "talk": (
        "code",
        "stage",
        "speaker",
        "__init__ intents keeping merging reading_saved saved saving_drawings saving_held saving_notes update view",
    ),
}
"""Rooms of a package from the ground up: each knows those below it, and what stands at the package's root, but for
the modules that are named last: those know everything."""
MARKDOWN_LIBRARIES = {"markdown_it", "mdit_py_plugins", "markdown", "ruamel", "justhtml"}
IMPURE = {
    "js",
    "pyodide",
    "pyodide_js",
    "micropip",
    "asyncio",
    "time",
    "os",
    "pathlib",
    "random",
    "subprocess",
    "socket",
}
EDGE_ONLY = {"js", "pyodide", "pyodide_js", "micropip"}
STDLIB_OF_DECK = {"__future__", "ast", "binascii", "bisect", "collections", "dataclasses", "difflib", "enum", "functools", "html", "itertools", "pickle", "re", "typing", "urllib", "xml", "zlib"}  # fmt: skip
LONGEST_MODULE = 300
SCRIPTS = PROJECT / "web" / "js"
REPORTS = {"RunStarted", "RunEnded", "PackagesLoading", "Measured", "WarmedUp", "KernelChanged"}
"""Events that a worker tells, and the page passes on."""
ROOMS = {
    "shared": set(),
    "python": set(),
    "storage": set(),
    "sandbox": {"shared"},
    "carried": {"python"},
    "cells": {"carried"},
    "output": {"carried", "cells", "sandbox", "shared", "storage"},
    "apps": {"carried", "output", "sandbox", "shared"},
    "runs": {"apps", "carried", "cells", "output", "python", "sandbox", "shared", "storage"},
    "panels": {"carried", "runs", "storage"},
    "slides": {"cells", "shared"},
    "ink": set(),
    "speaker": {"cells", "shared", "slides", "storage"},
    "page": {"carried", "cells", "ink", "output", "panels", "python", "runs", "shared", "slides", "speaker", "storage"},
    "editor": {"shared"},
    "head": {"sandbox", "storage"},
    "kernel_worker": {"python"},
    "engines": set(),
    "app_frame": {"shared"},
    "service_worker": set(),
}
"""What each folder of scripts may import besides its own."""
SHOWS_THE_TALK = ("cells", "output", "apps", "runs", "panels", "slides", "ink", "speaker", "page")
IN_BOTH_WORLDS = {"python"}
"""What runs in a document and in a worker."""


def modules(package: str) -> Iterator[Path]:
    return (PACKAGE / package).rglob("*.py")


def page_scripts() -> Iterator[Path]:
    """What runs in the page and its worker, not in a sandbox as engines and applications do."""
    yield from (file for file in SCRIPTS.rglob("*.js") if file.parent.name not in ("engines", "app_frame"))


def imports(file: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it, ``if TYPE_CHECKING`` included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative imports hide where a module is"
            yield node.module or ""


ALL = [(package, file) for package in ALLOWED for file in sorted(modules(package))]


@pytest.mark.parametrize("package, file", ALL, ids=lambda value: getattr(value, "stem", value))
def test_imports_go_one_way(package: str, file: Path) -> None:
    ours = {name.split(".")[1] for name in imports(file) if name.startswith("footlights.")}
    assert ours <= ALLOWED[package] | {package}


@pytest.mark.parametrize("package", sorted(FLOORS))
def test_rooms_know_those_below_them(package: str) -> None:
    *rooms, above = FLOORS[package]
    upstairs = []
    for file in modules(package):
        place = file.relative_to(PACKAGE / package)
        if place.parts[0] == "node" or (len(place.parts) == 1 and place.stem in above.split()):
            continue
        floor = rooms.index(place.parts[0]) if len(place.parts) > 1 else -1
        known = {*rooms[: floor + 1], *(each.stem for each in (PACKAGE / package).glob("*.py"))} - set(above.split())
        upstairs += [
            (place.as_posix(), name)
            for name in imports(file)
            if name.startswith(f"footlights.{package}.") and name.split(".")[2] not in known
        ]
    assert upstairs == []
    assert {path.name for path in (PACKAGE / package).iterdir() if list(path.glob("*.py"))} - {"node"} == set(rooms)


@pytest.mark.parametrize("package", ["deck", "talk"])
def test_the_core_is_pure(package: str) -> None:
    found = {(file.name, name) for file in modules(package) for name in imports(file) if name.split(".")[0] in IMPURE}
    assert found == set()


def test_deck_knows_the_standard_library_and_the_markdown_libraries_only() -> None:
    roots = {name.split(".")[0] for file in modules("deck") for name in imports(file)}
    assert roots - {"footlights"} <= STDLIB_OF_DECK | MARKDOWN_LIBRARIES


def test_only_deck_knows_the_markdown_libraries() -> None:
    others = [
        (file.name, name)
        for package in ALLOWED
        if package != "deck"
        for file in modules(package)
        for name in imports(file)
    ]
    assert [pair for pair in others if pair[1].split(".")[0] in MARKDOWN_LIBRARIES] == []


def test_only_the_edge_imports_the_browser() -> None:
    files = [file for package in ALLOWED if package != "browser" for file in modules(package)]
    assert [(file.name, name) for file in files for name in imports(file) if name.split(".")[0] in EDGE_ONLY] == []


def test_one_module_of_javascript_speaks_to_the_stages_python() -> None:
    speakers = {
        file.name
        for file in page_scripts()
        if re.search(r"\bpyimport\b|\brunPython|\bglobals\.get\(", file.read_text(encoding="utf-8"))
    }
    assert speakers == {"bridge.js", "beginning.js"}


def test_the_types_of_the_page_are_those_of_python() -> None:
    assert WIRE_TYPES.read_text(encoding="utf-8") == wire_types(), "write it anew: build.py types"


def test_every_effect_is_asked_for_and_every_event_is_told() -> None:
    made = {name for file in modules("talk") for name in called(file)}
    told = {name for file in page_scripts() for name in types_in(file)}
    assert {effect.__name__ for effect in get_args(Effect)} - made == set()
    assert {event.__name__ for event in get_args(Event)} - told - REPORTS == set()


def test_what_a_worker_reports_is_what_the_page_passes_on() -> None:
    passed_on = re.search(r"EVENTS = new Set\(\[(.*?)\]\)", (SCRIPTS / "runs" / "runs.js").read_text(encoding="utf-8"))
    assert passed_on
    assert set(re.findall(r'"(\w+)"', passed_on[1])) < REPORTS
    made = {name for file in modules("browser") for name in called(file)}
    posted = {name for file in SCRIPTS.rglob("*.js") for name in types_in(file)}
    assert REPORTS - made - posted == set()


def test_whatever_the_kernel_may_say_it_says() -> None:
    made = {name for file in (*modules("browser"), *modules("live")) for name in called(file)}
    assert {message.__name__ for message in get_args(KernelMessage)} - made == set()


def test_no_python_hides_in_a_javascript_string() -> None:
    code = re.compile(r"[`'\"]\s*(?:def |class |from \w+ import|import \w+\\n)")
    assert [file.name for file in page_scripts() if code.search(file.read_text(encoding="utf-8"))] == []


def test_slide_html_enters_the_page_at_one_place() -> None:
    doors = re.compile(
        r"innerHTML|insertAdjacentHTML|outerHTML|document\.write|setHTMLUnsafe|srcdoc|createContextualFragment|DOMPurify"
    )
    files = {file.name for file in page_scripts() if doors.search(file.read_text(encoding="utf-8"))}
    assert files == {"clean_html.js", "guest.js", "relations.js"}, (
        "the last two run in a frame with an origin of its own"
    )


@pytest.mark.parametrize("room", sorted(path.name for path in SCRIPTS.iterdir() if path.is_dir()))
def test_a_room_of_scripts_imports_what_its_place_says(room: str) -> None:
    crossings = {
        (file.parent / name).resolve().relative_to(SCRIPTS).parts[0]
        for file in (SCRIPTS / room).iterdir()
        for name in re.findall(r'(?:from|^import) "(\.[^"]+\.js)"', file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert crossings - {room} == ROOMS[room]


def test_what_shows_the_talk_looks_up_nothing_before_it_has_a_document() -> None:
    """A module's own look-ups are of the one page that it was read in."""
    lookup = re.compile(r"^(?:export )?(?:const|let) .*document\.(?:querySelector|getElementById)", re.MULTILINE)
    files = [file for room in SHOWS_THE_TALK for file in sorted((SCRIPTS / room).glob("*.js"))]
    found = {file.name for file in files if lookup.search(file.read_text(encoding="utf-8"))}
    assert found == {"site_updates.js"}, "which asks what kind of page it is"


def test_every_room_of_scripts_is_checked_against_the_world_it_runs_in() -> None:
    page, workers = (json.loads((PROJECT / "web" / name).read_text(encoding="utf-8")) for name in WORLDS)
    in_workers = {path.removeprefix("js/") for path in workers["include"]} - {"types.d.ts"}
    assert (page["include"], workers["compilerOptions"]["lib"][1]) == (["js"], "webworker")
    assert {path.removeprefix("js/") for path in page["exclude"]} == in_workers - IN_BOTH_WORLDS
    assert in_workers <= set(ROOMS)


@pytest.mark.parametrize("suffix", ["*.py", "*.js", "*.mjs", "*.css"])
def test_no_module_is_long(suffix: str) -> None:
    files = [*PACKAGE.rglob(suffix), *(PROJECT / "web").rglob(suffix)]
    lengths = {place_of(file): len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    assert {place: length for place, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_public_function_method_and_class_says_what_it_is() -> None:
    bare = [f"{place_of(file)}:{name}" for _, file in ALL for name in public_names_without_docstring(file)]
    assert bare == []


def called(file: Path) -> Iterator[str]:
    """The names of what a module calls, as classes are where a value of them is made."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def types_in(script: Path) -> list[str]:
    """The types of the messages that a script makes."""
    return re.findall(r'type: "(\w+)"', script.read_text(encoding="utf-8"))


def place_of(file: Path) -> str:
    return file.relative_to(PROJECT).as_posix()


def public_names_without_docstring(file: Path) -> Iterator[str]:
    """Functions and classes of a module, and methods of its public classes, that are public and say nothing."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        yield from undocumented(node)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for member in node.body:
                yield from (f"{node.name}.{name}" for name in undocumented(member))


def undocumented(node: ast.stmt) -> Iterator[str]:
    named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_")
    if named and not ast.get_docstring(node):
        yield node.name
