"""A stretch of notes that remembers which lines of the file it came from.

Slides are cut out of the notes as text, because both Markdown renderers take text; the line
numbers ride along so that every problem and every slide can name its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of Markdown and, for each, its line number in the notes (from 1)."""

    texts: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def markdown(self) -> str:
        """The passage as one text."""
        return "\n".join(self.texts)

    def __bool__(self) -> bool:
        """Whether anything but blank lines is in it."""
        return any(text.strip() for text in self.texts)

    def cut(self, start: int, end: int) -> Passage:
        """Lines ``start`` to ``end`` of this passage, counted from 0, end excluded."""
        return Passage(self.texts[start:end], self.numbers[start:end])

    def dedented(self, columns: int, first: int | None = None) -> Passage:
        """Without up to ``columns`` leading columns, from the first line ``first`` instead.

        The first line of a list item holds the item's marker, so that it is cut whatever
        stands there; later lines lose white space only (CommonMark's lazy lines have less).
        """
        texts = [text[min(columns, len(text) - len(text.lstrip(" "))) :] for text in self.texts]
        if texts and first is not None:
            texts[0] = self.texts[0][first:]
        return Passage(tuple(texts), self.numbers)

    def stripped(self) -> Passage:
        """Without blank lines at either end."""
        filled = [index for index, text in enumerate(self.texts) if text.strip()]
        return self.cut(filled[0], filled[-1] + 1) if filled else Passage()

    def blanked(self, start: int, end: int) -> Passage:
        """With lines ``start`` to ``end`` empty, end excluded; every other line keeps its place."""
        return Passage((*self.texts[:start], *("",) * (end - start), *self.texts[end:]), self.numbers)

    def visible_lines(self) -> tuple[int, ...]:
        """The numbers of the lines that are not blank."""
        return tuple(number for text, number in zip(self.texts, self.numbers, strict=True) if text.strip())


def joined(passages: Iterable[Passage], blank: bool = True) -> Passage:
    """Passages one after another, with a blank line between them unless told otherwise.

    A blank line that is put in carries the number of the line before it.
    """
    texts: list[str] = []
    numbers: list[int] = []
    for passage in passages:
        if not passage.texts:
            continue
        if texts and blank:
            texts.append("")
            numbers.append(numbers[-1])
        texts.extend(passage.texts)
        numbers.extend(passage.numbers)
    return Passage(tuple(texts), tuple(numbers))
