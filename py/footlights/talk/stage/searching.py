"""Search of slides, code and notes by what they say, results as one types; before that, the places one was at."""

from __future__ import annotations

from dataclasses import replace

from footlights.deck import Slide, plain_text, step_saying
from footlights.talk.code.running import Change
from footlights.talk.fields import WindowName
from footlights.talk.speaker_state import Search
from footlights.talk.speaker_view_model import Hit
from footlights.talk.stage import navigation
from footlights.talk.state import Mode, Place, Talk

MOST_HITS = 12
AROUND = 60
"""Characters of a text that are shown on either side of what was found."""


def toggle(talk: Talk, window: WindowName) -> Change:
    """Begin a search in a window, or leave it."""
    return replace(talk, search=None if talk.search else Search(window=window), mode=Mode.TALK), ()


def type_in(talk: Talk, text: str) -> Talk:
    """Another text is searched for."""
    return replace(talk, search=replace(talk.search, text=text, chosen=0)) if talk.search else talk


def walk(talk: Talk, direction: int) -> Talk:
    """The hit before or after the chosen one."""
    if talk.search is None:
        return talk
    last = max(0, len(hits(talk)) - 1)
    chosen = min(max(0, talk.search.chosen + direction), last)
    return replace(talk, search=replace(talk.search, chosen=chosen))


def take(talk: Talk, at: int | None) -> Talk:
    """Go to a hit, counted from 0; to the chosen one for None. Without one the search goes on."""
    found = hits(talk)
    if talk.search is None:
        return talk
    chosen = talk.search.chosen if at is None else at
    if not 0 <= chosen < len(found):
        return talk
    place = _place(talk, found[chosen].slide) if _words(talk.search) else were_at(talk)[chosen]
    return navigation.go_to(replace(talk, search=None, mode=Mode.TALK), place)


def _place(talk: Talk, number: int) -> Place:
    """A slide that was found, at the step that shows what was searched for."""
    slide = talk.deck.slides[number - 1]
    codes = [talk.shown_in(cell) for cell in slide.cells]
    return Place(number, step_saying(slide, _words(talk.search), talk.deck.settings, codes))


def hits(talk: Talk) -> tuple[Hit, ...]:
    """The slides that say all the words, in their title first; in notes only where the speaker alone sees it.

    Without a word, the places that were left for one further away, the latest first.
    """
    search = talk.search
    words = _words(search)
    if search is None:
        return ()
    if not words:
        titles = {slide.number: plain_text(slide.title) for slide in talk.deck.slides}
        return tuple(Hit(place.slide, titles[place.slide], "", "", "", "") for place in were_at(talk))
    found = [hit for slide in talk.deck.slides if (hit := _hit(talk, slide, words, search.window == "speaker"))]
    return tuple(sorted(found, key=lambda hit: hit.where != "title")[:MOST_HITS])


def were_at(talk: Talk) -> tuple[Place, ...]:
    """The jump list: each slide once, at the step where it was left last; those that one went back from come last."""
    places = {place.slide: place for place in (*talk.returns, *talk.jumps)}
    latest_first = dict.fromkeys(place.slide for place in reversed((*talk.returns, *talk.jumps)))
    return tuple(places[slide] for slide in latest_first if slide != talk.place.slide)[:MOST_HITS]


def says(talk: Talk) -> str:
    """What stands above the hits, or in their place."""
    found = hits(talk)
    if _words(talk.search):
        return "" if found else "Nothing says that."
    return "Where you were" if found else ""


def _words(search: Search | None) -> list[str]:
    return search.text.casefold().split() if search else []


def _hit(talk: Talk, slide: Slide, words: list[str], with_notes: bool) -> Hit | None:
    title = plain_text(slide.title)
    code = "\n".join(talk.shown_in(cell) for cell in slide.cells)
    texts = {"title": title, "code": code, "slide": _without_fences(slide.source)}
    if with_notes:
        texts["notes"] = slide.speaker_notes
    folded = {where: text.casefold() for where, text in texts.items()}
    if not all(any(word in text for text in folded.values()) for word in words):
        return None
    where = max(folded, key=lambda each: sum(word in folded[each] for word in words))
    word = next(word for word in words if word in folded[where])
    return Hit(slide.number, title, where, *_around(texts[where], word))


def _without_fences(source: str) -> str:
    """What is on a slide, without the lines that only say what kind of code follows; the code itself is its cells'."""
    return "\n".join(line for line in source.split("\n") if not line.lstrip().startswith(("```", "~~~")))


def _around(text: str, word: str) -> tuple[str, str, str]:
    """The line that says a word, as far as it is near."""
    line = next((line for line in text.split("\n") if word in line.casefold()), "")
    at = line.casefold().find(word)
    if len(line.casefold()) != len(line):  # letters that fold to several stand elsewhere then
        return "", line[: 2 * AROUND], ""
    end = at + len(word)
    return line[max(0, at - AROUND) : at].lstrip(), line[at:end], line[end : end + AROUND].rstrip()
