"""Proposals for a conference as talks: the timed part is the talk, the rest is for the speaker.

Notes that answer a call for proposals are told by their headings (``answers``), and only where
these leave no doubt: a talk has slides called *Summary* or *Bio* too. The talk is what stands below
*Outline*; where there is none, the description that holds timed bullets, else every section that no
call asks for. The title is what stands under *Title*.

A proposal is rewritten as the notes of a talk, line for line, so that all that follows reads one
kind of notes: what is not the talk leaves blank lines behind and is said in speaker notes of the
title slide; sections of the outline become ``##``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from footlights.deck.answers import ProposalAnswer, answers_of, bullet_names, is_timed, named_title
from footlights.deck.blocks import Block, read_blocks
from footlights.deck.budget import spell, take_budget
from footlights.deck.drafts import DraftSection, added
from footlights.deck.loose_times import settled_time
from footlights.deck.model import Problem
from footlights.deck.passage import Passage


@dataclass(frozen=True, slots=True)
class OutlineTotal:
    """How long the heading of an outline says that the talk is, and on which line."""

    line: int
    total_s: int

    def problem(self, sections: Sequence[DraftSection]) -> Problem | None:
        """What is wrong if the sections have other times together."""
        stated = [each.budget_s if each.budget_s is not None else added(each.part_budgets_s) for each in sections]
        sum_s = added(stated) or 0
        if sum_s == self.total_s or (sum_s < self.total_s and None in stated):
            return None
        return Problem(
            self.line,
            f"the outline says {spell(self.total_s)}, its parts add up to {spell(sum_s)}",
            "Correct the outline's time or those of its parts; a time is written as (5 min).",
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as notes of a talk, with what became speaker notes and what its author should know."""

    passage: Passage
    notes: tuple[str, ...]
    problems: tuple[Problem, ...]
    total: OutlineTotal | None = None


def read_proposal(passage: Passage) -> Proposal | None:
    """The talk that a proposal describes; None for notes that are no proposal."""
    answers = answers_of(passage, read_blocks(passage).blocks)
    if not any(answer.asked_for for answer in answers):
        return None
    outline = next((index for index, answer in enumerate(answers) if answer.is_outline), None)
    if outline is not None:
        passage = _with_times_read(passage, answers[outline])
        answers = answers_of(passage, read_blocks(passage).blocks)
    else:
        outline = next((index for index, answer in enumerate(answers) if _holds_the_plan(answer)), None)
    talk = _not_asked_for(answers) if outline is None else _below(answers, outline)
    inside = [answers[index] for index in talk]
    timed = any(answer.timed or answer.timed_lines or any(map(_is_timed, answer.items)) for answer in inside)
    sure = _is_sure(answers)
    if not (timed or (sure and outline is not None)) or _meant_elsewhere(answers, talk, outline):
        return None
    return _rewritten(passage, answers, talk, outline) if _is_proposal(answers, talk, outline, sure) else None


def _is_sure(answers: list[ProposalAnswer]) -> bool:
    return sum(answer.asked_for for answer in answers) >= 2 and any(answer.only_in_calls for answer in answers)


def _is_proposal(answers: list[ProposalAnswer], talk: Sequence[int], outline: int | None, sure: bool) -> bool:
    """Whether headings say beyond doubt that a call was answered: far more is lost by taking a talk for a proposal."""
    described = any(answer.describes for answer in answers)
    if outline is None:
        return described and sum(answer.only_in_calls for answer in answers) >= 3
    inside = set(talk)
    strangers = sum(
        not answer.asked_for and answer.level > 1 and bool(answer.blocks)
        for index, answer in enumerate(answers)
        if index not in inside
    )
    evident = sure or described or named_title(answers) is not None
    return evident and strangers <= sum(answer.asked_for for answer in answers)


def _with_times_read(passage: Passage, outline: ProposalAnswer) -> Passage:
    """Lines of an outline's items in which times of other forms than budgets are budgets."""
    texts = list(passage.texts)
    for item in outline.items:
        if item.title and item.blocks[0].end - item.start == 1:
            before = texts[item.start][: item.column]
            texts[item.start] = before + settled_time(texts[item.start][item.column :].strip())
    return Passage(tuple(texts), passage.numbers)


def _holds_the_plan(answer: ProposalAnswer) -> bool:
    return answer.describes and sum(map(_is_timed, answer.items)) >= 2


def _is_timed(item: Block) -> bool:
    return is_timed(item.title) or any(is_timed(child.title) for child in item.children)


def _below(answers: list[ProposalAnswer], outline: int) -> Sequence[int]:
    """What belongs to an outline: deeper headings or, where nothing else stands below it, timed ones beside it."""
    level = answers[outline].level
    end = outline + 1
    while end < len(answers) and answers[end].level > level:
        end += 1
    if end == outline + 1 and not answers[outline].blocks and end < len(answers) and answers[end].timed:
        while end < len(answers) and answers[end].level >= level and not answers[end].asked_for:
            end += 1
    return range(outline, end)


def _not_asked_for(answers: list[ProposalAnswer]) -> Sequence[int]:
    """Every section but the answers to a call and what stands below these."""
    kept: list[int] = []
    out_below = 7
    for index, answer in enumerate(answers):
        if answer.level <= out_below:
            out_below = answer.level if answer.asked_for else 7
        if out_below == 7:
            kept.append(index)
    return kept


def _meant_elsewhere(answers: list[ProposalAnswer], talk: Sequence[int], outline: int | None) -> bool:
    """Whether an outline is the agenda of sections that stand beside it, or these have times of their own."""
    if outline is None:
        return False
    inside = set(talk)
    named = {name for index in talk for name in bullet_names(answers[index])}
    outside = (answer for index, answer in enumerate(answers) if index not in inside)
    return any(answer.timed or answer.name in named for answer in outside)


def _rewritten(passage: Passage, answers: list[ProposalAnswer], talk: Sequence[int], outline: int | None) -> Proposal:
    texts = list(passage.texts)
    inside = set(talk)
    title = named_title([answer for index, answer in enumerate(answers) if index not in inside or index == outline])
    if title is not None and answers[0].level == 1 and title[0] != answers[0].start:
        inside.discard(0)
    notes: list[str] = []
    problems: list[Problem] = []
    for index, answer in enumerate(answers):
        if index in inside and index != outline:
            continue
        kept = _kept(answer, index == outline, opens=index == 0 and (title is None or title[0] == answer.start))
        kept |= {title[0]} if title else set()
        if _is_left_out(answers, index) and index != outline and not (kept & set(range(answer.start, answer.end))):
            problems.append(_left_out(passage, answer))
        said = [texts[line] for line in range(answer.heading.end, answer.end) if line not in kept]
        if any(text.strip() for text in said):
            notes.append("\n".join((" ".join(answer.heading.text.split()), *said)).strip())
        for line in range(answer.start, answer.end):
            texts[line] = texts[line] if line in kept else ""
    if outline is not None:
        _raise_sections(texts, answers[outline], [answers[index] for index in talk if index != outline])
    if title is not None:
        texts[title[0]] = f"# {title[1]}"
    total = None if outline is None else _total(passage, answers[outline])
    return Proposal(Passage(tuple(texts), passage.numbers), tuple(notes), tuple(problems), total)


def _kept(answer: ProposalAnswer, is_plan: bool, opens: bool) -> set[int]:
    """The lines of an answer that stay on slides: a title's, an outline's; of another plan its list and lead-in."""
    if opens and answer.level == 1 and not answer.asked_for and not is_plan:
        return set(range(answer.start, answer.end))
    if not is_plan:
        return set()
    if answer.is_outline:
        return set(range(answer.heading.end, answer.end))
    kept: set[int] = set()
    before: Block | None = None
    for block in answer.blocks:
        if block.kind == "list" and any(map(_is_timed, block.blocks)):
            lead_in = before is not None and before.kind == "paragraph" and before.text.rstrip().endswith(":")
            kept |= set(range(before.start if lead_in and before else block.start, block.end))
        before = block
    return kept


def _raise_sections(texts: list[str], outline: ProposalAnswer, below: list[ProposalAnswer]) -> None:
    """An outline's headings become ``##`` and deeper; without any, its timed lines do."""
    if below:
        highest = min(answer.level for answer in below)
        headings = [(answer.heading, answer.level - highest + 2) for answer in below]
    else:
        headings = [(block, 2) for block in outline.timed_lines]
    for heading, level in headings:
        title = " ".join(heading.text.split())
        texts[heading.start : heading.end] = [f"{'#' * level} {title}", *[""] * (heading.end - heading.start - 1)]


def _is_left_out(answers: list[ProposalAnswer], index: int) -> bool:
    """Whether something of an answer's is shown nowhere: not so where it only stands above other headings."""
    answer = answers[index]
    above = index + 1 < len(answers) and answers[index + 1].level > answer.level
    return bool(answer.blocks) or not (above or answer.level == 1)


def _left_out(passage: Passage, answer: ProposalAnswer) -> Problem:
    title = " ".join(answer.heading.text.split())
    return Problem(
        passage.numbers[answer.start],
        f"{title!r} is not in the proposal's timed part: it became a speaker note of the title slide",
        "The notes were read as a proposal; what is to be shown belongs below its outline.",
    )


def _total(passage: Passage, outline: ProposalAnswer) -> OutlineTotal | None:
    stated = take_budget(" ".join(outline.heading.text.split())).budget_s
    return None if stated is None else OutlineTotal(passage.numbers[outline.start], stated)
