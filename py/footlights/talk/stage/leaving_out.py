"""What may be left out: sections, slides and bullets marked as optional, as far as they are still to come."""

from __future__ import annotations

from dataclasses import dataclass

from footlights.deck import OptionalBullet, Section, Slide, plain_text
from footlights.talk.stage.bullets import bullet_ms, goes_with_another
from footlights.talk.stage.pace import left_of_slide_ms
from footlights.talk.stage.taking_back import bullet_had_ms, had_ms, is_to_come
from footlights.talk.state import Talk


@dataclass(frozen=True, slots=True)
class Option:
    """Slides that are left out together, or a bullet of one; ``gives_s`` is what that gives back, in seconds.

    ``bullet`` is its number among those of its slide that may be left out, from 1; 0 for whole slides.
    """

    slides: tuple[int, ...]
    title: str
    gives_s: int
    is_dropped: bool
    bullet: int = 0


def droppable(talk: Talk) -> frozenset[int]:
    """The slides that may be left out."""
    return frozenset(slide for option in options(talk) if not option.bullet for slide in option.slides)


def dropped_bullets(talk: Talk) -> tuple[tuple[int, int], ...]:
    """The bullets that are left out: the number of the slide, and theirs among those that may be, from 1."""
    return tuple(
        (number, index)
        for number in sorted({slide for slide, _ in talk.dropped_bullets})
        for index, bullet in enumerate(talk.deck.slides[number - 1].optional, 1)
        if (number, bullet.name) in talk.dropped_bullets
    )


def dropped_steps(talk: Talk, slide: Slide) -> frozenset[int]:
    """The steps of a slide that bring nothing but a bullet that is left out."""
    return frozenset(
        bullet.step for bullet in slide.optional if bullet.step and (slide.number, bullet.name) in talk.dropped_bullets
    )


def options(talk: Talk) -> tuple[Option, ...]:
    """What may be left out, in the order of the talk: a section, slides with the pages they go on over, bullets."""
    here = talk.audience_slide
    return tuple(
        option
        for section in talk.deck.sections[max(0, here.section - 1) :]
        for option in _of_section(talk, section, here.number)
    )


def _of_section(talk: Talk, section: Section, here: int) -> list[Option]:
    dropped = talk.lectern.replanning.dropped if talk.lectern.replanning else talk.dropped
    slides = talk.deck.slides[section.first_slide - 1 : section.last_slide]
    shares = dict(zip((slide.number for slide in slides), had_ms(talk, section), strict=True))
    ahead = [slide for slide in slides if slide.number > here]
    groups = [(section.title, ahead)] if section.is_optional else _with_their_pages(ahead)
    whole = [
        Option(
            numbers := tuple(slide.number for slide in group),
            plain_text(title),
            round(sum(shares[number] for number in numbers) / 1000),
            set(numbers) <= dropped,
        )
        for title, group in groups
        if group
    ]
    there = [slide for slide in slides if slide.number >= here and slide.number not in dropped]
    bullets = [option for slide in there for option in _of_slide(talk, slide, shares[slide.number])]
    return sorted(whole + bullets, key=lambda option: (option.slides[0], option.bullet))


def _of_slide(talk: Talk, slide: Slide, slide_ms: int) -> list[Option]:
    """Bullets that are still to come, also on the slide that is shown, and those of it that are left out."""
    wanted = talk.lectern.replanning or talk.lectern.held
    most_ms = left_of_slide_ms(talk) if slide.number == talk.audience_slide.number else slide_ms

    def gives_s(bullet: OptionalBullet) -> int:
        if not is_to_come(talk, slide, bullet) or goes_with_another(slide, bullet, wanted.bullets):
            return 0
        spared = talk.lectern.held.spared
        if (slide.number, bullet.name) in spared:
            return round(bullet_had_ms(talk, slide, bullet) / 1000)
        return round(min(most_ms, bullet_ms(slide, bullet, slide_ms, spared)) / 1000)

    return [
        Option(
            (slide.number,),
            f"{plain_text(slide.title)}: {bullet.title}",
            gives_s(bullet),
            (slide.number, bullet.name) in wanted.bullets,
            index,
        )
        for index, bullet in enumerate(slide.optional, 1)
        if is_to_come(talk, slide, bullet) or (slide.number, bullet.name) in talk.dropped_bullets
    ]


def _with_their_pages(slides: list[Slide]) -> list[tuple[str, list[Slide]]]:
    groups: dict[int, list[Slide]] = {}
    for slide in slides:
        if slide.is_optional:
            groups.setdefault(slide.number - slide.part, []).append(slide)
    return [(group[0].title, group) for group in groups.values()]
