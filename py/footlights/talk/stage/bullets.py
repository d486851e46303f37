"""What bullets that may be left out take of their slide's time."""

from __future__ import annotations

from collections.abc import Iterator

from footlights.deck import OptionalBullet, Slide

Bullets = frozenset[tuple[int, str]]
"""Bullets of slides: by the number of the slide, and their names."""


def bullet_ms(slide: Slide, bullet: OptionalBullet, slide_ms: int, spared: Bullets) -> int:
    """What a bullet takes of its slide's time: as it states, or as much as any other that the time is for."""
    if bullet.budget_s is not None:
        return min(1000 * bullet.budget_s, slide_ms)
    gone = [
        each
        for each in slide.optional
        if (slide.number, each.name) in spared and not goes_with_another(slide, each, spared)
    ]
    weight = bullet.weight - sum(each.weight for each in gone if _is_in(slide, each, bullet))
    among = bullet.among - sum(each.weight for each in gone)
    return slide_ms * max(0, weight) // max(1, among)


def without_bullets_ms(slide: Slide, slide_ms: int, left_out: Bullets, spared: Bullets) -> int:
    """What a slide takes without bullets of it, as far as its time is for them; one in another goes with that."""
    gone = (
        bullet_ms(slide, each, slide_ms, spared)
        for each in slide.optional
        if (slide.number, each.name) in left_out - spared and not goes_with_another(slide, each, left_out | spared)
    )
    return max(0, slide_ms - sum(gone))


def above(slide: Slide, bullet: OptionalBullet) -> Iterator[OptionalBullet]:
    """The optional bullets that one stands in, from the inside out."""
    while bullet.inside:
        bullet = slide.optional[bullet.inside - 1]
        yield bullet


def _is_in(slide: Slide, bullet: OptionalBullet, other: OptionalBullet) -> bool:
    return any(each is other for each in above(slide, bullet))


def goes_with_another(slide: Slide, bullet: OptionalBullet, left_out: Bullets) -> bool:
    """Whether a bullet stands in another one that is left out."""
    return any((slide.number, each.name) in left_out for each in above(slide, bullet))
