"""Notes and their pictures, read from disk."""

from __future__ import annotations

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
_SKIPPED = frozenset({"node_modules", ".venv", ".git", ".cache", "dist"})


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
        if not self._file(name).resolve().is_relative_to(self.path.parent.resolve()):
            return Problem(line, f"file {name} is not beside the notes", "Move it into the notes' folder or below.")
        if not self._file(name).is_file():
            return Problem(line, f"file {name} is not found", "Its path is relative to the notes.")
        return None


def read_notes(path: Path) -> Notes:
    """Read notes and see which pictures there are. Raises Unable if the file can't be read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise Unable(f"there is no file {path}; name your notes, as in: build.py build notes/my-talk.md", 2) from None
    except (IsADirectoryError, PermissionError) as error:
        raise Unable(f"{path} can't be read: {error.strerror}") from None
    text, problems = decode_notes(data)
    return Notes(path, text, _pictures(path.parent), problems)


def _pictures(folder: Path) -> dict[str, Path]:
    """Pictures beside the notes, in folders below, and in an ``images`` folder beside or above."""
    found: dict[str, Path] = {}
    for root, prefix in ((folder, ""), (folder.parent / "images", "../images/")):
        if not root.is_dir():
            continue
        built = {script.parent for script in root.rglob("sw.js")}  # sites that were built among the notes
        for file in sorted(root.rglob("*")):
            relative = file.relative_to(root)
            if not built.isdisjoint(file.parents):
                continue
            if file.suffix.lower() in PICTURE_TYPES and not _SKIPPED.intersection(relative.parts):
                found[prefix + relative.as_posix()] = file
    return found
