"""The report of rehearsals, as it is shown."""

from __future__ import annotations

from footlights.deck import plain_text
from footlights.talk.speaker import rehearsal_figures as figures
from footlights.talk.speaker_view_model import ChangedLine, RehearsalRow, RehearsalSign, SlideRow
from footlights.talk.state import Talk


def sign(talk: Talk) -> RehearsalSign | None:
    """What rehearsals have shown, while that is looked at."""
    if not talk.rehearsal.is_shown:
        return None
    rows = figures.sections(talk)
    longest_s = max((max(row.planned_s, *filter(None, row.took_s), 1) for row in rows), default=1)
    return RehearsalSign(len(talk.rehearsal.done), tuple(_row(talk, row, longest_s) for row in rows))


def _row(talk: Talk, row: figures.SectionFigures, longest_s: int) -> RehearsalRow:
    change = figures.changes(talk).get(row.number)
    is_right = row.suggested_s is None or (change is not None and not change.lines)
    return RehearsalRow(
        section=row.number,
        title=plain_text(row.title),
        planned_s=row.planned_s,
        planned=_face(row.planned_s),
        took=_faces(row.took_s),
        usual="" if row.usual_s is None else _face(row.usual_s),
        suggested="" if is_right else _face(change.budget_s if change else row.suggested_s or 0),
        is_over=row.is_over,
        varies=row.varies,
        changes=tuple(ChangedLine(each.before.strip(), each.after.strip()) for each in change.lines) if change else (),
        planned_share=round(row.planned_s / longest_s, 4),
        took_shares=tuple(round((took_s or 0) / longest_s, 4) for took_s in row.took_s),
        slides=tuple(_slide_row(slide) for slide in figures.slides(talk, row.number)),
    )


def _slide_row(slide: figures.SlideFigures) -> SlideRow:
    return SlideRow(plain_text(slide.title), _face(slide.planned_s), _faces(slide.took_s), slide.is_over, slide.varies)


def _faces(took_s: tuple[int | None, ...]) -> tuple[str, ...]:
    return tuple("" if each_s is None else _face(each_s) for each_s in took_s)


def _face(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"
