"""What may be left out: sections and slides marked as optional, as far as they are still to come."""

from __future__ import annotations

from dataclasses import dataclass

from footlights.deck import Section, Slide, plain_text
from footlights.talk.stage.planned import shares_ms
from footlights.talk.state import Talk


@dataclass(frozen=True, slots=True)
class Option:
    """Slides that are left out together; ``gives_s`` is what that gives back, in seconds."""

    slides: tuple[int, ...]
    title: str
    gives_s: int
    is_dropped: bool


def droppable(talk: Talk) -> frozenset[int]:
    """The slides that may be left out."""
    return frozenset(slide for option in options(talk) for slide in option.slides)


def options(talk: Talk) -> tuple[Option, ...]:
    """What may be left out, in the order of the talk: a section, or slides with the pages they go on over."""
    here = talk.audience_slide
    return tuple(
        option
        for section in talk.deck.sections[max(0, here.section - 1) :]
        for option in _of_section(talk, section, here.number)
    )


def _of_section(talk: Talk, section: Section, here: int) -> list[Option]:
    dropped = talk.lectern.replanning.dropped if talk.lectern.replanning else talk.dropped
    slides = talk.deck.slides[section.first_slide - 1 : section.last_slide]
    shares = dict(zip((slide.number for slide in slides), shares_ms(talk, section), strict=True))
    ahead = [slide for slide in slides if slide.number > here]
    groups = [(section.title, ahead)] if section.is_optional else _with_their_pages(ahead)
    return [
        Option(
            numbers := tuple(slide.number for slide in group),
            plain_text(title),
            round(sum(shares[number] for number in numbers) / 1000),
            set(numbers) <= dropped,
        )
        for title, group in groups
        if group
    ]


def _with_their_pages(slides: list[Slide]) -> list[tuple[str, list[Slide]]]:
    groups: dict[int, list[Slide]] = {}
    for slide in slides:
        if slide.is_optional:
            groups.setdefault(slide.number - slide.part, []).append(slide)
    return [(group[0].title, group) for group in groups.values()]
