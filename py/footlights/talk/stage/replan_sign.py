"""The re-plan as it is shown: both plans side by side, and what may be left out."""

from __future__ import annotations

from footlights.talk.speaker_view_model import OptionRow, ReplanRow, ReplanSign
from footlights.talk.stage import pace
from footlights.talk.stage.leaving_out import options
from footlights.talk.stage.replanning import ends_at_ms, proposal
from footlights.talk.state import Talk


def sign(talk: Talk) -> ReplanSign | None:
    """What is shown while a new plan is looked at."""
    replanning = talk.lectern.replanning
    if replanning is None:
        return None
    offered, offers = proposal(talk), options(talk)
    may_leave_out = any(option.gives_s and not option.is_dropped for option in offers)
    return ReplanSign(
        rows=tuple(
            ReplanRow(each.section, each.title, each.had_s, each.new_s, face(each.had_s), face(each.new_s))
            for each in offered.rows
        ),
        options=tuple(
            OptionRow(option.slides, option.bullet, option.title, face(option.gives_s), option.is_dropped)
            for option in offers
        ),
        asked=replanning.asked,
        ends=pace.time_of_day(ends_at_ms(talk) // 60_000 + talk.utc_offset_min),
        left=face(offered.left_s),
        trouble=_trouble(offered.short_s, replanning.asked, replanning.ends_at_ms, may_leave_out),
        is_started=talk.clock.started,
        can_undo=bool(talk.lectern.before),
    )


def _trouble(short_s: int, asked: str, ends_at_ms: int | None, may_leave_out: bool) -> str:
    if asked.strip() and ends_at_ms is None:
        return f"{asked!r} is no time: write 14:30, or 12 min from now on."
    ways = "leave something out, or set a later end" if may_leave_out else "set a later end"
    return f"Even at the least that is {face(short_s)} too much: {ways}." if short_s else ""


def face(seconds: int) -> str:
    """Minutes and seconds: ``4:30``."""
    return f"{seconds // 60}:{seconds % 60:02}"
