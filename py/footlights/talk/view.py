"""Everything that is painted, with nothing left to decide.

What a cell or the REPL prints is the one exception: output is a stream that only grows, so it
goes from the kernel to its place in the page without passing through the state.
"""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import Cell, plain_text
from footlights.talk.code import apps, comparing, engines, preflight, readiness, recordings
from footlights.talk.kernel_state import Live, RunState
from footlights.talk.speaker import rehearsal_sign, sign
from footlights.talk.speaker_view_model import SearchSign, When, button_of
from footlights.talk.stage import (
    clock,
    leaving_out,
    messages,
    pace,
    planned,
    questions,
    replan_sign,
    replanning,
    searching,
)
from footlights.talk.stage.keys import BINDINGS
from footlights.talk.state import Mode, Talk
from footlights.talk.view_model import Clocks, Face, HelpGroup, HelpRow, PaceSign, View

LOW_SHARE = 0.2
_NO_SECTION = Face("idle", None, "–:––", 1, low=False, label="before the first section", unit="section")
_RUN_WORDS = {
    RunState.IDLE: "",
    RunState.QUEUED: "waiting",
    RunState.RUNNING: "running",
    RunState.DONE: "✓ done",
    RunState.FAILED: "✕ failed",
    RunState.STOPPED: "■ stopped",
}
_LIVE_WORDS = {
    Live.OFF: "Python off",
    Live.BOOTING: "Python starting",
    Live.READY: "Python ready",
    Live.BUSY: "Python running",
    Live.STOPPED: "Python restarting",
    Live.FAILED: "Python not available",
}


def view(talk: Talk) -> View:
    """What is painted of a talk."""
    slide, deck, when = talk.audience_slide, talk.deck, _agenda(talk)
    section, message = deck.section_of(slide), messages.for_audience(talk)
    return View(
        mode=Mode.TALK if talk.speaker.looks_alone else talk.mode,
        slide=talk.audience_place.slide,
        step=talk.audience_place.step,
        slides=len(deck.slides),
        section=slide.section,
        section_title=plain_text(section.title) if section else "",
        chosen=talk.chosen,
        entry=talk.entry,
        clocks=Clocks(_questions_clock(talk) or _section_clock(talk), _talk_clock(talk)),
        pace=_pace(talk),
        large_clock=talk.large_clock,
        weights=planned.budgets_s(talk),
        live=talk.kernel.live,
        live_words=_LIVE_WORDS[talk.kernel.live],
        cells=tuple((cell.identity, talk.state_of(cell.identity), _run_words(talk, cell)) for cell in deck.cells),
        recordings=recordings.offered(talk),
        enlarged=tuple(sorted(talk.enlarged)),
        repl_open=talk.repl.is_open,
        repl_side=talk.repl.side,
        repl_share=talk.repl.share,
        repl_engine=talk.repl.engine,
        repl_busy=bool(talk.kernel.current or talk.kernel.waiting),
        engines=tuple((name, engines.title_of(name)) for name in talk.engines),
        comparisons={str(cell): comparing.rows(rows) for cell, rows in talk.comparisons.items() if talk.cell(cell)},
        scheme=talk.shown_theme,
        text_size=1 + talk.text_size / 10,
        message=message.text if message else "",
        offer=button_of(message.offer if message else None),
        also=button_of(message.also if message else None),
        help=_help() if talk.mode is Mode.HELP else None,
        agenda=when,
        warmth=readiness.sign(talk),
        preflight=preflight.to_try(talk),
        dropped=tuple(sorted(talk.dropped)),
        dropped_bullets=leaving_out.dropped_bullets(talk),
        replan=replan_sign.sign(talk),
        search=_search(talk),
        rehearsal=rehearsal_sign.sign(talk),
        rehearsing=talk.rehearsal.began_ms is not None,
        tool=talk.tool,
        magnified=talk.magnified,
        blank=talk.blank,
        awake=talk.clock.since_ms is not None or talk.questions.since_ms is not None,
        frozen=talk.frozen is not None,
        speaker=sign.sign(talk, when),
    )


def _search(talk: Talk) -> SearchSign | None:
    search = talk.search
    if search is None:
        return None
    return SearchSign(search.window, search.text, searching.says(talk), search.chosen, searching.hits(talk))


def _run_words(talk: Talk, cell: Cell) -> str:
    """What a cell's chip says; one that runs for longer says since when."""
    state, run = talk.state_of(cell.identity), talk.kernel.current
    if state is RunState.RUNNING and run and run.cell == cell.identity and run.started_ms is not None:
        if run.asks:
            return "waits for you"
        if run.loading:
            return f"loading {run.loading[0]}" + (" …" if len(run.loading) > 1 else "")
        elapsed_s = (talk.now_ms - run.started_ms) // 1000
        return f"running {elapsed_s} s" if elapsed_s else "running"
    if state is RunState.RECORDED:
        return f"recorded {talk.recorded.on}"
    return apps.SERVING if state is RunState.DONE and apps.serves(talk, cell) else _RUN_WORDS[state]


def spell_clock(remaining_s: int) -> str:
    """``4:59``, ``1:10:00``; over time counts up behind a plus sign: ``+0:12``."""
    minutes, seconds = divmod(abs(remaining_s), 60)
    hours, minutes = divmod(minutes, 60)
    face = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"+{face}" if remaining_s < 0 else face


def _section_clock(talk: Talk) -> Face:
    section = talk.audience_slide.section
    if not section:
        return _NO_SECTION
    budget_s = planned.budgets_s(talk)[section - 1]
    used_ms = clock.spent_ms(talk.clock, section, talk.now_ms)
    return _face(clock.read(talk.clock, used_ms, budget_s), "section")


def _questions_clock(talk: Talk) -> Face | None:
    """What is left for questions while they are asked; without a budget, what they took."""
    if talk.questions.since_ms is None:
        return None
    used_ms, budget_s = questions.spent_ms(talk), talk.deck.settings.questions_s
    if budget_s:
        return _face(clock.read(replace(talk.clock, since_ms=0, started=True), used_ms, budget_s), "questions")
    face = spell_clock(used_ms // 1000)
    return Face("running", None, face, 1, low=False, label=f"questions: {face}", unit="questions")


def _talk_clock(talk: Talk) -> Face:
    budget_s = planned.duration_s(talk)
    used_ms = 1000 * budget_s - replanning.left_ms(talk)
    return _face(clock.read(talk.clock, used_ms, budget_s), "talk")


def _pace(talk: Talk) -> PaceSign:
    now = pace.pace(talk)
    return PaceSign(
        now.ahead_s,
        now.ends_at_ms,
        pace.words(now) if talk.clock.started else "",
        pace.end_words(now, _end_min(talk, now), talk.utc_offset_min),
    )


def _end_min(talk: Talk, now: pace.Pace) -> int | None:
    """When the talk has to end, in minutes after midnight: as was set at the lectern, as the notes say, as planned."""
    if (held_ms := replanning.held_end_ms(talk)) is not None:
        return (held_ms // 60_000 + talk.utc_offset_min) % (24 * 60)
    if talk.deck.settings.ends is not None:
        return talk.deck.settings.ends
    return pace.planned_end_min(now, talk.utc_offset_min) if talk.clock.started else None


def _face(reading: clock.ClockReading, what: str) -> Face:
    share = reading.remaining_s / reading.budget_s if reading.budget_s else 0.0
    over = reading.remaining_s < 0
    face = spell_clock(reading.remaining_s)
    return Face(
        reading.state,
        reading.remaining_s,
        face,
        left=round(min(1.0, max(0.0, share)), 4),
        low=not over and share <= LOW_SHARE,
        label=f"{what}: {face.removeprefix('+')} {'over' if over else 'left'}, {reading.state}",
        unit=what,
    )


def _agenda(talk: Talk) -> tuple[When, ...]:
    """For each section whether it is ``past``, ``now`` or ``next``."""
    now = talk.audience_slide.section
    if not now and talk.clock.started:
        now = max((index for index, spent in enumerate(talk.clock.spent_ms) if spent), default=0)
    numbers = range(1, len(talk.deck.sections) + 1)
    return tuple("past" if number < now else "now" if number == now else "next" for number in numbers)


def _help() -> tuple[HelpGroup, ...]:
    groups: dict[str, list[HelpRow]] = {}
    for binding in BINDINGS:
        groups.setdefault(binding.group, []).append(HelpRow(binding.shown, binding.help, binding.intent))
    return tuple(HelpGroup(group, tuple(rows)) for group, rows in groups.items())
