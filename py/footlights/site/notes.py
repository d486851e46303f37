"""Notes and their pictures, read from disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from footlights.deck import Deck, Problem, decode_notes, parse
from footlights.site.project import Unable

PICTURE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
}
SITE_SCRIPT = "sw.js"
_SKIPPED = frozenset({"node_modules", "dist"})
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Notes:
    """A notes file: its text, its pictures by path relative to it, problems of reading it."""

    path: Path
    text: str
    pictures: dict[str, Path]
    problems: tuple[Problem, ...]

    def deck(self) -> Deck:
        """The deck, with the problems of reading, of parsing and of the files that it names."""
        deck = parse(self.text, self.path.name, tuple(self.pictures))
        missing = (problem for name in deck.settings.files if (problem := self._file_problem(name)))
        found = sorted((*self.problems, *deck.problems, *missing), key=lambda problem: problem.line)
        return replace(deck, problems=tuple(replace(problem, path=str(self.path)) for problem in found))

    def files(self) -> dict[str, Path]:
        """The files that the front matter names for ``open()``, as far as they are there."""
        names = self.deck().settings.files
        return {PurePosixPath(name).as_posix(): self._file(name) for name in names if not self._file_problem(name)}

    def _file(self, name: str) -> Path:
        return self.path.parent / name

    def _file_problem(self, name: str) -> Problem | None:
        line = next((number for number, text in enumerate(self.text.split("\n"), 1) if name in text), 1)
        shown = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
        try:
            is_beside = self._file(name).resolve().is_relative_to(self.path.parent.resolve())
            is_there = self._file(name).is_file()
        except (OSError, ValueError, RuntimeError):  # too long, a zero character, links in a circle
            return Problem(line, f"file {shown!r} can't be a file's name", "Its path is relative to the notes.")
        if not is_beside:
            return Problem(line, f"file {shown} is not beside the notes", "Move it into the notes' folder or below.")
        if not is_there:
            return Problem(line, f"file {shown} is not found", "Its path is relative to the notes.")
        return None


def read_notes(path: Path) -> Notes:
    """Read notes and see which pictures there are. Raises Unable if the file can't be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unable(f"there is no file {path}; name your notes, as in: build.py build notes/my-talk.md", 2) from None
    except IsADirectoryError:
        raise Unable(f"{path} is a folder; name one of the notes in it, or build --site for all of them", 2) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Unable(f"{path} can't be read: {reason}") from None
    text, problems = decode_notes(data)
    return Notes(path, text, _pictures(path.parent), problems)


def _pictures(folder: Path) -> dict[str, Path]:
    """Pictures beside the notes, in folders below, and in an ``images`` folder beside or above.

    A link counts where it leads to one of these.
    """
    images = folder.parent / "images"
    roots = [folder.resolve(), folder.resolve().parent / "images"]
    found: dict[str, Path] = {}
    for root, prefix in ((folder, ""), (images, "../images/")):
        for file in _picture_files(root):
            real = file.resolve()
            if any(real.is_relative_to(place) for place in roots) and real.is_file():
                found[prefix + file.relative_to(root).as_posix()] = file
    return found


def _picture_files(root: Path) -> Iterator[Path]:
    """The files of a folder's tree that are called pictures, in order, without what was built or installed there."""
    for place, folders, files in os.walk(root):
        if SITE_SCRIPT in files and Path(place) != root:  # a site that was built among the notes
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        yield from (Path(place) / name for name in sorted(files) if Path(name).suffix.lower() in PICTURE_TYPES)
