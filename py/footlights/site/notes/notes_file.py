"""Notes and their pictures, read from disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from footlights.deck import Deck, Problem, decode_notes, parse
from footlights.deck.drawings import MOST_BYTES, drawing_trouble
from footlights.deck.pictures import LESS, find_picture
from footlights.site.project import Unable
from footlights.site.reading import is_there, is_within, read_file

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
_LONGEST_FRONT = 25_000
"""Characters that the front matter, which names files and packages, is within."""

_LONGEST_NOTES = 20_000_000


@dataclass(frozen=True)
class Notes:
    """A notes file: its text, its pictures by path relative to it, problems of reading it.

    ``not_shown`` are drawings that a browser would stand still for, each with what is wrong.
    """

    path: Path
    text: str
    pictures: dict[str, Path]
    problems: tuple[Problem, ...]
    not_shown: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def deck(self) -> Deck:
        """The deck, with the problems of reading, of parsing and of the files that it names; read once."""
        deck = parse(self.text, self.path.name, tuple(self.pictures))
        missing = (problem for name in deck.settings.files if (problem := self._file_problem(name)))
        parsed = map(self._picture_problem, deck.problems)
        found = sorted((*self.problems, *parsed, *missing), key=lambda problem: problem.line)
        return replace(deck, problems=tuple(replace(problem, path=str(self.path)) for problem in found))

    def files(self) -> dict[str, Path]:
        """The files that the front matter names for ``open()``, as far as they are there."""
        names = self.deck.settings.files
        return {PurePosixPath(name).as_posix(): self._file(name) for name in names if not self._file_problem(name)}

    def _file(self, name: str) -> Path:
        return self.path.parent / name

    def line_naming(self, name: str) -> int:
        """The line of the front matter that names a file or a package; the first where none does."""
        lines = self.text[:_LONGEST_FRONT].split("\n")
        named = (number for number, text in enumerate(lines, 1) if name in text and not text.startswith("title"))
        return next(named, 1)

    def _picture_problem(self, problem: Problem) -> Problem:
        """The same, or where it tells that a drawing is nowhere: why it is not shown."""
        source = problem.message.removeprefix("picture ").removesuffix(" is not found")
        drawing = find_picture(source, self.not_shown) if self.not_shown else None
        if drawing is None or problem.message != f"picture {source} is not found":
            return problem
        return replace(problem, message=f"picture {source} is not shown: {self.not_shown[drawing]}", hint=LESS)

    def _file_problem(self, name: str) -> Problem | None:
        line = self.line_naming(name)
        shown = name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…"
        try:
            is_beside = self._file(name).resolve().is_relative_to(self.path.parent.resolve())
            is_file = self._file(name).is_file()
        except (OSError, ValueError, RuntimeError):  # too long, a zero character, links in a circle
            return Problem(line, f"file {shown!r} can't be a file's name", "Its path is relative to the notes.")
        if not is_beside:
            return Problem(line, f"file {shown} is not beside the notes", "Move it into the notes' folder or below.")
        if not is_file:
            return Problem(line, f"file {shown} is not found", "Its path is relative to the notes.")
        return None


def read_notes(path: Path) -> Notes:
    """Read notes and see which pictures there are. Raises Unable if the file can't be read."""
    try:
        path.name.encode()
        data = read_file(path, most_bytes=_LONGEST_NOTES)
    except FileNotFoundError:
        raise Unable(f"there is no file {path}; name your notes, as in: build.py build notes/my-talk.md", 2) from None
    except IsADirectoryError:
        raise Unable(f"{path} is a folder; name one of the notes in it, or build --site for all of them", 2) from None
    except UnicodeEncodeError:
        raise Unable(f"the name {path.name!a} is not written in UTF-8; rename the file", 2) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Unable(f"{path} can't be read: {reason}") from None
    text, problems = decode_notes(data)
    pictures = _pictures(path.parent.resolve())
    not_shown = {
        name: trouble
        for name, file in pictures.items()
        if file.suffix.lower() == ".svg" and (trouble := _trouble_of(file, _stamp(file)))
    }
    shown = {name: file for name, file in pictures.items() if name not in not_shown}
    return Notes(path, text, shown, problems, not_shown)


@lru_cache(maxsize=1000)
def _trouble_of(file: Path, _stamp: tuple[int, ...]) -> str:
    """What speaks against showing a drawing, looked at once as long as it is the same."""
    try:
        return drawing_trouble(read_file(file, most_bytes=MOST_BYTES))
    except (OSError, ValueError) as error:
        return str(error)


def _stamp(file: Path) -> tuple[int, ...]:
    found = file.stat()
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _pictures(folder: Path) -> dict[str, Path]:
    """Pictures beside the notes, in folders below, and in an ``images`` folder beside or above.

    A link counts where it leads to one of these. The folder is named by its whole path.
    """
    images = folder.parent / "images"
    images_are_ours = not images.is_symlink()
    found: dict[str, Path] = {}
    for root, prefix in ((folder, ""), (images, "../images/")):
        for file in _picture_files(root):
            if is_there(file) and (is_within(file, folder) or (images_are_ours and is_within(file, images))):
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
