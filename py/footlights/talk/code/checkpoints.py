"""What the live kernel knows, kept as its memory: after every run, and on request where a section begins.

The page keeps the memory and, with it, what this module says of it: which cells had run and what was set up.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from footlights.deck import PYODIDE, Deck
from footlights.talk.code import apps, restarts
from footlights.talk.effects import Effect, ForgetNames, KeepNames, ReplaceKernel
from footlights.talk.kernel_state import Kept, KernelState, Live, Run
from footlights.talk.run_events import NamesKept
from footlights.talk.state import Message, Offer, Talk

Change = tuple[Talk, tuple[Effect, ...]]

_NUMBERS = ("next_run", "runs", "stamp", "furthest")
"""What is said of a checkpoint in numbers, by the names that they have in the kernel's state, too."""
LATEST = ""
"""The name of the checkpoint that a restart goes on from; the others are named by their sections."""


def run_ended(before: Talk, talk: Talk) -> Change:
    """Python is kept as it is after a run of its own, if no other of them waits."""
    kernel, run = talk.kernel, before.kernel.current
    if run is None or not _is_own(run) or run.compares or (kernel.current and kernel.current.number == run.number):
        return talk, ()
    talk = replace(talk, kernel=replace(kernel, runs=kernel.runs + 1, stamp=max(talk.now_ms, kernel.stamp + 1)))
    rests = kernel.live is Live.READY and not any(map(_is_own, (kernel.current, *kernel.waiting)))
    return talk, (KeepNames(LATEST, _spelt(talk, talk.kernel)),) if rests else ()


def section_began(before: Talk, talk: Talk) -> Change:
    """Python is kept as a section is begun with it, before anything of it or of a later one runs."""
    effects: tuple[Effect, ...] = ()
    if talk.deck.settings.checkpoints and talk.deck is before.deck and talk.slide.section > talk.kernel.furthest:
        talk, effects = _kept_as_it_begins(before, talk)
    return _reached(before, talk), effects


def _kept_as_it_begins(before: Talk, talk: Talk) -> Change:
    """What was kept at an earlier look is no beginning any more; nothing is kept while code runs."""
    was, slot = before.kernel, _slot(talk)
    comes_up = _is_up(talk.kernel) and not _is_up(was)
    if not comes_up and talk.slide.section == before.slide.section:
        return talk, ()
    rests = was.live is Live.READY and not was.current and not was.waiting
    began = talk.kernel if comes_up else was if rests else None
    known = talk.kernel.kept_sections.get(slot)
    if known and began and known.stamp == began.stamp:
        return talk, ()
    gone = (ForgetNames(known.slot),) if known else ()
    wish = (KeepNames(slot, _spelt(talk, began)),) if began else ()
    return _without(talk, slot), (*gone, *wish)


def _without(talk: Talk, slot: str) -> Talk:
    left = {name: known for name, known in talk.kernel.kept_sections.items() if name != slot}
    return replace(talk, kernel=replace(talk.kernel, kept_sections=left))


def _reached(before: Talk, talk: Talk) -> Talk:
    """A run of Python's own begins a section: its cell's, or the one that is shown."""
    run, was = talk.kernel.current, before.kernel.current
    if run is None or not _is_own(run) or (was and was.number == run.number):
        return talk
    number = _furthest(talk, (run.cell,)) if run.cell else talk.slide.section
    return replace(talk, kernel=replace(talk.kernel, furthest=max(talk.kernel.furthest, number)))


def _is_own(run: Run | None) -> bool:
    return run is not None and run.engine == PYODIDE


def _is_up(kernel: KernelState) -> bool:
    return kernel.live in (Live.READY, Live.BUSY)


def kept(talk: Talk, event: NamesKept) -> Change:
    """The page has it; one of a section that there is no more is of no use."""
    known, kernel = _read(talk, event.about), talk.kernel
    if event.slot and event.slot not in _slots(talk.deck):
        return talk, (ForgetNames(event.slot),)
    if known is None:
        return talk, ()
    if event.slot:
        sections = {**kernel.kept_sections, event.slot: replace(known, slot=event.slot)}
        return replace(talk, kernel=replace(kernel, kept_sections=sections)), ()
    since = () if known.stamp == kernel.stamp else kernel.since
    return replace(talk, kernel=replace(kernel, kept=known, since=since)), ()


def carried(talk: Talk, deck: Deck, again: Mapping[int, int]) -> KernelState:
    """The kernel for changed notes: sections found again keep their beginnings, however they are called now.

    ``again`` tells of the sections that were there what their numbers were.
    """
    kernel = talk.kernel
    if not kernel.kept_sections and not kernel.furthest:
        return kernel
    before, after = _slots(talk.deck), _slots(deck)
    names = ((after[now - 1], before[was - 1]) for now, was in again.items())
    sections = {now: kernel.kept_sections[was] for now, was in names if was in kernel.kept_sections}
    furthest = max((now for now, was in again.items() if was <= kernel.furthest), default=0)
    return replace(kernel, kept_sections=sections, furthest=furthest)


def begin_anew(talk: Talk) -> Change:
    """The talk begins anew, and with it each section."""
    gone = tuple(ForgetNames(known.slot) for known in talk.kernel.kept_sections.values())
    return replace(talk, kernel=replace(talk.kernel, kept_sections={}, furthest=0)), gone


def go_on(talk: Talk) -> Talk:
    """The talk has not begun anew after all."""
    return replace(talk, kernel=replace(talk.kernel, furthest=_furthest(talk, talk.kernel.ran)))


def gone_back(before: Talk, talk: Talk) -> Talk:
    """Who comes back to a section is offered the names that it began with, if there are others by now."""
    slot, kernel = _slot(talk), talk.kernel
    known = kernel.kept_sections.get(slot)
    if known is None or slot == _slot(before) or known.stamp == kernel.stamp or talk.slide.section > kernel.furthest:
        return talk
    words = f"Python knows more than at the beginning of “{_title(talk)}”."
    offer = Offer("As it was then", "names-back")
    return replace(talk, message=Message(words, talk.now_ms + 15_000, offer, private=True))


def go_back(talk: Talk) -> Change:
    """Have Python as it was when the section that is shown began."""
    kernel, slot = talk.kernel, _slot(talk)
    known = kernel.kept_sections.get(slot)
    if known is None or kernel.live is not Live.READY or kernel.current:
        return talk, ()
    talk = apps.closed(talk, PYODIDE)
    back = replace(talk.kernel, live=Live.STOPPED, back_to=slot)
    return replace(talk, kernel=back, message=None), (ReplaceKernel(0, slot=known.slot),)


def came_back(talk: Talk, about: str | None) -> Talk:
    """Python is ready: with what a checkpoint of these words knew, or with nothing."""
    kernel = talk.kernel
    known = _read(talk, about) if about is not None else None
    if known is None:
        return _began_anew(talk) if kernel.kept or kernel.had_run or kernel.back_to else talk
    own = _own(talk)
    lost = tuple(cell for cell in kernel.had_run or kernel.ran if cell in own and cell not in known.ran)
    wanted = kernel.kept_sections.get(kernel.back_to)
    talk = replace(talk, kernel=_with(talk, known))
    if wanted and wanted.stamp == known.stamp:
        return _at_the_beginning_of(talk, kernel.back_to)
    if not lost and not kernel.back_to:
        return talk
    words = "Python's names are back, without those of the last cells." if lost else "Python's names are as they were."
    if kernel.back_to:
        words = f"What Python knew at the beginning of “{_title_of(kernel.back_to)}” is gone. {words}"
    message = Message(words, talk.now_ms + 15_000, restarts.to_run_again(lost), private=True)
    return replace(_without(talk, kernel.back_to), message=message)


def _with(talk: Talk, known: Kept) -> KernelState:
    """The kernel that goes on from what was known; of what waits, setup that it brought is not run again."""
    kernel = talk.kernel
    waiting = tuple(run for run in kernel.waiting if not (run.is_setup and (run.engine, run.source) in known.set_up))
    next_run = max(kernel.next_run, known.next_run)
    furthest = max(kernel.furthest, known.furthest, _furthest(talk, known.ran))
    fresh = replace(_knowing(talk, known), had_run=(), since=(), next_run=next_run, back_to="")
    return replace(fresh, kept=known, waiting=waiting, furthest=furthest)


def _at_the_beginning_of(talk: Talk, slot: str) -> Talk:
    """Python is as it was when a section began: so are those after it, which are still to begin."""
    slots = _slots(talk.deck)
    furthest = slots.index(slot) if slot in slots else talk.kernel.furthest
    message = Message(
        f"Python is as it was at the beginning of “{_title_of(slot)}”.", talk.now_ms + 8_000, private=True
    )
    return replace(talk, kernel=replace(talk.kernel, furthest=furthest), message=message)


def _title_of(slot: str) -> str:
    return slot.split("\n")[0]


def _began_anew(talk: Talk) -> Talk:
    """What a checkpoint should have brought did not come, or there was none."""
    kernel = talk.kernel
    own = _own(talk)
    cells = kernel.had_run or tuple(cell for cell in dict.fromkeys((*kernel.ran, *kernel.since)) if cell in own)
    left = {slot: each for slot, each in kernel.kept_sections.items() if slot != kernel.back_to}
    bare = replace(_knowing(talk, Kept()), kept=None, since=(), had_run=(), kept_sections=left, back_to="")
    message = Message(
        "Python begins anew: its names are gone.", talk.now_ms + 15_000, restarts.to_run_again(cells), private=True
    )
    return replace(talk, kernel=bare, message=message)


def _slots(deck: Deck) -> tuple[str, ...]:
    """The names of the sections' checkpoints: their titles, and a number from the second of a title on."""
    titles = [section.title for section in deck.sections]
    before = [titles[:index].count(title) for index, title in enumerate(titles)]
    return tuple(f"{title}\n{count + 1}" if count else title for title, count in zip(titles, before, strict=True))


def _slot(talk: Talk) -> str:
    number = talk.slide.section
    return _slots(talk.deck)[number - 1] if number else ""


def _title(talk: Talk) -> str:
    return talk.deck.sections[talk.slide.section - 1].title


def _furthest(talk: Talk, ran: tuple[int, ...]) -> int:
    """The last section of which a cell is among these."""
    return max((slide.section for slide in talk.deck.slides for cell in slide.cells if cell.identity in ran), default=0)


def _spelt(talk: Talk, kernel: KernelState) -> str:
    names, own = {cell.identity: cell.name for cell in talk.deck.cells}, _own(talk)
    ran = [names[cell] for cell in kernel.ran if cell in names and cell in own]
    set_up = sorted(pair for pair in kernel.set_up if pair[0] == PYODIDE)
    numbers = {name: getattr(kernel, name) for name in _NUMBERS}
    return json.dumps({"ran": ran, "set_up": set_up, **numbers})


def _own(talk: Talk) -> set[int]:
    """The cells that the live kernel runs."""
    return {cell.identity for cell in (*talk.deck.cells, *talk.gone) if cell.engines == (PYODIDE,)}


def _knowing(talk: Talk, known: Kept) -> KernelState:
    """The kernel with these names; those of the other engines are what they were."""
    kernel, own = talk.kernel, _own(talk)
    others = tuple(cell for cell in kernel.ran if cell not in own)
    set_up = frozenset(pair for pair in kernel.set_up if pair[0] != PYODIDE)
    ran = (*others, *known.ran)
    return replace(kernel, ran=ran, set_up=set_up | known.set_up, runs=known.runs, stamp=known.stamp)


def _read(talk: Talk, about: str) -> Kept | None:
    """What was said of a checkpoint; None for what is no such thing."""
    try:
        said: Any = json.loads(about)
        identities = {cell.name: cell.identity for cell in talk.deck.cells}
        ran = tuple(identities[name] for name in said["ran"] if name in identities)
        set_up = frozenset((str(engine), str(source)) for engine, source in said["set_up"])
        numbers = {name: min(max(0, int(said[name])), 10**15) for name in _NUMBERS}
        return replace(Kept(ran, set_up), **numbers)  # type: ignore[arg-type]
    except (ValueError, TypeError, KeyError):
        return None
