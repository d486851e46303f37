"""What ``serve`` shows: the last good notes, what is wrong with those on disk, and each change for the page."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from footlights.deck import Deck, Problem, section_element
from footlights.site.notes.notes_file import Notes, read_notes
from footlights.site.notes.problems import problem_lines
from footlights.site.packages.wheelhouse import Wheelhouse, wheelhouse_of
from footlights.site.page.build import talk_parts, with_problems
from footlights.site.page.one_file import one_file_page
from footlights.site.page.parts import data_address, pictures_in
from footlights.site.project import WEB, Unable, say
from footlights.site.reading import is_there
from footlights.site.writing import changed_bytes, write_whole

POLL_S = 0.2
_MOST_EVENTS = 100
_RELOAD = "reload"
Changed = tuple[int, int]
Stamp = tuple[object, ...]


class Served:
    """The page as it is now, and what has changed since the server began, as server-sent events by version.

    No two servers count alike: a page of an earlier one is told to load itself again.
    """

    def __init__(self, path: Path, build_sources: Collection[str] = ()) -> None:
        self.path = path
        self.changed = threading.Condition()
        self.version = self._first = time.time_ns() // 1_000_000
        self._build_sources = build_sources
        self._events: deque[tuple[int, str]] = deque(maxlen=_MOST_EVENTS)
        self._told: list[str] = []
        notes = read_notes(path)
        self._seen = self._settling = self._take(notes, notes.deck, self._house_of(notes), _own(path))

    def page(self) -> str:
        """The page built from the last good notes, without pictures that are gone; it knows its version."""
        version = self.version  # first: a change that is told once more does no harm
        notes, house = self._shown
        there = {name: file for name, file in notes.pictures.items() if is_there(file)}
        parts = talk_parts(replace(notes, pictures=there), house, all_engines=True)
        return one_file_page(parts, served=str(version))

    def write_notes(self, base: str, text: str) -> bool:
        """Write the notes' file, if it still is what the page was told of it. Raises OSError where it can't be."""
        file = self.path.resolve()
        mode, written = file.stat().st_mode, file.read_bytes()
        changed = changed_bytes(written, base, text)
        if changed is None:
            return False
        write_whole(file, changed)
        file.chmod(mode & 0o7777)
        return True

    def events_since(self, version: int) -> str:
        """The events after a version, as they go over the wire; what nobody remembers is made up for by a reload."""
        oldest = self._events[0][0] - 1 if self._events else self._first
        if not oldest <= version <= self.version:
            return _event(_RELOAD, {}, self.version)
        return "".join(event for each, event in self._events if each > version)

    def present_problems(self) -> str:
        """An event that tells what is wrong now."""
        return _event("changed", self._wrong(), self.version)

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
        """Follow what is changed, once it is the same for two looks: an editor may still be writing."""
        stamp = self._stamp()
        is_settled, self._settling = stamp == self._settling, stamp
        if stamp == self._seen or not is_settled:
            return
        before, self._seen = self._seen, stamp
        if stamp[-1] != before[-1]:
            self._announce(_RELOAD, {})
        else:
            self._follow(stamp)

    def _follow(self, stamp: Stamp) -> None:
        """Read the notes again. Those that can't be shown leave the last good ones where they are."""
        notes = read_notes(self.path)
        deck = notes.deck
        if deck.is_broken:
            self._tell(deck, behind=True)
            return self._announce("changed", self._wrong())
        house, before, was = self._house_of(notes), self._shown[1], (self._text, self._pictures, self._files)
        self._seen = self._settling = self._take(notes, deck, house, (stamp[0], stamp[-1]))
        if house.wheels != before.wheels:
            return self._announce(_RELOAD, {})
        return self._announce("changed", self._difference(*was))

    def _difference(self, text: str, pictures: Mapping[str, Changed], files: Mapping[str, Changed]) -> dict[str, Any]:
        """What the page needs to be as the notes are, coming from these notes, pictures and files."""
        notes, _ = self._shown
        shown, named = notes.pictures, notes.files()
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

    def _take(self, notes: Notes, deck: Deck, house: Wheelhouse, own: tuple[object, object]) -> Stamp:
        """Show these notes from now on; their stamp, ``own`` being that of the notes file and of the page's sources."""
        self._shown, self._text = (notes, house), notes.text
        shown = pictures_in("".join(section_element(deck, slide) for slide in deck.slides))
        self._pictures = {name: _changed_at(file) for name, file in notes.pictures.items() if name in shown}
        self._files = {name: _changed_at(file) for name, file in notes.files().items()}
        self._tell(with_problems(deck, house.problems))
        return own[0], tuple(self._pictures.items()), tuple(self._files.items()), own[1]

    def _house_of(self, notes: Notes) -> Wheelhouse:
        return wheelhouse_of(notes, notes.deck, build_sources=self._build_sources)

    def _tell(self, deck: Deck, *, behind: bool = False) -> None:
        self._problems, self._behind = [asdict(problem) for problem in deck.problems], behind
        lines = list(problem_lines(deck))
        if lines != self._told:
            print("\n".join(lines or ["no problems any more"]), flush=True)
        self._told = lines

    def _tell_of(self, trouble: str) -> None:
        self._problems, self._behind = [asdict(Problem(1, trouble, "", str(self.path)))], True
        self._announce("changed", self._wrong())

    def _stamp(self) -> Stamp:
        """What was last changed when; at the end the page's own sources."""
        pictures = self._shown[0].pictures
        names = tuple((name, _changed_at(pictures[name])) for name in self._pictures)
        files = tuple((name, _changed_at(self.path.parent / name)) for name in self._files)
        notes, web = _own(self.path)
        return notes, names, files, web

    def _announce(self, kind: str, data: Mapping[str, Any]) -> None:
        with self.changed:
            self.version += 1
            self._events.append((self.version, _event(kind, data, self.version)))
            self.changed.notify_all()


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


def _event(kind: str, data: Mapping[str, Any], version: int) -> str:
    return f"id: {version}\nevent: {kind}\ndata: {json.dumps(data)}\n\n"


def _own(path: Path) -> tuple[Changed, tuple[Changed, ...]]:
    """When the notes file was changed, and the page's own sources."""
    return _changed_at(path), tuple(_changed_at(file) for file in sorted(WEB.rglob("*.*")))


def _changed_at(file: Path) -> Changed:
    """When a file was last changed, and its size then."""
    try:
        found = file.stat()
    except (OSError, ValueError):
        return 0, 0
    return found.st_mtime_ns, found.st_size
