"""What stands on a slide together is all to be seen, or says that it goes on; pictures grow with the slide."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT
from tests.browser.speaker import SHOWN

NOTES = """# Looks

## Beside a cell

![The roll-out](images/rollout.png)

```python run
print("one")
print("two")
```

## Two in a paragraph

![The roll-out](images/rollout.png) ![Next](images/next_1_1.png)

## Two beside bullets

- a bullet

![The roll-out](images/rollout.png)
![Next](images/next_1_1.png)

## In HTML

<img src="images/rollout.png" width="300" alt="In HTML">

- and a bullet

- [ ] and a task

## Without a size

![Small](small.gif)

## A long cell

```python run
{cell}
```

## A wide table

| {head} |
|{rule}|
| {row} |

## An aligned table

| name | from | to | birds |
| --- | :-- | :-: | --: |
| swift | a | b | 12 |
"""
SMALL = bytes.fromhex("474946383961c8006400f00000ffffff0000002c00000000010001000002024401003b")
"""A GIF of 200 by 100 pixels."""
IN_THE_BODY = """selector => {
  const slide = document.querySelector('.slide[data-current]');
  const body = slide.querySelector('.body').getBoundingClientRect();
  return [...slide.querySelectorAll(selector)].map(part => {
    const box = part.getBoundingClientRect();
    const inside = box.top >= body.top - 1 && box.bottom <= body.bottom + 1 && box.left >= body.left - 1 && box.right <= body.right + 1;
    return inside && box.height > 40 && box.width > 40 && (part.tagName !== 'IMG' || part.naturalWidth > 0);
  });
}"""


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("looks")
    shutil.copytree(PROJECT / "images", folder / "images")
    (folder / "small.gif").write_bytes(SMALL)
    cell = "\n".join(f"total_{number} = {number}" for number in range(40))
    columns = [f"column{number}" for number in range(8)]
    text = NOTES.format(cell=cell, head=" | ".join(columns), rule="|".join(["---"] * 8), row=" | ".join(columns))
    (folder / "looks.md").write_text(text, encoding="utf-8")
    return build_page(read_notes(folder / "looks.md"), folder / "out")


def opened(browser: Browser, file: Path, **options: Any) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 720}, **options).new_page()
    page.goto(file.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    return page


@pytest.fixture(scope="module")
def page(browser: Browser, looks: Path) -> Iterator[Page]:
    """One page, of another size for each test."""
    page = opened(browser, looks)
    yield page
    page.context.close()


def sized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function(
        "width => innerWidth === width && new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))",
        arg=width,
    )


def turned_to(page: Page, title: str) -> None:
    number = page.locator(".slide", has=page.locator(f'h2:text-is("{title}")')).get_attribute("data-slide")
    page.evaluate("number => { location.hash = `#/${number}` }", number)
    page.wait_for_selector(f'.slide[data-current][data-slide="{number}"]')


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (390, 844)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_pictures_and_what_stands_beside_them_are_all_in_view(size: tuple[int, int], page: Page) -> None:
    sized(page, *size)
    seen = {}
    for title, parts in (
        ("Beside a cell", "img, .cell, .output"),
        ("Two in a paragraph", "img"),
        ("Two beside bullets", "img"),
        ("In HTML", "img"),
    ):
        turned_to(page, title)
        seen[title] = page.evaluate(IN_THE_BODY, parts)
    assert seen == {
        "Beside a cell": [True] * 3,
        "Two in a paragraph": [True] * 2,
        "Two beside bullets": [True] * 2,
        "In HTML": [True],
    }


def test_pixels_and_task_boxes_grow_with_the_slide(page: Page) -> None:
    widths = []
    for size in ((1280, 720), (1920, 1080)):
        sized(page, *size)
        turned_to(page, "In HTML")
        em = page.evaluate(f"parseFloat(getComputedStyle(document.querySelector('{SHOWN} .frame')).fontSize)")
        measured = [page.locator(f"{SHOWN} {part}").bounding_box() for part in ("img", "input")]
        turned_to(page, "Without a size")
        measured.append(page.locator(f"{SHOWN} img").bounding_box())
        widths.append([round(box["width"] / em, 1) for box in measured if box])
    assert widths[0] == widths[1]
    assert widths[0][::2] == [10, 6.7]


def test_code_that_goes_on_below_fades_until_its_end_is_in_view(page: Page) -> None:
    sized(page, 1280, 720)
    turned_to(page, "A long cell")
    code = f"document.querySelector('{SHOWN} .cell .cm-scroller, {SHOWN} .cell pre.code')"
    fades = f"parseFloat(getComputedStyle({code}).getPropertyValue('--more-below')) > 0"
    page.wait_for_function(f"() => {fades}")
    page.wait_for_function(f"() => ({code}.scrollTo(0, 1e6), !({fades}))")


def test_a_finger_on_a_wide_table_moves_the_table_and_beside_it_turns_the_slide(looks: Path, browser: Browser) -> None:
    page = opened(browser, looks, has_touch=True)
    sized(page, 390, 844)
    turned_to(page, "A wide table")
    place = page.evaluate("location.hash")
    swipe = """([selector, from, to]) => {
      const target = document.querySelector(selector);
      const touch = x => new Touch({identifier: 1, target, clientX: x, clientY: 200});
      target.dispatchEvent(new TouchEvent('touchstart', {touches: [touch(from)], changedTouches: [touch(from)], bubbles: true}));
      target.dispatchEvent(new TouchEvent('touchend', {changedTouches: [touch(to)], bubbles: true}));
    }"""
    page.evaluate(swipe, [f"{SHOWN} td", 100, 300])
    assert page.evaluate("location.hash") == place
    page.evaluate(f"document.querySelector('{SHOWN} .body').scrollTo(1e6, 0)")
    last = page.locator(f"{SHOWN} td").last.bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 390
    page.evaluate(swipe, [f"{SHOWN} h2", 100, 300])
    page.wait_for_function("place => location.hash !== place", arg=place)
    page.context.close()


def test_the_cells_of_a_table_are_aligned_as_its_rule_says(page: Page) -> None:
    sized(page, 1280, 720)
    turned_to(page, "An aligned table")
    aligned = page.evaluate(
        f"[...document.querySelectorAll('{SHOWN} :is(th, td)')].map(cell => getComputedStyle(cell).textAlign)"
    )
    assert aligned == ["start", "left", "center", "right"] * 2
