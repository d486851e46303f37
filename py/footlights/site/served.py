"""What ``serve`` shows: the last good notes, what is wrong with those on disk, and each change for the page."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from footlights.deck import Deck, Problem, section_element
from footlights.site.build import talk_parts, with_problems
from footlights.site.notes import Notes, read_notes
from footlights.site.page import one_file_page
from footlights.site.parts import data_address, pictures_in
from footlights.site.problems import problem_lines
from footlights.site.project import WEB, Unable, say
from footlights.site.wheelhouse import Wheelhouse, wheelhouse_of

POLL_S = 0.3
_MOST_EVENTS = 100
Stamp = tuple[object, ...]


class Served:
    """The page as it is now, and what has changed since the server began, as server-sent events by version."""

    def __init__(self, path: Path, build_sources: Collection[str] = ()) -> None:
        self.path = path
        self.changed = threading.Condition()
        self.version = 0
        self._build_sources = build_sources
        self._events: deque[tuple[int, str]] = deque(maxlen=_MOST_EVENTS)
        notes = read_notes(path)
        self._take(notes, notes.deck(), self._house_of(notes))
        self._seen = self._stamp()

    def page(self) -> str:
        """The page built from the last good notes."""
        return one_file_page(talk_parts(self._notes, self._house, all_engines=True), served=True)

    def events_since(self, version: int) -> str:
        """The events after a version, as they go over the wire."""
        return "".join(event for each, event in self._events if each > version)

    def present_problems(self) -> str:
        """An event that tells what is wrong now."""
        return _event("changed", self._wrong())

    def watch(self) -> None:
        """Look for changes for ever: of the notes, their pictures and files, the page's own sources."""
        said = ""
        while True:
            time.sleep(POLL_S)
            trouble = trouble_of(self._look)
            if trouble and trouble != said:
                say(trouble)
                self._tell_of(trouble)
            said = trouble

    def _look(self) -> None:
        stamp = self._stamp()
        before, self._seen = self._seen, stamp
        if stamp[-1] != before[-1]:
            self._announce("reload", {})
        elif stamp != before:
            self._follow()

    def _follow(self) -> None:
        """Read the notes again. Those that can't be shown leave the last good ones where they are."""
        notes = read_notes(self.path)
        deck = notes.deck()
        if is_broken(deck):
            self._tell(deck, behind=True)
            return self._announce("changed", self._wrong())
        house, before, was = self._house_of(notes), self._house, (self._text, self._pictures, self._files)
        self._take(notes, deck, house)
        if house.wheels != before.wheels:
            return self._announce("reload", {})
        return self._announce("changed", self._difference(*was))

    def _difference(self, text: str, pictures: Mapping[str, int], files: Mapping[str, int]) -> dict[str, Any]:
        """What the page needs to be as the notes are, coming from these notes, pictures and files."""
        shown, named = self._notes.pictures, self._notes.files()
        changed = [name for name, changed_at in self._pictures.items() if pictures.get(name) != changed_at]
        return {
            **({"text": self._text} if text != self._text or set(pictures) != set(self._pictures) else {}),
            "names": sorted(self._pictures),
            "pictures": {name: data_address(shown[name]) for name in changed},
            "files": {
                name: base64.b64encode(named[name].read_bytes()).decode()
                for name, changed_at in self._files.items()
                if files.get(name) != changed_at and name in named
            },
            **self._wrong(),
        }

    def _wrong(self) -> dict[str, Any]:
        """The problems of the notes on disk, and whether the page stays behind these."""
        return {"problems": self._problems, "behind": self._behind}

    def _take(self, notes: Notes, deck: Deck, house: Wheelhouse) -> None:
        self._notes, self._house, self._text = notes, house, notes.text
        shown = pictures_in("".join(section_element(deck, slide) for slide in deck.slides))
        self._pictures = {name: _changed_at(file) for name, file in notes.pictures.items() if name in shown}
        self._files = {name: _changed_at(file) for name, file in notes.files().items()}
        self._tell(with_problems(deck, house.problems))

    def _house_of(self, notes: Notes) -> Wheelhouse:
        return wheelhouse_of(notes, notes.deck(), build_sources=self._build_sources)

    def _tell(self, deck: Deck, *, behind: bool = False) -> None:
        self._problems, self._behind = [asdict(problem) for problem in deck.problems], behind
        for line in problem_lines(deck):
            print(line, flush=True)

    def _tell_of(self, trouble: str) -> None:
        self._problems, self._behind = [asdict(Problem(1, trouble, "", str(self.path)))], True
        self._announce("changed", self._wrong())

    def _stamp(self) -> Stamp:
        """What was last changed when; at the end the page's own sources."""
        pictures = tuple((name, _changed_at(self._notes.pictures[name])) for name in self._pictures)
        files = tuple((name, _changed_at(self.path.parent / name)) for name in self._files)
        web = tuple(_changed_at(file) for file in sorted(WEB.rglob("*.*")))
        return _changed_at(self.path), pictures, files, web

    def _announce(self, kind: str, data: Mapping[str, Any]) -> None:
        with self.changed:
            self.version += 1
            self._events.append((self.version, _event(kind, data)))
            self.changed.notify_all()


def is_broken(deck: Deck) -> bool:
    """Whether the settings could not be read at all: half a line of YAML, mostly, while it is typed."""
    return any(problem.message.startswith("the front matter ") for problem in deck.problems)


def trouble_of(look: Callable[[], None]) -> str:
    """Do something, and say in a line what kept it from being done; nothing where nothing did.

    Whoever watches for ever must outlive whatever a stranger's notes do to what reads them.
    """
    try:
        look()
    except Unable as error:
        return str(error)
    except Exception as error:
        return f"the notes can't be followed: {type(error).__name__}: {str(error)[:200]}"
    return ""


def _event(kind: str, data: Mapping[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data)}\n\n"


def _changed_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
