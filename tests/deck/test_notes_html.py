"""What notes give never reaches the page but through the sanitiser, and has no name that the page's own has."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from justhtml import JustHTML

from footlights.deck import parse, render_slide

RENDERERS = ("markdown-it", "python-markdown")
pytestmark = pytest.mark.parametrize("renderer", RENDERERS)

HOSTILE = (
    "<?@?><script/x=@1>alert(1)</script/x=@1>",
    "text <?@?><style/nonce=x@1>*{display:none}</style/x=@1>",
    '<?@?><meta/x=@1/http-equiv="refresh"/content="0;url=//example.org">',
    "text\n{: style='position:fixed' onclick='alert(1)' }",
    "[x](javascript:alert(1)) [y][z]\n\n[z]: javascript:alert(2)",
    '<p id="worker">postMessage(1)</p>\n\n{#talk}\ntext\n\n{#parts}\ntext',
    "para\n{: #worker }",
    '<img name="currentScript" src="x.png"><form name="body"><input name="children" id="head" type="text">',
    "![a picture](x.png){: onerror=alert(1) style=color:red data-part=cell #deck .blank }",
    "![a picture](x.png){#deck .blank data-part=cell width=9}",
    '<div class="blank bar lights repl" data-part="section-clock" data-action="run" data-cell="1" data-state="over">',
    '<div tabindex="0" role="alert" aria-live="assertive">now</div>',
    '<button data-intent="next">next</button> <iframe srcdoc="x"></iframe> <object data="x"></object>',
    '- <b title="<li onclick=alert(1)//>">x</b>',
    '<hr class="\ud8000"> <img class="\ud8000"> <b title="&#xd800;0">x</b>\n\n```python run\n1\n```',
    "<textarea>\n\n```python\n'\"><script>alert(1)</script>\n```\n",
    "<svg><style><img src=x onerror=alert(1)></style></svg><math><mtext><table><mglyph><style><img src=x>",
    "# <script>alert(1)</script> [x](javascript:alert(1))",
)
OURS = frozenset({"code", "missing-picture", "step"})
ALLOWED = frozenset(
    "class id title lang dir aria-label aria-hidden hidden href target rel src alt width height start reversed type "
    "checked disabled colspan rowspan align scope open datetime controls".split()
)


def rendered(notes: str, renderer: str) -> Iterator[JustHTML]:
    front = f"---\nmarkdown: {renderer}\nincremental: true\n---\n# T\n\n## S\n\n### A slide\n\n"
    deck = parse(front + notes)
    for slide in deck.slides:
        yield JustHTML(render_slide(deck, slide), fragment=True, sanitize=False)


def strange(document: JustHTML) -> Iterator[str]:
    """What has no business in what notes gave; cells, listings and pictures are ours."""
    for element in document.query("*"):
        names = str(element.attrs.get("class") or "").split()
        if element.name in ("script", "style", "meta", "iframe", "object", "form", "textarea", "base", "link", "svg"):
            yield element.name
        for name, value in element.attrs.items():
            if name.startswith("on") or (name in ("href", "src") and "javascript" in str(value)):
                yield f"{element.name} {name}={value}"
            if name == "id" and not str(value).startswith("slide-"):
                yield f"id={value}"
        if "blank" in names or "bar" in names or element.attrs.get("role") == "alert":
            yield f"{element.name}.{names}"


@pytest.mark.parametrize("notes", HOSTILE)
def test_nothing_of_the_notes_runs_or_is_taken_for_the_pages_own(notes: str, renderer: str) -> None:
    assert [found for document in rendered(notes, renderer) for found in strange(document)] == []


@pytest.mark.parametrize("notes", [notes for notes in HOSTILE if "```" not in notes and notes[0] != "#"])
def test_notes_carry_the_attributes_of_a_list_of_their_own(notes: str, renderer: str) -> None:
    bodies = (body for document in rendered(notes, renderer) for body in document.query(".body, h1, h2"))
    found = {
        name
        for body in bodies
        for element in body.query("*")
        if not OURS & set(str(element.attrs.get("class") or "").split())
        for name in element.attrs
    }
    assert found - ALLOWED - {"data-from-step"} == set()


def test_cells_and_pictures_stand_in_html_of_the_notes(renderer: str) -> None:
    notes = '<div class="mine">\n\n```python run\n1 < 2\n```\n\n</div>\n\nSee <img src="nowhere.png" alt="a bird">.\n'
    *_, document = rendered(notes, renderer)
    assert [cell.attrs["data-name"] != "" for cell in document.query(".slide-mine > .cell")] == [True]
    assert [code.to_text() for code in document.query(".cell code")] == ["1 < 2"]
    assert [(picture.name, picture.to_text()) for picture in document.query(".missing-picture")] == [("span", "a bird")]


@pytest.mark.parametrize(
    "notes, listings",
    [
        ("Write it so:\n\n    ```python run\n    sample\n    ```\n\n```python run\nreal\n```\n", ["```python run\nsample\n```\n", "real"]),
        ("<div>\n```python run\nsample\n```\n</div>\n\n```python run\nreal\n```\n", ["real"]),
        ("> ```python run\n> real\n> ```\n", ["real"]),
        ("- ```python run\n  real\n  ```\n- b\n", ["real"]),
        ("- > ```python run\n  > real\n  > ```\n", ["real"]),
        ("- a\n\n  ```python run\n  real\n    more\n  ```\n", ["real\n  more"]),
    ],
)  # fmt: skip
def test_a_cell_is_the_same_code_in_either_renderer_wherever_it_stands(
    notes: str, listings: list[str], renderer: str
) -> None:
    *_, document = rendered(notes, renderer)
    assert [code.to_text(strip=False) for code in document.query("pre code")] == listings
    (cell,) = [
        cell for slide in parse(f"---\nmarkdown: {renderer}\n---\n# T\n\n{notes}").slides for cell in slide.cells
    ]
    assert cell.source == listings[-1]


def test_a_cell_that_broken_html_swallows_is_told(renderer: str) -> None:
    notes = "<div title='\n\n```python run\n1\n```\n\n'>\n\n```python run\n2\n```\n"
    deck = parse(f"---\nmarkdown: {renderer}\n---\n# T\n\n## S\n\n{notes}\n## R\n\n<b>\n\n```python run\n3\n```\n")
    shown = [
        cell.identity
        for slide in deck.slides
        for cell in slide.cells
        if f'data-cell="{cell.identity}"' in render_slide(deck, slide)
    ]
    told = {problem.line for problem in deck.problems if problem.message.startswith("this cell is not shown")}
    lines = {cell.identity: cell.line - 1 for slide in deck.slides for cell in slide.cells}
    assert told == {line for number, line in lines.items() if number not in shown}
    assert told if renderer == "markdown-it" else True


def test_nothing_but_our_own_cell_is_a_cell(renderer: str) -> None:
    forged = '<div class="cell" data-part="cell" data-cell="7">x</div>\n\n```python run\n1\n```\n'
    *_, document = rendered(forged, renderer)
    assert [cell.attrs["data-cell"] for cell in document.query("[data-cell]")] == ["1"]


@pytest.mark.parametrize(
    "notes, href, apart",
    [
        ("[x](https://example.org/a)", "https://example.org/a", True),
        ('<a href="https://example.org/a">x</a>', "https://example.org/a", True),
        ("[x](#5)", "#/5", False),
        ("[x](#5.2)", "#/5.2", False),
        ("[x](#a-slide)", "#slide-a-slide", False),
        ('<a href="#a-slide" target="_blank">x</a>', "#slide-a-slide", False),
        ("[x](#größe)", "#slide-größe", False),
        ("[z]: https://example.org/a\n\n### Another slide\n\n[x][Z]", "https://example.org/a", True),
    ],
)
def test_links_open_apart_unless_they_stay_in_the_talk(notes: str, href: str, apart: bool, renderer: str) -> None:
    *_, document = rendered(notes, renderer)
    (link,) = document.query(".body a")
    found = (link.attrs["href"], link.attrs.get("target"), link.attrs.get("rel"))
    assert found == ((href, "_blank", "noopener") if apart else (href, None, None))


@pytest.mark.parametrize(
    "notes, links",
    [
        ("See https://example.org/a_b_c?d=1, or not.", [("https://example.org/a_b_c?d=1", "example.org/a_b_c?d=1")]),
        ("(https://example.org/a)", [("https://example.org/a", "example.org/a")]),
        ("(https://en.example.org/A_(b)).", [("https://en.example.org/A_(b)", "en.example.org/A_(b)")]),
        ("*See* https://example.org/a", [("https://example.org/a", "example.org/a")]),
        ("[*https://example.org*](https://example.com)", [("https://example.com", "https://example.org")]),
        ("https://en.example.org/A_(b).", [("https://en.example.org/A_(b)", "en.example.org/A_(b)")]),
        ("`https://example.org` and main.py", []),
        ("    https://example.org", []),
        ("<b>http://www.example.org/</b>", [("http://www.example.org/", "example.org")]),
        ("[https://example.org](https://example.com)", [("https://example.com", "https://example.org")]),
    ],
)
def test_bare_addresses_are_links(notes: str, links: list[tuple[str, str]], renderer: str) -> None:
    *_, document = rendered(notes, renderer)
    assert [(link.attrs["href"], link.to_text()) for link in document.query(".body a")] == links


def test_the_words_around_an_address_stay(renderer: str) -> None:
    *_, document = rendered("See https://example.org/a, or (https://example.org/b) not.\n", renderer)
    assert [words.to_text(separator="", strip=False) for words in document.query(".body p")] == [
        "See example.org/a, or (example.org/b) not."
    ]


def test_the_columns_of_a_table_are_aligned(renderer: str) -> None:
    notes = "| a | b | c | d |\n| --- | :-- | :-: | --: |\n| 1 | 2 | 3 | 4 |\n"
    *_, document = rendered(notes, renderer)
    aligned = [cell.attrs.get("align") for cell in document.query("th, td")]
    assert aligned == [None, "left", "center", "right"] * 2


@pytest.mark.parametrize(
    "notes, blocks",
    [
        ("a\n```\nx\n```\nb\n", ["p", "pre", "p"]),
        ("> a\n> ```\n> x\n> ```\n> b\n", ["blockquote", "blockquote p", "blockquote pre", "blockquote p"]),
        ("- a\n  - b\n    - c\n", ["ul", "ul li", "ul li ul", "ul li ul li", "ul li ul li ul", "ul li ul li ul li"]),
    ],
)
def test_a_listing_is_a_block_of_its_own_and_bullets_nest(notes: str, blocks: list[str], renderer: str) -> None:
    *_, document = rendered(notes, renderer)
    (body,) = document.query(".body")
    assert [path for path in outline_of(body) if not path.endswith("code")] == blocks


def outline_of(element: Any, above: str = "") -> Iterator[str]:
    """Each element by its names from the outside."""
    for child in element.children or ():
        if not child.name.startswith("#"):
            yield f"{above}{child.name}"
            yield from outline_of(child, f"{above}{child.name} ")


def test_footnotes_lead_to_their_texts(renderer: str) -> None:
    *_, document = rendered("A claim[^1].\n\n[^1]: The reason.\n", renderer)
    (link,) = document.query("sup a")
    target = str(link.attrs["href"]).removeprefix("#")
    assert re.match(r"slide-fn", target)
    assert [element.name for element in document.query("*") if element.attrs.get("id") == target] == ["li"]
