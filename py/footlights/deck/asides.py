"""What the audience never sees: speaker notes and comments are lifted out of the notes.

A line that starts with ``Note:`` or ``Notes:`` and begins a block opens a speaker note that runs
to the slide's end; in a bullet, or as one, to the end of that bullet. It begins a block where
nothing stands right above it but a heading, a fence, a rule, a picture, another note or the one
line of a bullet; inside a paragraph it is prose, and over dashes a heading. A comment is a speaker note unless
it is a directive. Nothing inside code is either. Lines that are lifted
out leave blank lines behind, so that line numbers stay true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from footlights.deck.blocks import read_blocks
from footlights.deck.comments import find_comments
from footlights.deck.front_matter import read_front_matter
from footlights.deck.model import Problem
from footlights.deck.passage import Passage
from footlights.deck.proposals import read_proposal
from footlights.deck.prose import code_blocks
from footlights.deck.reading import normalise

PAUSE = "<!-- pause -->"
"""How a step is marked between two blocks; a line ``. . .`` says the same."""

_NOTE = re.compile(r"^( *(?:(?:[-+*]|\d{1,9}[.)]) {1,4})?)Notes?:(?: (.*)|)$")
_ABOVE_A_BLOCK = re.compile(r"^\s*$|^ {0,3}#{1,6}(?:\s|$)|^ *(?:[-+*]|\d{1,9}[.)]) |^ *!\[[^\n]*[)}] *$")
_HEADING_TEXT = re.compile(r"^ {0,3}[^\s>|#*+-]")
_UNDERLINE = re.compile(r"^ {0,3}(?:-+|=+) *$")
_FENCE = re.compile(r"^( *(?:(?:[-+*]|\d{1,9}[.)]) +)*)(`{3,}+(?!.*`)|~{3,})")
_SLIDE_BOUNDARY = re.compile(r"^ {0,3}(?:#{1,3}(?:\s|$)|(?:-[ ]*){3,}$|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$)")
_HEADING = re.compile(r"^ {0,3}#{2,6}\s")
_BULLET = re.compile(r"^ *(?:[-+*]|\d{1,9}[.)]) ")
_DIRECTIVE = re.compile(
    r"^\s*(?:\.slide:|\.element:|_?(?:class|paginate|header|footer|theme|size|math|style|color|background\w*)\s*:)"
)


@dataclass(frozen=True, slots=True)
class Asides:
    """The notes' visible lines, and what was lifted out of them as (line, text)."""

    lines: tuple[str, ...]
    notes: tuple[tuple[int, str], ...]
    problems: tuple[Problem, ...]


def lift_asides(text: str, first_line: int = 1) -> Asides:
    """Part speaker notes and comments from what the audience sees."""
    lines = text.split("\n")
    fenced = fenced_lines(lines)
    lines, comments, problems = _lift_comments(lines, fenced, first_line)
    code = _with_indented_code(lines, fenced)
    lines, notes = _lift_notes(lines, code, first_line)
    problems += _in_prose(lines, code, first_line)
    return Asides(tuple(lines), tuple(sorted(comments + notes)), tuple(problems))


def without_asides(notes: str) -> str:
    """Notes for an audience: speaker notes, comments and a proposal's answers gone, everything else as it was."""
    text = normalise(notes)
    head = "\n".join(text.split("\n")[: read_front_matter(text).body_line - 1])
    body = text[len(head) + 1 :] if head else text
    lines = lift_asides(body).lines
    proposal = read_proposal(Passage(lines, tuple(range(1, len(lines) + 1))))
    return "\n".join(([head] if head else []) + list(proposal.passage.texts if proposal else lines))


def fenced_lines(lines: list[str]) -> list[bool]:
    """For each line, whether it belongs to a code fence (its delimiters included).

    A fence in a list item also ends where the item does, at a line indented less.
    """
    inside: list[bool] = []
    fence, column = "", 0
    for line in lines:
        indent = len(line) - len(line.lstrip(" "))
        if fence and column >= 2 and line.strip() and indent < column:
            fence = ""
        if fence:
            inside.append(True)
            marks = line.strip(" ")
            if len(marks) >= len(fence) and not marks.strip(fence[0]):
                fence = ""
            continue
        opening = _FENCE.match(line)
        inside.append(opening is not None)
        if opening:
            fence, column = opening[2], len(opening[1])
    return inside


def _with_indented_code(lines: list[str], fenced: list[bool]) -> list[bool]:
    """For each line, whether it is code; the structure is asked only where a note may stand in indented code."""
    if not any(line.startswith("    ") and _NOTE.match(line) for line in lines):
        return fenced
    code = list(fenced)
    for block in code_blocks(read_blocks(Passage(tuple(lines))).blocks):
        code[block.start : block.end] = [True] * (block.end - block.start)
    return code


def _lift_notes(lines: list[str], fenced: list[bool], first_line: int) -> tuple[list[str], list[tuple[int, str]]]:
    by_headings = any(_HEADING.match(line) for line, inside in zip(lines, fenced, strict=True) if not inside)
    kept: list[str] = []
    notes: list[tuple[int, list[str]]] = []
    column: int | None = None
    for index, line in enumerate(lines):
        opening = None if fenced[index] else _NOTE.match(line)
        begins = opening and (opening[1].strip() or column is not None or _begins_block(lines, fenced, index))
        if opening and begins and not _is_heading(lines, index):
            column = len(opening[1])
            notes.append((first_line + index, [opening[2] or ""]))
            kept.append("")
            continue
        if column is not None and _ends(lines, fenced, index, column, notes[-1][1][-1], by_headings):
            column = None
        if column is None:
            kept.append(line)
            continue
        notes[-1][1].append(line[min(column, len(line) - len(line.lstrip(" "))) :])
        kept.append("")
    return kept, [(at, "\n".join(said).strip()) for at, said in notes]


def _begins_block(lines: list[str], fenced: list[bool], index: int) -> bool:
    """Whether nothing above a line makes it prose; a bullet of one line does not, nor a picture that stands alone."""
    above = lines[index - 1] if index else ""
    ends = _ABOVE_A_BLOCK.match(above) or _SLIDE_BOUNDARY.match(above) or _UNDERLINE.match(above)
    return ends is not None or (index > 0 and fenced[index - 1]) or above.strip() == PAUSE


def _is_heading(lines: list[str], index: int) -> bool:
    """Whether a line is a heading over dashes or equals signs; three dashes below a text are the next slide's."""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    alone = index == 0 or not lines[index - 1].strip()
    if not alone or not _UNDERLINE.match(below) or not _HEADING_TEXT.match(lines[index]):
        return False
    return below.strip() != "---" or lines[index].strip() in ("Note:", "Notes:")


def _in_prose(lines: list[str], fenced: list[bool], first_line: int) -> list[Problem]:
    """What looks like a speaker note and is shown, because it stands inside a paragraph."""
    return [
        Problem(
            first_line + index,
            "this `Note:` stands inside a paragraph: it is shown",
            "Leave a blank line above it to make it a speaker note.",
        )
        for index, line in enumerate(lines)
        if not fenced[index] and _NOTE.match(line) and not _is_heading(lines, index)
    ]


def _ends(lines: list[str], fenced: list[bool], index: int, column: int, above: str, by_headings: bool) -> bool:
    """Whether a line is no longer the note's that goes on to the line ``above``; a bullet's may be indented less."""
    line = lines[index]
    if fenced[index]:
        return not fenced[index - 1] and len(line) - len(line.lstrip(" ")) < column
    goes_on = column > 0 and bool(above.strip()) and not _BULLET.match(line)
    return _is_heading(lines, index) or _ends_note(line, 0 if goes_on else column, by_headings)


def _ends_note(line: str, column: int, by_headings: bool) -> bool:
    if not line.strip():
        return False
    if _SLIDE_BOUNDARY.match(line):
        return True
    indent = len(line) - len(line.lstrip(" "))
    return indent < column or (indent == 0 and not by_headings and _BULLET.match(line) is not None)


def _lift_comments(
    lines: list[str], fenced: list[bool], first_line: int
) -> tuple[list[str], list[tuple[int, str]], list[Problem]]:
    if not any("<!--" in line for line in lines):
        return [PAUSE if line.strip() == ". . ." and not fenced[i] else line for i, line in enumerate(lines)], [], []
    notes: list[tuple[int, str]] = []
    problems: list[Problem] = []
    kept: list[str] = []
    start = 0
    while start < len(lines):
        end = start + 1
        while end < len(lines) and fenced[end] == fenced[start]:
            end += 1
        if fenced[start]:
            kept.extend(lines[start:end])
        else:
            kept.extend(_comments_of("\n".join(lines[start:end]), first_line + start, notes, problems).split("\n"))
        start = end
    return (
        [PAUSE if line.strip() == ". . ." and not fenced[i] else line for i, line in enumerate(kept)],
        notes,
        problems,
    )


def _comments_of(text: str, first_line: int, notes: list[tuple[int, str]], problems: list[Problem]) -> str:
    """One stretch outside fences, its comments taken out; an unclosed one becomes text."""
    kept: list[str] = []
    position, line, counted = 0, first_line, 0
    for start, end in find_comments(text):
        kept.append(text[position:start])
        line, counted = line + text.count("\n", counted, start), start
        if end is None:
            problems.append(Problem(line, "this comment is never closed", "Close it with -->."))
            return "".join((*kept, "&lt;!--", text[start + 4 :].replace("<!--", "&lt;!--")))
        kept.append(_instead(text[start + 4 : end - 3], line, notes, problems))
        position = end
    return "".join((*kept, text[position:]))


def _instead(said: str, line: int, notes: list[tuple[int, str]], problems: list[Problem]) -> str:
    """What stands in a comment's place, once what it says went where it belongs."""
    if said.strip() == "pause":
        return PAUSE
    if _DIRECTIVE.match(said):
        problems.append(Problem(line, f"directive not understood: {said.strip()[:60]}", "It is left out."))
    elif said.strip():
        notes.append((line, re.sub(r"^\s*speaker_note:\s*", "", said).strip()))
    return "\n" * said.count("\n")
