"""On paper every slide is there, light and whole, wherever the talk stands when it is printed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import place, press

LISTING = "\n".join(f"    print({number}, 'a line of a listing that is longer than its slide')" for number in range(30))
WIDE = "print('" + "wide " * 60 + "')"
NOTES = f"""# Printed

What we will go through:

- One (5 min)
  - first
  - second
- Two (5 min)
  - Long

    ```python run
{LISTING}
    ```

  - Wide

    ```python
    {WIDE}
    ```

- End
"""
SLIDES = """() => [...document.querySelectorAll('.slide')].map((slide) => {
  const heading = slide.querySelector('h1, h2');
  const holds = (element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1;
  const cut = [...slide.querySelectorAll('*')].filter(
    (element) => element.checkVisibility() && getComputedStyle(element).overflow !== 'visible' && holds(element));
  const edge = slide.getBoundingClientRect();
  const beyond = [...slide.querySelectorAll('.frame, .cell, .cm-line, pre.code')].filter((element) => {
    const { right, bottom } = element.getBoundingClientRect();
    return right > edge.right + 1 || bottom > edge.bottom + 1;
  });
  return [heading.checkVisibility() && heading.innerText, cut.length + beyond.length];
})"""
"""Of each slide its heading, if it is painted, and how much in it goes on past an edge."""
TITLES = ["Printed", "What we will go through", "One", "Two", "Long", "Wide", "End"]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("printed")
    (folder / "talk.md").write_text(NOTES, encoding="utf-8")
    return build_page(read_notes(folder / "talk.md"), folder / "out")


@pytest.mark.parametrize("keys", [["n"] * 5, ["End"], ["n", "o"]])
def test_every_slide_is_printed_whole_from_wherever_the_talk_stands(
    printed: Path, open_page: Open, keys: list[str]
) -> None:
    page = open_page(printed)
    for key in keys:
        before = place(page)
        press(page, key)
        if key != "o":
            page.wait_for_function(f"() => document.querySelector('[data-current]').dataset.slide != '{before[0]}'")
        page.wait_for_function("() => document.querySelector('.slide[data-near]')")
    page.emulate_media(media="print")
    assert page.evaluate(SLIDES) == [[title, 0] for title in TITLES]
    expect(page.locator("body")).to_have_css("color-scheme", "light")


def test_a_page_of_paper_holds_one_slide_and_only_a_long_listing_takes_two(printed: Path, open_page: Open) -> None:
    page = open_page(printed)
    press(page, "n")
    pages = re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True))
    assert len(pages) == len(TITLES) + 1
