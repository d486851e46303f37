"""What a talk keeps, and for whom: two tabs of one deck, a storage that is wrong, full or forbidden."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.killing import Mortal
from tests.browser.speaker import SHOWN, STORED, clock, go_to, named, place, press, run_cell, until

NOTES = """---
duration: 20 min
---
# Kept

## One (5 min)

first

### Cell

```python run id=code
0
```

## Two (5 min)

end
"""
"""Slides: 1 title, 2 agenda, 3 One, 4 Cell, 5 Two."""
EDITOR = '[data-part="cell"] .cm-content'
STORE = """([name, text]) => new Promise((resolve) => {
  const request = indexedDB.open("footlights");
  request.onsuccess = () => {
    const transaction = request.result.transaction("kept", "readwrite");
    const key = [location.pathname + ":" + document.title, name];
    transaction.objectStore("kept").put(text, key);
    transaction.objectStore("kept").delete([key[0], "owner"]);
    transaction.oncomplete = () => { request.result.close(); resolve(); };
  };
})"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    (folder / "kept.md").write_text(NOTES, encoding="utf-8")
    return build_page(read_notes(folder / "kept.md"), folder)


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A page of the same origin that is no talk."""
    file = tmp_path / "beside.html"
    file.write_text("<title>A page that saves nothing</title>", encoding="utf-8")
    return file


MESSAGE = '[data-part="message"]'
ELSEWHERE = "This talk is open in another tab: nothing is saved here.Take overFollow"
TAKEN = "Another tab took this talk over: nothing is saved here.Take overFollow"
FOLLOWS = "This tab follows the one that has the talk.Take overFollow no more"
HERE = "This tab keeps the talk now."
WITHOUT_LOCKS = "delete Navigator.prototype.locks"


def told(page: Page, words: str) -> None:
    """Wait for what the bar says."""
    expect(page.locator(MESSAGE)).to_have_text(words, timeout=30_000)


def kept_place(page: Page, expected: list[int]) -> None:
    """Wait for a place to be the one that is kept."""
    until(
        page,
        f"async (expected) => JSON.parse((await ({STORED})('talk'))[0]).place.join() === expected.join()",
        arg=expected,
    )


@pytest.mark.parametrize("script", ["", WITHOUT_LOCKS], ids=["locks", "without-locks"])
def test_two_tabs_of_one_talk_do_not_overwrite_each_other(
    script: str, kept: Path, context: BrowserContext, open_page: Open
) -> None:
    context.add_init_script(script)
    first = open_page(kept)
    press(first, "3", "Enter")
    kept_place(first, [3, 1])
    second = open_page(kept)
    told(second, ELSEWHERE)
    assert place(second) == (3, 1)
    press(second, "d", "End")
    press(first, "4", "Enter")
    kept_place(first, [4, 1])
    second.get_by_role("button", name="Take over").click()
    told(second, HERE)
    told(first, TAKEN)
    kept_place(second, [5, 1])
    press(first, "Home")
    press(second, "3", "Enter")
    kept_place(second, [3, 1])
    second.close()
    told(first, HERE)
    kept_place(first, [1, 1])
    assert first.get_attribute("html", "data-scheme") == "light"


def test_who_takes_a_talk_over_shows_what_its_cells_showed_last(
    kept: Path, context: BrowserContext, open_page: Open
) -> None:
    first = open_page(kept, place="#/4")
    show_in_the_cell(first, "'before'", "'before'")
    second = open_page(kept, place="#/4")
    told(second, ELSEWHERE)
    expect(second.locator(f"{SHOWN} .output")).to_contain_text("'before'")
    show_in_the_cell(first, "'after'", "'after'")
    second.get_by_role("button", name="Take over").click()
    told(second, HERE)
    expect(second.locator(f"{SHOWN} .output")).to_have_text("From before the page was loaded.'after'")


def test_what_code_that_runs_on_has_shown_is_kept(kept: Path, open_page: Open) -> None:
    page = open_page(kept, place="#/4")
    show_in_the_cell(page, "print('so far')\nwhile True: pass", '"so far"')
    page.wait_for_selector(f'{SHOWN} [data-part="cell"][data-state="running"]')
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    expect(page.locator(f"{SHOWN} .output")).to_have_text("From before the page was loaded.so far")


def show_in_the_cell(page: Page, code: str, shown: str) -> None:
    """Write a cell's code anew and run it, until what it shows is kept."""
    page.click(EDITOR)
    press(page, "Control+a")
    page.keyboard.insert_text(code)
    press(page, "Control+Enter")
    until(page, f"async (text) => (await ({STORED})('output:')).join().includes(text)", shown)


def test_a_second_tab_follows_the_first(kept: Path, context: BrowserContext, open_page: Open) -> None:
    first = open_page(kept)
    second = open_page(kept)
    told(second, ELSEWHERE)
    second.get_by_role("button", name="Follow").click()
    told(second, FOLLOWS)
    press(first, "4", "Enter", "t")
    second.wait_for_selector('[data-part="talk-clock"][data-state="running"]')
    assert place(second) == (4, 1)
    press(first, "End", "t")
    second.wait_for_selector('[data-part="talk-clock"][data-state="paused"]')
    assert place(second) == place(first)
    second.get_by_role("button", name="Follow no more").click()
    told(second, ELSEWHERE)
    press(first, "Home")
    kept_place(first, [1, 1])
    assert place(second) == (5, 1)


def test_a_tab_that_crashed_leaves_the_talk_to_the_next(kept: Path, mortal: Callable[[], Mortal]) -> None:
    browser = mortal()
    first = browser.open(kept)
    press(first, "4", "Enter", "t")
    second = browser.open(kept)
    told(second, ELSEWHERE)
    press(first, "End")
    kept_place(first, [5, 1])
    with pytest.raises(Error):
        first.goto("chrome://crash")
    told(second, HERE)
    assert (place(second), clock(second, "talk")[0]) == ((5, 1), "running")


ANEW = "What was saved of this talk can't be read and is put aside; it begins anew."
A_PART = "What was saved of the {} can't be read and is put aside; the rest is back."
WRONG = [
    ('{"place": 5}', ANEW),
    ("[" * 50_000, ANEW),
    ('{"version": 1, "place": 5, "theme": "light"}', A_PART.format("place")),
    ('{"version": 1, "place": ["\\ud800", 1], "edits": {"code": "\\ud800"}}', A_PART.format("place")),
]


def test_what_was_saved_and_is_wrong_is_put_aside(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    for text, words in WRONG:
        page.evaluate("location.hash = ''")
        page.evaluate(STORE, ["talk", text])
        page.goto("about:blank")
        page.goto(kept.as_uri(), wait_until="commit")
        page.wait_for_selector('html[data-stage="ready"]')
        told(page, words)
        kept_place(page, [1, 1])
        assert page.evaluate(STORED, "aside:")[-1] == text
        press(page, "n")
        assert place(page) == (2, 1)
        named(page, "#/2")


def test_what_a_page_left_and_is_wrong_costs_nothing_else(kept: Path, beside: Path, open_page: Open) -> None:
    page = open_page(kept)
    press(page, "4", "Enter")
    kept_place(page, [4, 1])
    name = page.evaluate("`footlights-left:${location.pathname}:${document.title}`")
    for wrong in ("{", "5", '{"atMs": 9e14, "texts": 5}', '{"atMs": 9e14, "texts": [["talk", 5], [6, "x"], 7]}'):
        page.goto(beside.as_uri())
        page.evaluate("([name, text]) => localStorage.setItem(name, text)", [name, wrong])
        page.goto(kept.as_uri(), wait_until="commit")
        page.wait_for_selector('html[data-stage="ready"]')
        assert place(page) == (4, 1)


def test_a_wrong_word_of_when_the_talk_was_seen_costs_nothing_else(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    saved = {"version": 1, "place": [3, 1], "theme": "light"}
    for wrong in ("1.5", "-5", "1e400", "soon", str(10**30)):
        page.evaluate("location.hash = ''")
        page.evaluate(STORE, ["talk", json.dumps(saved)])
        page.evaluate(STORE, ["seen", wrong])
        page.goto("about:blank")
        page.goto(kept.as_uri(), wait_until="commit")
        page.wait_for_selector('html[data-stage="ready"][data-scheme="light"]')
        assert place(page) == (3, 1)


FORGED = """<svg width="300" height="80"><a xlink:href="https://example.org/x"><rect width="300" height="80"/></a></svg>
<p><a href="https://example.org/y">y</a></p><img usemap="#m" width="9" height="9" src="data:,">
<map id="m" name="m"><area href="https://example.org/z" coords="0,0,9,9" shape="rect"></map>
<math href="https://example.org/m"><mrow href="https://example.org/n"><mi>x</mi></mrow></math>"""


def test_no_link_of_an_output_leads_the_talk_away(kept: Path, open_page: Open, context: BrowserContext) -> None:
    page = open_page(kept)
    page.evaluate(
        STORE,
        ["output:code", json.dumps({"code": "0", "entries": [{"type": "Displayed", "bundle": {"text/html": FORGED}}]})],
    )
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Cell")
    page.wait_for_selector('[data-part="output"] .kept')
    targets = page.evaluate("""() => [...document.querySelectorAll('[data-part="output"] .apart')].flatMap((host) =>
      [...host.shadowRoot.querySelectorAll('[*|href]')].map((link) => `${link.localName} ${link.getAttribute('target')}`))""")
    assert targets == ["a _blank", "a _blank", "area _blank"]
    with context.expect_page():
        page.locator('[data-part="output"] rect').click()
    assert page.url.startswith("file:")


def test_a_clock_ahead_of_the_systems_runs_on(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    ahead = page.evaluate("Date.now()") + 10**9
    saved = {"spent_ms": [60_000, 0, 0], "section": 0, "since_ms": ahead, "started": True}
    page.evaluate(STORE, ["talk", json.dumps({"version": 1, "clock": saved})])
    page.reload()
    page.wait_for_selector('[data-part="talk-clock"][data-state="running"]')
    page.wait_for_function("() => document.querySelector('[data-part=\"talk-clock\"]').dataset.remainingS < 1139")


def test_an_output_that_was_kept_and_is_wrong_is_put_aside(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    for wrong in ("5", "{", '{"html": 5, "code": "0"}'):
        page.evaluate(STORE, ["output:code", wrong])
        page.reload()
        page.wait_for_selector('html[data-live="ready"]')
        go_to(page, "Cell")
        expect(page.locator('[data-part="output"] .kept')).to_have_text(
            "What stood here before can't be read: it is put aside."
        )
        until(page, f"async (text) => (await ({STORED})('aside:output:')).includes(text)", arg=wrong)
        assert run_cell(page) == "0\n"
        until(page, f"async () => (await ({STORED})('output:')).join().includes('0\\\\n')")


FAILS_ONCE = """() => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function () {
    IDBObjectStore.prototype.put = put;
    throw new DOMException("passing", "InvalidStateError");
  };
}"""


def test_a_write_that_fails_once_costs_no_output(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    go_to(page, "Cell")
    run_cell(page)
    until(page, f"async () => (await ({STORED})('output:')).length")
    before = place(page)
    page.evaluate(FAILS_ONCE)
    press(page, "Home")
    kept_place(page, [1, 1])
    assert place(page) != before
    assert len(page.evaluate(f"({STORED})('output:')")) == 1


HELD = """() => new Promise((resolve) => {
  indexedDB.open("footlights").onsuccess = ({ target }) => {
    const store = target.result.transaction("kept", "readwrite").objectStore("kept");
    const again = () => { store.get(["", ""]).onsuccess = again; resolve(); };
    again();
  };
})"""
NOTHING_LEFT = """() => !Object.keys(localStorage).some((name) => name.startsWith("footlights-left:"))"""
"""The database is busy for as long as the page is there: nothing else is written."""


def test_what_a_busy_database_has_not_written_outlives_a_reload(kept: Path, open_page: Open) -> None:
    page = open_page(kept)
    go_to(page, "Cell")
    run_cell(page)
    until(page, f"async () => (await ({STORED})('output:')).length")
    page.evaluate(HELD)
    page.locator(EDITOR).click()
    press(page, "ControlOrMeta+a")
    page.keyboard.insert_text("6 * 7")
    assert run_cell(page) == "42\n"
    press(page, "Escape", "d", "t")
    page.wait_for_selector('[data-part="talk-clock"][data-state="running"]')
    for _ in range(2):
        page.reload()
        page.wait_for_selector('html[data-live="ready"][data-scheme="light"]')
        expect(page.locator(f"{SHOWN} {EDITOR}")).to_have_text("6 * 7")
        expect(page.locator(f"{SHOWN} .output")).to_contain_text("42")
        assert clock(page, "talk")[0] == "running"
        kept_place(page, [4, 1])
        page.wait_for_function(NOTHING_LEFT)


NO_ROOM = """IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError") };"""
NO_DATABASE = """IDBFactory.prototype.open = () => { throw new DOMException("forbidden", "SecurityError") };"""
BROKEN = """try { indexedDB.open("footlights", 9); } catch { /* about:blank has none */ }"""
NO_STORAGE = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };"""
SELDOM = "This browser saves seldom here: a crash may lose the last minutes."
PLAINLY_KEPT = """() => Object.entries(localStorage).some(([name, text]) =>
  name.startsWith("footlights:") && /"place":\\s*\\[2,\\s*1\\]/.test(text))"""
NEVER = "Nothing can be saved here (no room, or not allowed): a reload begins anew."


@pytest.mark.parametrize(
    "script, words, after_reload",
    [
        (NO_ROOM, SELDOM, (2, 1)),
        (NO_DATABASE, SELDOM, (2, 1)),
        (BROKEN, SELDOM, (2, 1)),
        (NO_ROOM + NO_STORAGE, NEVER, (1, 1)),
        (NO_DATABASE + NO_STORAGE, NEVER, (1, 1)),
    ],
    ids=["full", "forbidden", "broken", "all-full", "all-forbidden"],
)
def test_where_nothing_can_be_saved_the_talk_goes_on(
    script: str,
    words: str,
    after_reload: tuple[int, int],
    kept: Path,
    beside: Path,
    context: BrowserContext,
    open_page: Open,
) -> None:
    context.add_init_script(script)
    page = open_page(kept, live="")
    told(page, words)
    press(page, "n")
    assert place(page) == (2, 1)
    page.goto(beside.as_uri())
    if words == SELDOM:  # what a page writes as it leaves may arrive after the next one is there
        page.wait_for_function(PLAINLY_KEPT)
    page.goto(kept.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    assert place(page) == after_reload


def test_what_an_earlier_version_saved_is_taken_over(kept: Path, beside: Path, open_page: Open) -> None:
    page = open_page(kept)
    name = page.evaluate("location.pathname + ':' + document.title")
    earlier = {"version": 1, "place": [4, 1], "theme": "light", "edits": {"code": "42"}}
    page.goto(beside.as_uri())
    page.evaluate(
        """([name, text, outputs]) => new Promise((resolve) => {
          localStorage[`footlights:${name}`] = text;
          localStorage[`footlights-outputs:${name}`] = outputs;
          indexedDB.deleteDatabase("footlights").onsuccess = resolve;
        })""",
        [
            name,
            json.dumps(earlier | {"seen_at_ms": 1 + page.evaluate("Date.now()")}),
            json.dumps({"code": {"code": "42", "html": "<span>kept before</span>"}}),
        ],
    )
    page.goto(kept.as_uri(), wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    assert (place(page), page.get_attribute("html", "data-scheme")) == ((4, 1), "light")
    expect(page.locator('[data-part="output"]')).to_contain_text("kept before")
    kept_place(page, [4, 1])
    assert page.evaluate("Object.keys(localStorage).filter((name) => !name.startsWith('footlights-first:'))") == []
