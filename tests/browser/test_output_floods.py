"""Whatever a cell gives, the page answers keys: output is bounded where it is made, and arrives a little at a time."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, SIZE, block_the_network
from tests.browser.speaker import SHOWN, cell, go_to, place, press, run_cell

RUN_AND_TURN = """([selector, complete]) => new Promise((done) => {
    const cell = document.querySelector(selector);
    const output = cell.querySelector('[data-part="output"]');
    const order = [];
    const say = (what) => {
        if (order.includes(what)) return;
        order.push(what);
        if (order.length === 3) done(order);
    };
    const turn = (key) => dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
    const painted = () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => say("the slide that was turned to is painted");
        requestAnimationFrame(() => port2.postMessage(null));
    };
    let begun = false;
    const observer = new MutationObserver(() => {
        if (output.childNodes.length && !begun) {
            begun = true;
            turn("PageDown");
            painted();
        }
        if (new RegExp(complete).test(output.lastElementChild?.textContent)) say("the last of the output is there");
        if (["done", "failed"].includes(cell.dataset.state) && !("arriving" in output.dataset)) say("the cell is done");
    });
    const options = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(cell, options);
    cell.querySelector('[data-action="run"]').click();
})"""
"""Runs a cell and turns the slide as soon as the first of its output is there; the order in which things are seen."""

IN_PIECES = {
    "Drawings in a loop": "Show the rest",
    "Many pictures": "Show the rest",
    "Many tables": "the end",
    "A line that is written over": "99999",
    "Colours in one line": "the end",
    "A million characters": "Show the rest",
    "Another Python": "Show the rest",
}
"""Attacks that give much of what is allowed, and what the last element of their output holds."""

IN_BOUNDS = {
    "An error with 10,000 notes": "note 9999",
    "An error of 30 MB": "word word",
    "A list of a million": "98, 99]]]",
    "A table of 20,000 rows": "Table object at",
    "Nested HTML": "Nested object at",
    "Formats left open": "Open object at",
}
"""Attacks with one thing that is too large, and what its rest shows when it is asked for."""

MOST_ELEMENTS, MOST_CHARACTERS = 3_000, 100_000
PATIENCE_MS = 120_000
"""A flood takes the page ten seconds where nothing else runs, a few times that beside other tests."""


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One page for all attacks: each leaves it as quick as it was. Its console must be clean at the end."""
    file = build_page(read_notes(PROJECT / "tests" / "cases" / "floods.md"), tmp_path_factory.mktemp("floods"))
    context = browser.new_context(viewport=SIZE, color_scheme="dark", service_workers="block")  # type: ignore[arg-type]
    context.route("**/*", block_the_network)
    made = context.new_page()
    made.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    made.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    made.goto(file.as_uri())
    made.wait_for_selector('html[data-live="ready"]', timeout=60_000)
    yield made
    context.close()
    assert errors == []


@pytest.mark.parametrize("title", IN_PIECES)
def test_a_slide_is_turned_while_much_output_arrives(page: Page, title: str) -> None:
    go_to(page, title)
    before = place(page)[0]
    order = page.evaluate(RUN_AND_TURN, [cell(page), IN_PIECES[title]])
    assert order[0] == "the slide that was turned to is painted"
    assert place(page)[0] == before + 1


@pytest.mark.parametrize("title", IN_BOUNDS)
def test_one_thing_that_is_too_large_is_cut_and_its_rest_comes_on_demand(page: Page, title: str) -> None:
    go_to(page, title)
    run_cell(page, state="failed" if "error" in title else "done")
    output = page.locator(f"{SHOWN} .output")
    size = "output => [output.querySelectorAll('*').length, output.textContent.length]"
    elements, characters = output.evaluate(size)
    assert elements < MOST_ELEMENTS
    assert characters < MOST_CHARACTERS
    output.get_by_role("button", name="Show the rest").click()
    last = (
        f"() => document.querySelector('{SHOWN} .output').lastElementChild.textContent.includes('{IN_BOUNDS[title]}')"
    )
    page.wait_for_function(last)


def test_a_million_characters_are_all_there_a_few_at_a_time(page: Page) -> None:
    go_to(page, "A million characters")
    run_cell(page)
    output = page.locator(f"{SHOWN} .output")
    earlier = output.get_by_role("button", name="Show what came before")
    while earlier.count():
        earlier.click()
    output.get_by_role("button", name="Show the rest").click()
    page.wait_for_selector(f"{SHOWN} .output:not([data-arriving])")
    while earlier.count():
        earlier.click()
    text = "".join(output.locator("[data-stream]").all_text_contents()).replace("\n", "")
    words = "… more than 10,000 lines or 1,000,000 characters: the rest is kept back."
    assert text.replace(words, "") == "a line of forty characters, all in all" * 9_999 + "x" * 600_000


def test_a_long_line_is_cut_between_whole_characters(page: Page) -> None:
    go_to(page, "One long line")
    run_cell(page)
    assert page.locator(f"{SHOWN} .output").text_content() == "a" + "😀" * 5_000 + "\n"
    broken = """selector => {
      const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
      let broken = 0;
      while (walker.nextNode()) broken += !walker.currentNode.data.isWellFormed();
      return broken;
    }"""
    assert page.evaluate(broken, f"{SHOWN} .output") == 0


ELEMENTS_APART = """output => {
  const count = (tree) => [...tree.querySelectorAll("*")].reduce(
    (sum, each) => sum + 1 + (each.shadowRoot ? count(each.shadowRoot) : 0), 0);
  return count(output);
}"""


def test_of_many_tables_the_last_are_shown_and_the_others_come_on_demand(page: Page) -> None:
    go_to(page, "Many tables")
    run_cell(page)
    output = page.locator(f"{SHOWN} .output")
    assert output.evaluate(ELEMENTS_APART) < MOST_ELEMENTS
    assert output.locator("table").count() < 5
    before = output.locator("table").count()
    output.get_by_role("button", name="Show what came before").click()
    assert output.locator("table").count() > before


TURNS_WHILE_IT_RUNS = """selector => new Promise((done) => {
    const cell = document.querySelector(selector);
    let turns = 0;
    const turn = () => {
        turns += cell.dataset.state === "running";
        if (cell.dataset.state === "done") done(turns);
        else setTimeout(turn, 10);
    };
    cell.querySelector('[data-action="run"]').click();
    turn();
})"""


def test_who_speaks_in_the_kernels_name_speaks_no_faster_than_the_page_can_hear(page: Page) -> None:
    go_to(page, "Words in the kernel's name")
    turns = page.evaluate(TURNS_WHILE_IT_RUNS, cell(page))
    page.locator(f"{SHOWN} .output").filter(has_text="the end").wait_for()
    assert page.locator(f"{SHOWN} .output").inner_text() == "goes\nthe end\n"
    assert turns > 2, "the page had no turn of its own between the words"


def test_to_run_again_drops_what_has_not_arrived(page: Page) -> None:
    go_to(page, "Colours in one line")
    selector = cell(page)
    run = page.locator(selector).get_by_role("button", name="Run")
    run.click()
    page.wait_for_selector(f"{selector} [data-part=output][data-arriving] [data-stream]")
    page.wait_for_selector(f'{selector}[data-state="done"]')
    assert run_cell(page).count("word ") <= 40_000
    spans = page.locator(f"{selector} [data-stream]").count()
    assert spans < 60


def test_a_progress_bar_in_colour_writes_over_its_line(page: Page) -> None:
    go_to(page, "A progress bar")
    assert run_cell(page) == f"100 % {'█' * 20} 20/20"
    assert page.locator(f"{SHOWN} .output .ansi-green").all_text_contents() == ["█" * 20]
    assert page.locator(f"{SHOWN} .output .ansi-bold").all_text_contents() == ["100 %"]


@pytest.mark.parametrize(
    "printed, seen",
    [
        (r"10 %\r20 %\r30 %", "30 %"),
        (r"long line\r\x1b[Kok", "ok"),
        (r"30 %\r5 %", "5 %%"),
        (r"a\r\nb\r", "a\nb"),
        (r"abc\b\bX", "aXc"),
        (r"\x1b[31m10\x1b[0m %\r\x1b[32m20", "20 %"),
        (r"\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ text", "link text"),
        (r"left\x1b[6Gright", "left right"),
    ],
)
def test_a_line_is_written_as_a_terminal_writes_it(page: Page, printed: str, seen: str) -> None:
    expect(printed_in_repl(page, printed)).to_have_text(seen)


NONE = "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    "look, colour, ground",
    [
        ("38;5;208", "rgb(255, 135, 0)", NONE),
        ("38;5;16", "rgb(0, 0, 0)", NONE),
        ("38;5;231", "rgb(255, 255, 255)", NONE),
        ("38;5;232", "rgb(8, 8, 8)", NONE),
        ("38;5;255", "rgb(238, 238, 238)", NONE),
        ("38;5;226;48;5;17", "rgb(255, 255, 0)", "rgb(0, 0, 95)"),
        ("38;2;1;2;3;48;2;4;5;6", "rgb(1, 2, 3)", "rgb(4, 5, 6)"),
        ("38;2;1;2;3;48;2;4;5;6;38;5;208;48;5;17", "rgb(255, 135, 0)", "rgb(0, 0, 95)"),
    ],
)
def test_text_has_the_colours_that_a_terminal_gives_it(page: Page, look: str, colour: str, ground: str) -> None:
    printed = printed_in_repl(page, rf"\x1b[{look}m{look}\x1b[0m").locator("span")
    expect(printed).to_have_text(look)
    style = "span => (({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(span))"
    assert printed.evaluate(style) == [colour, ground]


def printed_in_repl(page: Page, text: str) -> Locator:
    """Where the REPL shows what is printed."""
    press(page, "Escape")
    if page.locator('[data-part="repl"]').is_hidden():
        press(page, "`")
    field = page.locator('[data-part="repl-input"]')
    field.click()
    press(page, "Control+l")
    page.keyboard.insert_text(f'print("{text}")')
    press(page, "Enter")
    return page.locator('[data-part="repl-output"] > [data-stream="stdout"]').last
