"""What a proposal for a conference consists of: a heading that a call asks for, and the answer below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from footlights.deck.blocks import Block
from footlights.deck.budget import budget_alone, take_budget
from footlights.deck.passage import Passage

LONGEST_NAME = 80
"""Longer headings are sentences, not what a call asks for."""
_OUTLINES = frozenset(
    {"outline", "talk outline", "session outline", "tutorial outline", "detailed outline", "rough outline"}
)
_WHOSE = (
    r"(?:(?:the|short|long|longer|brief|detailed|talk|session|proposal|proposed|speaker|target|intended|additional|"
    r"python|public|private|experience|skill|audience|difficulty|requested|reviewer|your)\s+)*"
)
_ONLY_IN_CALLS = r"abstract|audience|title|elevator pitch|submitted by|bio|biography|level"
_IN_CALLS = (
    rf"{_ONLY_IN_CALLS}|description|summary|prerequisites?|objectives?|keywords?|tags?|category|track|notes|feedback|"
    r"time|information"
)
_DESCRIBES_A_TALK = "abstract|description|elevator pitch|submitted by"
_ASKED_FOR = re.compile(rf"{_WHOSE}(?:{_IN_CALLS})(?: (?:for|and|to) .*)?")
_ASKED_FOR_ONLY_IN_CALLS = re.compile(rf"{_WHOSE}(?:{_ONLY_IN_CALLS})(?: (?:for|and|to) .*)?")
_DESCRIBES = re.compile(rf"{_WHOSE}(?:{_DESCRIBES_A_TALK})(?: (?:for|and|to) .*)?")
_TITLE = re.compile(r"(?:(?:talk|proposed|session)\s+)?title\s*:\s*(\S.*)", re.IGNORECASE)


@dataclass(slots=True)
class ProposalAnswer:
    """A heading and the blocks below it, up to the next heading of any level: lines ``start`` to ``end``, from 0."""

    heading: Block
    start: int
    end: int
    blocks: list[Block] = field(default_factory=list)

    @property
    def level(self) -> int:
        """The heading's level."""
        return self.heading.level

    @property
    def name(self) -> str:
        """The heading in small letters, without markup, remark and colon; empty where it is a sentence."""
        return _plain(self.heading.text) if len(self.heading.text) <= LONGEST_NAME else ""

    @property
    def is_outline(self) -> bool:
        """Whether the heading says that the talk's outline stands below it."""
        return self.name in _OUTLINES

    @property
    def asked_for(self) -> bool:
        """Whether calls for proposals ask for this; a heading with a budget is none of theirs."""
        return not self.timed and _ASKED_FOR.fullmatch(self.name) is not None

    @property
    def only_in_calls(self) -> bool:
        """Whether nobody but a call would ask for this."""
        return not self.timed and _ASKED_FOR_ONLY_IN_CALLS.fullmatch(self.name) is not None

    @property
    def describes(self) -> bool:
        """Whether a talk is described below it, as in a programme; slides of a talk have no such heading."""
        return not self.timed and _DESCRIBES.fullmatch(self.name) is not None

    @property
    def timed(self) -> bool:
        """Whether a budget stands in the heading or on the line below it."""
        if is_timed(self.heading.text):
            return True
        first = self.blocks[0] if self.blocks else None
        return first is not None and first.kind == "paragraph" and budget_alone(first.text.split("\n")[0]) is not None

    @property
    def items(self) -> list[Block]:
        """The top-level bullets."""
        return [item for block in self.blocks if block.kind == "list" for item in block.blocks]

    @property
    def timed_lines(self) -> list[Block]:
        """Paragraphs of one line that end in a budget: headings in all but name."""
        lines = (block for block in self.blocks if block.kind == "paragraph" and block.end - block.start == 1)
        return [block for block in lines if is_timed(block.text)]


def answers_of(passage: Passage, blocks: tuple[Block, ...]) -> list[ProposalAnswer]:
    """The headings of a passage in order, each with what stands below it."""
    answers: list[ProposalAnswer] = []
    for block in blocks:
        if block.kind == "heading":
            if answers:
                answers[-1].end = block.start
            answers.append(ProposalAnswer(block, block.start, len(passage.texts)))
        elif answers:
            answers[-1].blocks.append(block)
    return answers


def is_timed(text: str) -> bool:
    """Whether a budget is written with a title."""
    return take_budget(" ".join(text.split())).budget_s is not None


def bullet_names(answer: ProposalAnswer) -> set[str]:
    """What the bullets are called, as headings are."""
    return {_plain(item.title) for item in answer.items if len(item.title) <= LONGEST_NAME}


def named_title(answers: list[ProposalAnswer]) -> tuple[int, str] | None:
    """The line, from 0, on which a proposal's title stands, and the title; None if nothing says that it is one.

    Below a heading *Title*, else after ``Title:`` in a heading or a bullet.
    """
    for answer in answers:
        first = answer.blocks[0] if answer.blocks else None
        if answer.name in ("title", "talk title", "proposed title") and first and first.kind == "paragraph":
            return first.start, _unquoted(first.text)
    for answer in answers:
        for block, text in ((answer.heading, answer.heading.text), *((item, item.title) for item in answer.items)):
            if match := _TITLE.fullmatch(" ".join(text.split())):
                return block.start, _unquoted(match[1])
    return None


def _plain(text: str) -> str:
    bare = re.sub(r"[*_`]|\([^()]*\)", "", take_budget(" ".join(text.split())).title)
    return " ".join(bare.lower().split()).rstrip(" :?")


def _unquoted(text: str) -> str:
    """A title without the quotation marks around it and without a remark on how long it may be."""
    title = re.sub(r" ?[*_]?\(max[^()]{0,40}\)[*_]?$", "", " ".join(text.split()))
    return re.sub(r"""^(["'“«])(.*)["'”»]$""", r"\2", title)
