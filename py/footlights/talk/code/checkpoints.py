"""What the live kernel knows, kept as its memory: after every run, and on request where a section begins.

The page keeps the memory and, with it, what this module says of it: which cells had run and what was set up.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from footlights.deck import PYODIDE, Deck
from footlights.talk.code import restarts
from footlights.talk.effects import Effect, ForgetNames, KeepNames, ReplaceKernel
from footlights.talk.kernel_state import Kept, KernelState, Live, Run
from footlights.talk.run_events import NamesKept
from footlights.talk.state import Message, Offer, Talk

Change = tuple[Talk, tuple[Effect, ...]]

LATEST = ""
"""The name of the checkpoint that a restart goes on from; the others are named by their sections."""


def run_ended(before: Talk, talk: Talk) -> tuple[Effect, ...]:
    """Python is kept as it is after a run of its own, if nothing else waits."""
    kernel, run = talk.kernel, before.kernel.current
    ended = run != kernel.current and _is_own(run) and not (run and run.compares)
    rests = kernel.live is Live.READY and not any(_is_own(each) for each in (kernel.current, *kernel.waiting))
    return (KeepNames(LATEST, _spelt(talk)),) if ended and rests else ()


def section_began(before: Talk, talk: Talk) -> Change:
    """Python is kept as a section is begun with it, before anything of the section runs; later it is too late."""
    slot = _slot(talk)
    if not (talk.deck.settings.checkpoints and slot) or slot in talk.kernel.kept_sections:
        return talk, ()
    was, comes_up = before.kernel, not _is_up(before.kernel) and _is_up(talk.kernel)
    if not (comes_up or slot != _slot(before)) or not _is_up(talk.kernel):
        return talk, ()
    talk = replace(talk, kernel=replace(talk.kernel, kept_sections={**talk.kernel.kept_sections, slot: None}))
    if comes_up:
        knows_nothing = not (talk.kernel.ran or talk.kernel.kept)
        return talk, (KeepNames(slot, _spelt(replace(talk, kernel=KernelState()))),) if knows_nothing else ()
    rests = was.live is Live.READY and not was.current and not was.waiting
    return talk, (KeepNames(slot, _spelt(before)),) if rests else ()


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
        sections = {**kernel.kept_sections, event.slot: known}
        return replace(talk, kernel=replace(kernel, kept_sections=sections)), ()
    since = () if known.next_run == kernel.next_run else kernel.since
    return replace(talk, kernel=replace(kernel, kept=known, since=since)), ()


def gone_back(before: Talk, talk: Talk) -> Talk:
    """Who comes back to a section is offered the names that it began with, if there are others by now."""
    slot = _slot(talk)
    known = talk.kernel.kept_sections.get(slot)
    if known is None or slot == _slot(before) or known.next_run == talk.kernel.next_run:
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
    back = replace(_knowing(talk, known), live=Live.STOPPED, since=())
    message = Message(f"Python is as it was at the beginning of “{_title(talk)}”.", talk.now_ms + 8_000)
    return replace(talk, kernel=back, message=message), (ReplaceKernel(0, slot=slot),)


def came_back(talk: Talk, about: str | None) -> Talk:
    """Python is ready: with what a checkpoint of these words knew, or with nothing."""
    kernel = talk.kernel
    known = _read(talk, about) if about is not None else None
    if known is None:
        return _began_anew(talk) if kernel.kept or kernel.had_run else talk
    next_run = max(kernel.next_run, known.next_run)
    fresh = replace(_knowing(talk, known), had_run=(), since=(), next_run=next_run)
    waiting = tuple(run for run in kernel.waiting if not (run.is_setup and (run.engine, run.source) in known.set_up))
    fresh = replace(fresh, kept=replace(known, next_run=next_run), waiting=waiting)
    lost = tuple(cell for cell in kernel.had_run if cell not in known.ran)
    talk = replace(talk, kernel=fresh)
    if not lost:
        return talk
    words = "Python's names are back, without those of the last cells."
    return replace(talk, message=Message(words, talk.now_ms + 15_000, restarts.to_run_again(lost)))


def _began_anew(talk: Talk) -> Talk:
    """What a checkpoint should have brought did not come, or there was none."""
    kernel = talk.kernel
    own = _own(talk)
    cells = kernel.had_run or tuple(cell for cell in dict.fromkeys((*kernel.ran, *kernel.since)) if cell in own)
    bare = replace(_knowing(talk, Kept()), kept=None, since=(), had_run=())
    message = Message("Python begins anew: its names are gone.", talk.now_ms + 15_000, restarts.to_run_again(cells))
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


def _spelt(talk: Talk) -> str:
    kernel = talk.kernel
    names, own = {cell.identity: cell.name for cell in talk.deck.cells}, _own(talk)
    ran = [names[cell] for cell in kernel.ran if cell in names and cell in own]
    set_up = sorted(pair for pair in kernel.set_up if pair[0] == PYODIDE)
    return json.dumps({"ran": ran, "set_up": set_up, "next_run": kernel.next_run})


def _own(talk: Talk) -> set[int]:
    """The cells that the live kernel runs."""
    return {cell.identity for cell in (*talk.deck.cells, *talk.gone) if cell.engines == (PYODIDE,)}


def _knowing(talk: Talk, known: Kept) -> KernelState:
    """The kernel with these names; those of the other engines are what they were."""
    kernel, own = talk.kernel, _own(talk)
    others = tuple(cell for cell in kernel.ran if cell not in own)
    set_up = frozenset(pair for pair in kernel.set_up if pair[0] != PYODIDE)
    return replace(kernel, ran=(*others, *known.ran), set_up=set_up | known.set_up)


def _read(talk: Talk, about: str) -> Kept | None:
    """What was said of a checkpoint; None for what is no such thing."""
    try:
        said: Any = json.loads(about)
        identities = {cell.name: cell.identity for cell in talk.deck.cells}
        ran = tuple(identities[name] for name in said["ran"] if name in identities)
        set_up = frozenset((str(engine), str(source)) for engine, source in said["set_up"])
        return Kept(ran, set_up, min(max(1, int(said["next_run"])), 10**9))
    except (ValueError, TypeError, KeyError):
        return None
