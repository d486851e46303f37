"""What is wrong with notes that were read: what they lack, blocks that say something else than was meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from footlights.deck.blocks import Block, read_blocks
from footlights.deck.budget import take_budget
from footlights.deck.cells import cell_code, fence_source
from footlights.deck.drafts import Draft, flat
from footlights.deck.engines import ENGINES, find_engine
from footlights.deck.fences import info_problems, last_line_of, read_info
from footlights.deck.loose_times import holds_unread_time
from footlights.deck.model import Deck, Problem, Slide
from footlights.deck.passage import Passage
from footlights.deck.pictures import named_pictures, picture_problem
from footlights.deck.prose import without_code
from footlights.deck.render import render_slide


def title_problem(body: str, title: str) -> Iterator[Problem]:
    """Notes that hold nothing, or nothing that names the talk."""
    if not body.strip():
        yield Problem(1, "the notes are empty", "Write a `# Title` and bullets, each with a budget such as (5 min).")
    elif not title:
        yield Problem(1, "the talk has no title", "Begin the notes with a line `# Title`.")


def block_problems(passage: Passage, blocks: Iterable[Block]) -> Iterator[Problem]:
    """Fences that never close or ask for what is not there, and text that became a heading."""
    for block in _walk(blocks):
        line = passage.numbers[block.start]
        if block.kind == "fence" and not block.closed:
            yield Problem(line, "this code fence is never closed", "Close it with a line of the same marks.")
        if block.kind == "fence":
            yield from (Problem(line, *problem) for problem in info_problems(block.text))
            yield from _unlit(passage, block)
        if block.kind == "heading" and block.level == 2 and _is_rule_under_text(passage, block):
            yield Problem(
                line, "this text became a heading, for `---` stands right below it", "Leave a blank line before `---`."
            )


def time_problems(passage: Passage, blocks: Iterable[Block], draft: Draft) -> Iterator[Problem]:
    """Titles of sections, and of top-level bullets between them, that still hold what looks like a time."""
    titles = {section.line: section.title for section in draft.sections}
    for item in (item for block in blocks if block.kind == "list" for item in block.blocks):
        line = passage.numbers[item.start]
        if line not in titles and take_budget(flat(item.title)).budget_s is None:
            titles[line] = flat(item.title)
    for line, title in titles.items():
        if holds_unread_time(title):
            yield Problem(line, f"this looks like a time, but is not read: {title[-60:]!r}", "Write (5 min) behind it.")


def picture_problems(lines: Iterable[str], numbers: Iterable[int], pictures: Collection[str]) -> Iterator[Problem]:
    """Pictures that are not there, in lines without code."""
    for line, source in named_pictures(lines, numbers):
        problem = picture_problem(line, source, pictures)
        if problem:
            yield problem


def engine_problems(slides: Iterable[Slide]) -> Iterator[Problem]:
    """Cells that ask for a Python that is not there."""
    known = ", ".join(engine.name for engine in ENGINES)
    for cell in (cell for slide in slides for cell in slide.cells):
        for name in (name for name in cell.engines if find_engine(name) is None):
            yield Problem(cell.line - 1, f"there is no engine {name!r}", f"The cell can't run. Engines are {known}.")


def lost_cells(deck: Deck) -> Iterator[Problem]:
    """Cells that HTML swallows which is left open above them; a slide is rendered only where there is HTML."""
    for slide in (slide for slide in deck.slides if slide.cells and "<" in slide.source):
        blocks = read_blocks(Passage(tuple(slide.source.split("\n")))).blocks
        if not any("<" in line for line in without_code(slide.source.split("\n"), blocks)):
            continue
        html = render_slide(deck, slide)
        for cell in slide.cells:
            if f'data-cell="{cell.identity}"' not in html:
                hint = "A tag or a quotation mark above it is left open: close it."
                yield Problem(cell.line - 1, "this cell is not shown: the HTML around it swallows it", hint)


def _unlit(passage: Passage, fence: Block) -> Iterator[Problem]:
    """A cell that is to light lines beyond its last."""
    info = read_info(fence.text)
    last = last_line_of(info) if info.kind else 0
    if not last:
        return
    lines = cell_code(fence_source(passage, fence)).shown.count("\n") + 1
    if last > lines:
        message = f"line {last} is to be lit, the cell has {lines} line{'s' if lines > 1 else ''}"
        yield Problem(passage.numbers[fence.start], message, "Lines count from 1; hidden ones don't count.")


def _is_rule_under_text(passage: Passage, block: Block) -> bool:
    return not passage.texts[block.start].lstrip().startswith("#") and block.end - block.start > 1


def _walk(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _walk(block.blocks)
