"""A deck can come from anyone: what its notes hold cannot run in the page, nor be taken for the page's own."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, Open
from tests.browser.speaker import STORED, place, press, run_cell, until

HOSTILE = PROJECT / "tests" / "cases" / "hostile" / "notes.md"
RENDERERS = ("markdown-it", "python-markdown")


def built(notes: str, folder: Path) -> Path:
    file = folder / "talk.md"
    file.write_text(notes, encoding="utf-8")
    return build_page(read_notes(file), folder / "out")


@pytest.mark.parametrize("renderer", RENDERERS)
def test_notes_neither_run_nor_stand_in_for_the_page(renderer: str, tmp_path: Path, context: BrowserContext) -> None:
    notes = f"---\nmarkdown: {renderer}\n---\n{HOSTILE.read_text(encoding='utf-8')}"
    page = context.new_page()
    page.goto(built(notes, tmp_path).as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-live="ready"]')
    for link in page.locator(".slide a").all():
        link.dispatch_event("click")
    assert page.evaluate("window.hacked") is None
    assert page.locator(".slide").count() == 9
    assert page.locator(".slide :is(iframe, script, style, meta, form, [onclick], [style], [name])").count() == 0
    assert page.locator("body > main").count() == 1
    press(page, "Home", "ArrowRight", "t")
    assert place(page) == (2, 1)
    page.wait_for_selector('.bar [data-part="section-clock"][data-state="running"]')


def test_a_paragraph_called_like_the_worker_is_none(tmp_path: Path, open_page: Open) -> None:
    """The worker's code came from whatever had its id first: here it says that it was taken over."""
    notes = "# T\n\n{#worker}\npostMessage(JSON.stringify({type: 'hacked'}))\n\n{#talk}\nx\n\n{#parts}\nx\n"
    page = open_page(built(notes, tmp_path))
    assert page.locator(".slide [id]").count() == 3
    assert page.evaluate("['worker', 'talk', 'parts'].map(id => document.getElementById(id))") == [None, None, None]


def test_the_page_cannot_evaluate_text(tmp_path: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(built("# Hello\n", tmp_path).as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    blocked = """() => new Promise((told) => setTimeout(() => told(['eval', 'function', 'markup', 'handler'].map((way) => {
      try {
        const marker = document.createElement('div');
        if (way === 'eval') return (0, eval)('1');
        if (way === 'function') return new Function('return 1')();
        if (way === 'markup') { marker.innerHTML = '<b>x</b>'; return 'let through'; }
        marker.setAttribute('onclick', 'globalThis.hacked = 1');
        marker.click();
        return globalThis.hacked ?? 'no answer';
      } catch (error) { return error.name; }
    }))))"""
    assert page.evaluate(blocked) == ["EvalError", "EvalError", "TypeError", "TypeError"]


def test_a_link_within_the_talk_goes_to_its_slide_in_the_same_page(tmp_path: Path, open_page: Open) -> None:
    notes = "# T\n\n## One\n\n[to two](#two) [by number](#4) [its words](#words)\n\n### Two\n\nx\n\n### Three\n\nfirst\n\n. . .\n\n{#words}\nlast\n"
    page = open_page(built(notes, tmp_path), place="#/2")
    for name, shown in (("to two", (3, 1)), ("by number", (4, 1)), ("its words", (4, 2))):
        page.evaluate("location.hash = '#/2'")
        page.wait_for_selector('.slide[data-slide="2"][data-current]')
        page.get_by_role("link", name=name).click()
        page.wait_for_selector(f'.slide[data-slide="{shown[0]}"][data-current]')
        assert place(page) == shown
    press(page, "Backspace")
    page.wait_for_selector('.slide[data-slide="2"][data-current]')
    page.get_by_role("link", name="its words").click()
    page.wait_for_selector('.slide[data-slide="4"][data-current]')
    page.go_back()
    page.wait_for_selector('.slide[data-slide="2"][data-current]')
    assert len(page.context.pages) == 1


COVERING = """<div class="blank bar" data-part="cell" data-cell="1" data-state="done" id="deck" role="alert">a cell</div>
<ul><li>a list</li></ul><table><tr><td>a table</td></tr></table>
<button data-action="run" data-intent="next" popovertarget="over">a button</button><p id="over" popover>over all</p>"""
OUTPUT = f'''# T

## S

### Shows

```python run id=shows
class Page:
    def _repr_html_(self):
        return """{COVERING}"""
Page()
```

### Next

text
'''


def test_what_code_shows_is_no_part_of_the_page_and_lies_over_nothing(tmp_path: Path, open_page: Open) -> None:
    page = open_page(built(OUTPUT, tmp_path), place="#/3")
    run_cell(page)
    shown = page.locator('.output [class="blank bar"]')
    for again in (False, True):
        if again:
            until(page, f"async () => (await ({STORED})('output:')).length")
            page.reload()
            page.wait_for_selector('html[data-live="ready"]')
            page.locator(".output .kept").wait_for()
        expect(shown).to_have_text("a cell")
        style = shown.evaluate("element => { const s = getComputedStyle(element); return [s.position, s.display]; }")
        assert style == ["static", "block"]
        assert page.evaluate("document.querySelectorAll('[data-part=\"cell\"], #deck').length") == 2
        assert page.locator(".output [data-part] *, .output [popover], .output [role=alert]").count() == 0
        assert page.locator(".output td").evaluate("cell => getComputedStyle(cell).borderBottomStyle") == "solid"
        page.locator(".output").get_by_text("a button").click()
        assert place(page) == (3, 1)
        press(page, "ArrowRight")
        assert place(page) == (4, 1)
        press(page, "ArrowLeft")
