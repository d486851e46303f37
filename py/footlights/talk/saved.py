"""What a talk keeps across a reload, a crash or a closed tab, as plain JSON values.

Whatever was stored is read with suspicion: a value that does not fit is left out, never raised.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from footlights.talk import clock
from footlights.talk.laying_out import TEXT_SIZES, laid_out
from footlights.talk.state import Clock, Message, Place, Repl, Talk

VERSION = 1


def to_save(talk: Talk) -> dict[str, Any]:
    """The lasting part of a talk; two equal values need no second save."""
    return {
        "version": VERSION,
        "place": [talk.place.slide, talk.place.step],
        "clock": _clock_values(talk.clock),
        "undone_clock": _clock_values(talk.undone_clock) if talk.undone_clock else None,
        "theme": talk.theme,
        "text_size": talk.text_size,
        "edits": dict(talk.edits),
        "repl": {
            "is_open": talk.repl.is_open,
            "history": list(talk.repl.history),
            "side": talk.repl.side,
            "share": talk.repl.share,
            "engine": talk.repl.engine,
        },
    }


def restored(talk: Talk, stored: dict[str, Any]) -> Talk:
    """The talk as it was left. A clock that ran on while the page was long gone is paused then."""
    if stored.get("version") != VERSION:
        return talk
    size = stored.get("text_size")
    if isinstance(size, int) and size in TEXT_SIZES and size != talk.text_size:
        talk = laid_out(talk, talk.notes, size)
    sections = len(talk.deck.sections)
    kept = _clock(stored.get("clock"), sections) or talk.clock
    seen_at_ms = stored.get("seen_at_ms")
    if isinstance(seen_at_ms, int) and talk.now_ms - seen_at_ms > clock.LEFT_OPEN_MS:
        kept = clock.paused_at(kept, seen_at_ms)
    theme = stored.get("theme")
    return replace(
        talk,
        place=_place(stored.get("place"), len(talk.deck.slides)) or talk.place,
        clock=kept,
        undone_clock=_clock(stored.get("undone_clock"), sections),
        theme=theme if theme in ("dark", "light") else talk.theme,
        edits=_edits(stored.get("edits")),
        repl=_repl(stored.get("repl"), talk.engines),
        message=Message("Back where you were. ⇧ T resets the clock.", talk.now_ms + 6000) if kept.started else None,
    )


def _place(stored: Any, slides: int) -> Place | None:
    if not _are_ints(stored, 2) or not 1 <= stored[0] <= slides:
        return None
    return Place(stored[0], stored[1])


def _clock_values(kept: Clock) -> dict[str, Any]:
    return {
        "spent_ms": list(kept.spent_ms),
        "section": kept.section,
        "since_ms": kept.since_ms,
        "started": kept.started,
    }


def _clock(stored: Any, sections: int) -> Clock | None:
    if not isinstance(stored, dict):
        return None
    spent, section, since = stored.get("spent_ms"), stored.get("section"), stored.get("since_ms")
    if not _are_ints(spent, None) or not spent or not isinstance(section, int) or not isinstance(since, int | None):
        return None
    if not 0 <= section < len(spent):
        return None
    return clock.fitted(Clock(tuple(spent), section, since, stored.get("started") is True), sections)


def _edits(stored: Any) -> dict[str, str]:
    pairs = stored.items() if isinstance(stored, dict) else ()
    return {name: text for name, text in pairs if isinstance(name, str) and isinstance(text, str)}


def _repl(stored: Any, engines: tuple[str, ...]) -> Repl:
    if not isinstance(stored, dict):
        return Repl()
    history = stored.get("history")
    entries = tuple(str(entry) for entry in history) if isinstance(history, list) else ()
    side, share, engine = stored.get("side"), stored.get("share"), stored.get("engine")
    return Repl(
        is_open=stored.get("is_open") is True,
        history=entries,
        side="right" if side == "right" else "bottom",
        share=share if isinstance(share, float) and 0.2 <= share <= 0.8 else Repl().share,
        engine=engine if engine in engines else Repl().engine,
    )


def _are_ints(values: Any, length: int | None) -> bool:
    return (
        isinstance(values, list)
        and (length is None or len(values) == length)
        and all(isinstance(value, int) and not isinstance(value, bool) for value in values)
    )
