"""Links within the talk go to its slides by number or by title; one that leads nowhere is a problem."""

import pytest

from footlights.deck import parse, render_slide, slide_attributes

NOTES = """# Birds of a feather

## The problem (2 min)

Words. {links}

### Why `C++` isn't it?

More.

### The problem

Again.

### Größe & Farbe

One. {{#one}}

<b id="two">Two.</b>

```
[x](#in-code)
```
"""


def test_every_slide_has_a_name_of_its_own() -> None:
    slides = parse(NOTES.format(links="")).slides
    assert [slide_attributes(slide)["id"] for slide in slides] == [
        "slide-birds-of-a-feather",
        "slide-the-problem",
        "slide-why-c-isnt-it",
        "slide-the-problem-1",
        "slide-größe--farbe",
    ]


def test_a_slide_without_a_title_and_one_that_goes_on_have_their_number() -> None:
    bullets = "\n".join(f"- bullet {number}" for number in range(30))
    slides = parse(f"# T\n\n## S\n\n### Long\n\n{bullets}\n\n---\n\nNo title.\n").slides
    assert [slide.slug for slide in slides] == ["t", "s", "long", *map(str, range(4, len(slides) + 1))]


def test_an_address_in_angle_brackets_shows_where_it_leads_and_the_words_behind_it_stay() -> None:
    deck = parse("# T\n\n## S\n\n<https://www.example.org/> and/or/\n")
    assert 'rel="noopener">example.org</a> and/or/</p>' in render_slide(deck, deck.slides[1])


@pytest.mark.parametrize(
    "links, problems",
    [
        ("[a](#the-problem) [b](#5) [c](#2.1) [d](#/3) [e](#gr%C3%B6%C3%9Fe--farbe) [f](#the-problem-1)", []),
        ("[a](#one) [b](#two) <a href='#one'>c</a> [d](#/preflight) [e](https://example.org/#nothing)", []),
        ("`[a](#nowhere)` ``[a](#nowhere) ` [b](#nor-here)``", []),
        ("a\n\n    [a](#nowhere)\n\n- b\n\n      [b](#nor-here)", []),
        ("`` [a](#the-problm) `", [(5, "link #the-problm leads nowhere in this talk", "Did you mean #the-problem?")]),
        ("[a](#the-problm)", [(5, "link #the-problm leads nowhere in this talk", "Did you mean #the-problem?")]),
        ("[a](#6)", [(5, "link #6 leads nowhere in this talk", "Name a slide by its number, #5, or by its title, #the-title.")]),
        ("<a href='#zzz'>a</a>", [(5, "link #zzz leads nowhere in this talk", "Name a slide by its number, #5, or by its title, #the-title.")]),
        ("[a][b]\n\n[b]: #two-birds-x", [(7, "link #two-birds-x leads nowhere in this talk", "Name a slide by its number, #5, or by its title, #the-title.")]),
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_a_problem_with_its_line(links: str, problems: list[tuple[int, str, str]]) -> None:
    found = parse(NOTES.format(links=links)).problems
    assert [(problem.line, problem.message, problem.hint) for problem in found] == problems


@pytest.mark.parametrize(
    "length, hint",
    [(80, f"Did you mean #{'a' * 80}?"), (81, "Name a slide by its number, #5, or by its title, #the-title.")],
)
def test_for_a_link_as_long_as_a_sentence_no_name_is_looked_for(length: int, hint: str) -> None:
    deck = parse(f"# T\n\n## {'a' * 80}\n\n[x](#{'a' * (length - 1)}b)\n")
    assert [problem.hint for problem in deck.problems] == [hint]
