"""What an SVG is to a browser: a small one may be a hundred million elements."""

import base64
import time
from urllib.parse import quote

import pytest

from footlights.deck import parse, section_element
from footlights.deck.drawings import MOST_BYTES, MOST_PAINTED, drawing_trouble
from footlights.deck.pictures import inline_trouble

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
DOT = '<circle r="1"/>'
USE = "<use xlink:href='#p' x='1'/>"
FILLED = "<rect fill='url(#g)'/>"
SIGNED = '<use class="#a"/>'
CLASSED = '<g class="b a"/>'
STEP = "<feTurbulence/>"
UNENDED = '<a "' * 100_000
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "<g/>"><!ENTITY b "&a;&a;">]>'
SPACES = ("url(" + " " * 1000) * 4000
TOO_MUCH = f"it paints more than {MOST_PAINTED:,} elements"


def svg(inner: str) -> str:
    return f"{OPEN}{inner}</svg>"


def nested(levels: int, use: str = '<use href="#a{}"/>') -> str:
    """A group of ten of a group of ten of …"""
    groups = "".join(f'<g id="a{level}">{use.format(level - 1) * 10}</g>' for level in range(1, levels + 1))
    return svg(f'<defs><g id="a0">{DOT}</g>{groups}</defs>{use.format(levels)}')


PATTERN = f'<pattern id="marker">{DOT * 100}</pattern>'
MARKED = f'<marker id="m">{DOT * 1000}</marker><path marker-mid="url(#m)" d="{"M0 0" * 100}"/>'
LIGHT = {
    "a dot": svg(DOT),
    "ten thousand dots": svg(DOT * 10_000),
    "a thousand uses, as a plot has them": svg(f'<path id="p" d="M0 0"/>{USE * 1000}'),
    "three levels": nested(3),
    "a gradient for each of ten thousand": svg(
        f'<linearGradient id="g">{"<stop/>" * 20}</linearGradient>{FILLED * 10_000}'
    ),
    "a clip": svg(f'<clipPath id="c">{DOT}</clipPath><g clip-path="url(#c)" style="fill: red">{DOT}</g>'),
    "words and comments": svg(
        "<!-- <use> --><style><![CDATA[.a > b { fill: red }]]></style><text>1 &lt; 2 &#65;</text>"
    ),
    "with all that comes before": f'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "a" "b">{svg(DOT)}',
    "links": svg(f'<a id="top" href="#top">{DOT}</a>'),
    "a class that few have": svg(f"<style>.a{{mask:url(#m)}}</style><mask id='m'>{DOT * 500}</mask>{'<g/>' * 500}"),
    "a pattern in the style of a long path": svg(
        f'{PATTERN.replace("marker", "dots")}<path d="{"M0 0" * 500}" style="fill:url(#dots)"/>'
    ),
    "a pattern of a long path": svg(f'{PATTERN}<path d="{"M0 0" * 500}" fill="url(#marker)"/>'),
    "a class with a sign": svg(f"<g id='a'>{DOT * 1000}</g>{SIGNED * 100}"),
    "a short word for a long one": f'<!DOCTYPE svg [<!ENTITY a "{"x" * 1000}">]>{svg("<text>&a;</text>")}',
}
HEAVY = {
    "six levels": (nested(6), TOO_MUCH),
    "by the old name": (nested(6, '<use xlink:href="#a{}"/>'), TOO_MUCH),
    "with spaces, spelt in signs": (nested(6, "<use href=' &#35;a{}'/>"), TOO_MUCH),
    "spelt in percents": (nested(6, '<use href="#%61{}"/>'), TOO_MUCH),
    "by another prefix": (nested(6, '<s:use xmlns:s="http://www.w3.org/2000/svg" href="#a{}"/>'), TOO_MUCH),
    "once it moves": (nested(6, '<use><set attributeName="href" to="#a{}"/></use>'), TOO_MUCH),
    "masks": (nested(6, '<g mask="URL( &quot;#a{}&quot; )"/>'), TOO_MUCH),
    "in a style": (nested(6, "<g style='clip-path:url(#a{})'/>"), TOO_MUCH),
    "markers": (svg(MARKED), TOO_MUCH),
    "a style sheet": (svg(f"<style>g{{mask:url(#m)}}</style><mask id='m'>{DOT * 500}</mask>{'<g/>' * 500}"), TOO_MUCH),
    "a class in a style sheet": (
        svg(f"<style>.a{{mask:url(#m)}}</style><mask id='m'>{DOT * 500}</mask>{CLASSED * 500}"),
        TOO_MUCH,
    ),
    "markers in a style sheet": (
        svg(f"<style>.a{{marker:url(#m)}}</style><marker id='m'>{DOT * 500}</marker><path class='a'/>"),
        TOO_MUCH,
    ),
    "a drawing in a style sheet": (
        svg("<style>g{background:url(data:image/svg+xml,x)}</style>"),
        "it holds another drawing",
    ),
    "a million dots": (svg(DOT * 200_000), TOO_MUCH),
    "depth": (svg(f"{'<g>' * 100_000}{'</g>' * 100_000}"), TOO_MUCH),
    "a circle": (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), TOO_MUCH),
    "points": (svg(f'<path id="p" d="{"M0 0" * 100_000}"/>{USE * 1000}'), TOO_MUCH),
    "filters": (svg(f"<filter>{STEP * 2000}</filter>"), TOO_MUCH),
    "a drawing in it": (svg('<image href="data:image/svg+xml,x"/>'), "it holds another drawing"),
    "a style in riddles": (svg(r'<g style="mask:u\72l(#a)"/>'), "it spells its styles with backslashes"),
    "entities": (ENTITIES + svg("&b;"), "it is made of entities"),
    "an entity elsewhere": (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "a.svg">]>{svg(DOT)}', "it is made of entities"),
    "a long entity": (f'<!DOCTYPE svg [<!ENTITY a "{"x" * 1001}">]>{svg(DOT)}', "it is made of entities"),
    "no end": (f"{OPEN}{DOT}", "it is no SVG"),
    "no SVG": ("hello", "it is no SVG"),
    "quotes without end": (OPEN + UNENDED, "it is no SVG"),
    "spaces": (svg(f'<g mask="{SPACES}"/>')[:-6], "it is no SVG"),
}


@pytest.mark.parametrize("drawing", LIGHT.values(), ids=list(LIGHT))
def test_drawings_as_people_make_them_are_shown(drawing: str) -> None:
    assert drawing_trouble(drawing.encode()) == ""


@pytest.mark.parametrize(("drawing", "trouble"), HEAVY.values(), ids=list(HEAVY))
def test_what_a_browser_would_stand_still_for_is_told_in_no_time(drawing: str, trouble: str) -> None:
    start = time.process_time()
    assert drawing_trouble(drawing.encode()) == trouble
    assert time.process_time() - start < 5


def test_a_chain_of_uses_is_as_long_as_it_is() -> None:
    chain = "".join(f'<g id="a{number}"><use href="#a{number - 1}"/></g>' for number in range(20_000))
    assert drawing_trouble(svg(chain).encode()) == TOO_MUCH
    assert drawing_trouble(svg(chain[: chain.index('<g id="a200">')]).encode()) == ""


def test_a_drawing_of_many_megabytes_is_not_even_read() -> None:
    assert drawing_trouble(b" " * (MOST_BYTES + 1)) == "it has more than 5 MB"


def inline(drawing: str, way: str) -> str:
    """A drawing as the address of a picture."""
    written = base64.b64encode(drawing.encode()).decode() if way.endswith("base64") else quote(drawing)
    return f"data:{way},{written}"


@pytest.mark.parametrize("renderer", ["markdown-it", "python-markdown"])
@pytest.mark.parametrize("way", ["image/svg+xml", "image/svg+xml;utf8", "IMAGE/SVG+XML;base64"])
@pytest.mark.parametrize("form", ["![many]({})", '<img src="{}" alt="many">'])
def test_a_drawing_that_stands_in_the_notes_is_bounded_as_one_in_a_file_is(form: str, way: str, renderer: str) -> None:
    light, heavy = inline(svg(DOT), way), inline(nested(6), way)
    notes = f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\n{form.format(light)}\n\n{form.format(heavy)}\n"
    deck = parse(notes, "t.md")
    shown = section_element(deck, deck.slides[1])
    assert (f'src="{light}"' in shown, shown.count("<img"), "missing-picture" in shown) == (True, 1, True)
    told = [(problem.line, problem.message) for problem in deck.problems]
    assert told == [(10, f"picture {heavy[:40]}… is not shown: {TOO_MUCH}")]


def test_what_is_no_base64_is_no_picture() -> None:
    assert inline_trouble("data:image/svg+xml;base64,A") == "it is no base64"
