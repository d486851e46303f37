"""The styles of the page: layers, tokens of the theme, and no rule that has to shout."""

import re
from collections.abc import Iterator

import pytest

from footlights.deck.pages import LINE_EM, MARGIN_EM, SIZES, SLIDE_EM
from footlights.site.project import WEB

CSS = WEB / "css"
IN_NO_LAYER = {"editor.css"}
"""What changes the editor's library, whose own rules are in none."""
OF_THE_PAGE = sorted(re.findall(r'@import "\./(\w+\.css)"', (CSS / "page.css").read_text(encoding="utf-8")))
SHOUTS = {
    "code.css": ".cell[data-enlarged] > :is(.cm-editor, pre.code)",
    "print.css": "body > :not(.deck),\n  .cell-bar",
}
"""The one reason to: the editor's library does."""
ELEMENT = re.compile(r"^(?:[a-z][a-z0-9]*|:is\([a-z0-9, ]+\))(?:::?[a-z-]+)?$")


def rules(name: str) -> Iterator[tuple[str, str]]:
    """Each selector of a file with what stands in its braces."""
    text = re.sub(r"/\*.*?\*/", "", (CSS / name).read_text(encoding="utf-8"), flags=re.DOTALL)
    yield from ((selector.strip(), body) for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text))


def token(name: str) -> str:
    found = re.search(rf"--{name}: ([^;]+);", (CSS / "theme.css").read_text(encoding="utf-8"))
    assert found, name
    return found[1]


def test_every_file_of_the_page_is_in_a_layer() -> None:
    text = (CSS / "page.css").read_text(encoding="utf-8")
    layered = dict(re.findall(r'@import "\./(\w+\.css)" layer\((\w+)\);', text))
    ordered = re.search(r"@layer ([\w, ]+);", text)
    assert ordered
    assert set(OF_THE_PAGE) - set(layered) == IN_NO_LAYER
    assert list(dict.fromkeys(layered.values())) == ordered[1].split(", ")


@pytest.mark.parametrize("name", OF_THE_PAGE)
def test_no_rule_is_stronger_than_it_says(name: str) -> None:
    assert [selector for selector, body in rules(name) if "!important" in body] == [
        selector for file, selector in SHOUTS.items() if file == name
    ]
    repeated = [selector for selector, _ in rules(name) if re.search(r"(\.[\w-]+)\1(?![\w-])", selector)]
    assert name in IN_NO_LAYER or repeated == []


@pytest.mark.parametrize("name", [name for name in OF_THE_PAGE if name not in ("elements.css", "stage.css")])
def test_a_rule_for_a_bare_element_is_of_slides_only(name: str) -> None:
    parts = (part.strip() for selector, _ in rules(name) for part in re.split(r",(?![^(]*\))", selector))
    assert [part for part in parts if ELEMENT.match(part)] == (["html"] if name == "print.css" else [])


@pytest.mark.parametrize("name", OF_THE_PAGE)
def test_every_token_that_is_used_is_one(name: str) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in CSS.glob("*.css"))
    scripts = "".join(file.read_text(encoding="utf-8") for file in (WEB / "js").rglob("*.js"))
    known = {
        *re.findall(r"(--[\w-]+):", text),
        *re.findall(r'"(--[\w-]+)"', scripts),
        *re.findall(r"@property (--[\w-]+)", text),
    }
    assert set(re.findall(r"var\((--[\w-]+)", (CSS / name).read_text(encoding="utf-8"))) - known == set()


def test_content_is_shared_out_by_the_themes_own_numbers() -> None:
    assert (float(token("slide-width")), float(token("slide-height"))) == SLIDE_EM
    assert token("slide-margin").split()[1] == f"{MARGIN_EM}em"
    assert float(token("line-height")) == LINE_EM
    assert {name: token(f"size-{name}") for name in SIZES} == {name: f"{times}em" for name, times in SIZES.items()}
