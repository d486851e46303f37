"""Cells are edited, run, asked and stopped on the slide; what they show stays in its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import Open
from tests.browser.speaker import SHOWN, STORED, cell, go_to, place, press, restart_python, run_cell, until

EDITOR = f"{SHOWN} .cm-content"


@pytest.fixture
def at(cells: Path, open_page: Open) -> Callable[[str], Page]:
    """Opens the talk at the slide of a title, its editors mounted."""

    def open_at(title: str) -> Page:
        page = open_page(cells)
        go_to(page, title)
        page.wait_for_selector(EDITOR)
        return page

    return open_at


@pytest.fixture
def at_shared(cells: Path, open_shared: Open) -> Callable[[str], Page]:
    """The same with the page that tests share: for a slide that leaves nothing behind which another test minds."""

    def open_at(title: str) -> Page:
        page = open_shared(cells)
        go_to(page, title)
        page.wait_for_selector(EDITOR)
        return page

    return open_at


@pytest.fixture
def at_edited(at_shared: Callable[[str], Page]) -> Page:
    """The shared page at the slide whose cell tests edit, with its own code in it."""
    page = at_shared("Edited")
    original = page.locator(cell(page)).get_by_role("button", name="Original")
    if original.is_visible():
        original.click()
    expect(page.locator(EDITOR)).to_have_text("1 + 1")
    return page


def ended(page: Page, state: str, index: int = 0) -> str:
    """What a cell shows once it is in a state."""
    selector = cell(page, index)
    page.wait_for_selector(f'{selector}[data-state="{state}"]', timeout=20_000)
    return shown(page, index)


def shown(page: Page, index: int = 0) -> str:
    output = f'{cell(page, index)} [data-part="output"]'
    page.wait_for_selector(f"{output}:not([data-arriving])", state="attached")
    return page.locator(output).inner_text()


def replace_code(page: Page, code: str) -> None:
    page.click(EDITOR)
    press(page, "Control+a")
    page.keyboard.insert_text(code)


def test_an_edited_cell_runs_as_it_stands_and_survives_a_reload(at: Callable[[str], Page]) -> None:
    page = at("Edited")
    replace_code(page, "20 + 22")
    press(page, "Control+Enter")
    assert ended(page, "done") == "42\n"
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    expect(page.locator(EDITOR)).to_have_text("20 + 22")


def test_the_original_comes_back_and_that_can_be_undone(at_edited: Page) -> None:
    page = at_edited
    replace_code(page, "edited")
    page.locator(cell(page)).get_by_role("button", name="Original").click()
    expect(page.locator(EDITOR)).to_have_text("1 + 1")
    page.click(EDITOR)
    press(page, "Control+z")
    expect(page.locator(EDITOR)).to_have_text("edited")


def test_a_clicker_turns_slides_from_inside_an_editor_and_escape_leaves_it(at_edited: Page) -> None:
    page = at_edited
    before = place(page)[0]
    page.click(EDITOR)
    press(page, "n", "Escape", "Escape")
    expect(page.locator(EDITOR)).not_to_be_focused()
    page.click(EDITOR)
    press(page, "PageDown")
    assert place(page)[0] == before + 1


def test_completion_knows_the_live_names(at_edited: Page) -> None:
    page = at_edited
    replace_code(page, "audience = 500")
    press(page, "Control+Enter")
    ended(page, "done")
    replace_code(page, "")
    page.keyboard.type("audi")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_have_text("audience")


def test_a_read_only_cell_runs_and_takes_no_letter(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Read only")
    page.click(EDITOR)
    page.keyboard.type("9")
    press(page, "Control+Enter")
    assert ended(page, "done") == "4\n"


def test_the_line_that_failed_is_marked_until_it_is_changed(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Second line fails")
    text = run_cell(page, state="failed")
    assert text.startswith('Traceback (most recent call last):\n  File "<cell 4>", line 2')
    expect(page.locator(f"{SHOWN} .cm-line.failed")).to_have_text("answer / 0")
    page.locator(f"{SHOWN} summary").click()
    expect(page.locator(f"{SHOWN} details pre")).to_contain_text("pyodide")
    page.click(EDITOR)
    page.keyboard.type(" ")
    expect(page.locator(f"{SHOWN} .cm-line.failed")).to_have_count(0)


def test_a_line_that_failed_before_the_editor_came_is_marked_in_it(
    tmp_path: Path, built: Callable[[Path], Path], open_page: Open
) -> None:
    notes = tmp_path / "soon.md"
    notes.write_text("# Soon\n\n## First\n\n## At once\n\n```python autorun\n1\n1 / 0\n```\n", encoding="utf-8")
    page = open_page(built(notes))
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "At once")
    expect(page.locator(f"{SHOWN} .cm-line.failed")).to_have_text("1 / 0")


def test_setup_and_hidden_lines_run_unseen(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Setup and hidden")
    expect(page.locator(EDITOR)).to_have_text("print(name, round(math.pi, 2))")
    assert run_cell(page) == "pi 3.14\n"


def test_a_cell_may_run_by_itself(at_shared: Callable[[str], Page]) -> None:
    assert ended(at_shared("By itself"), "done") == "nobody pressed a key\n"


def test_steps_light_lines(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Lines")
    lit = page.locator(f"{SHOWN} .cm-line.lit")
    expect(lit).to_have_text(["a = 1"])
    press(page, "ArrowRight")
    expect(lit).to_have_text(["b = 2", "a + b"])
    press(page, "ArrowRight")
    expect(lit).to_have_count(3)


def test_a_run_out_of_time_is_stopped_with_its_names_kept(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Short of time")
    assert run_cell(page, state="stopped").endswith("KeyboardInterrupt: stopped\n")
    expect(page.locator('[data-part="message"]')).to_contain_text("its time budget")


def test_rows_are_a_table(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Table")
    run_cell(page)
    assert page.locator(f"{SHOWN} table tr").all_inner_texts() == ["talk\tminutes", "One\t5", "Two\t10"]


def test_a_value_that_is_longer_than_its_place_begins_in_view(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Many rows")
    run_cell(page)
    output = page.locator(f"{SHOWN} .output")
    assert output.evaluate("output => output.scrollHeight > 2 * output.clientHeight")
    expect(output.locator("tr", has_text="job 0")).to_be_in_viewport()
    number = output.locator(":is(th, td):nth-child(2)")
    assert number.first.evaluate("cell => getComputedStyle(cell).textAlign") == "end"


def test_pictures_are_pictures_and_come_in_their_turn(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Picture")
    assert run_cell(page).strip() == "'before'"
    images = page.locator(f"{SHOWN} .shown img")
    expect(images).to_have_count(2)
    page.wait_for_function(f"() => document.querySelector('{SHOWN} .shown img').naturalWidth > 0")


def test_html_of_an_output_is_harmless(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Hostile")
    assert run_cell(page).startswith("bold")
    bold = page.locator(f"{SHOWN} .shown #bold")
    assert bold.evaluate("element => [...element.attributes].map(attribute => attribute.name)") == ["id"]
    expect(page.locator(f"{SHOWN} .shown script")).to_have_count(0)


def test_output_with_scripts_runs_in_a_sandbox_that_reaches_neither_page_nor_network(
    at_shared: Callable[[str], Page],
) -> None:
    page = at_shared("Scripted")
    run_cell(page)
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    expect(inside.locator("#p")).to_have_text("scripted, reached nothing, 42")


def test_a_clicker_turns_slides_from_inside_scripted_output(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Scripted")
    run_cell(page)
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    inside.locator("#p").click()
    before = place(page)[0]
    press(page, "PageDown")
    page.wait_for_selector(f'{SHOWN}[data-slide="{before + 1}"]')


def test_scripted_output_that_takes_the_focus_gives_it_back_and_is_ended(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Greedy")
    press(page, "Control+Enter")
    ended(page, "done")
    again = page.locator(f"{SHOWN} .scripted").get_by_role("button", name="Start it again")
    again.wait_for()
    before = place(page)[0]
    page.click(EDITOR)
    press(page, "Control+End")
    page.keyboard.type("# mine")
    expect(page.locator(EDITOR)).to_contain_text("# mine")
    assert place(page)[0] == before
    again.click()
    again.wait_for()
    assert place(page)[0] == before


def test_a_press_and_tab_lead_into_scripted_output(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Field")
    run_cell(page)
    field = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe").locator("input")
    field.click()
    page.keyboard.type("one")
    expect(field).to_have_value("one")
    page.locator(cell(page)).get_by_role("button").last.focus()
    while page.evaluate("document.activeElement.localName") != "iframe":
        press(page, "Tab")
    press(page, "Control+a")
    page.keyboard.type("two")
    expect(field).to_have_value("two")


def test_scripted_output_can_make_up_no_key_but_those_that_turn_slides(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Scripted")
    run_cell(page)
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    before = place(page)[0]
    inside.locator("#p").click()
    forged = [{"key": "`"}, {"key": ".", "ctrlKey": True}, {"key": "t"}, {"key": "PageDown", "ctrlKey": True}]
    inside.locator("#p").evaluate("(_, keys) => { for (const key of keys) parent.postMessage({ key }, '*') }", forged)
    page.wait_for_selector(f'{SHOWN}[data-slide="{before + 1}"]')
    assert page.locator('[data-part="repl"]').is_hidden()
    assert page.locator('[data-part="section-clock"]').get_attribute("data-state") == "idle"


def test_a_vega_lite_chart_is_drawn_without_a_network(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Chart")
    run_cell(page)
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    expect(inside.locator("#chart svg .mark-rect path")).to_have_count(2)


def test_a_formula_is_set(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Formula")
    run_cell(page)
    expect(page.locator(f"{SHOWN} .shown math mfrac")).to_have_count(1)


def test_input_asks_on_the_slide_even_from_inside_a_call(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Asks")
    press(page, "Control+Enter")
    question = page.locator(f"{cell(page)} input")
    expect(question).to_be_focused()
    expect(page.locator(f'{cell(page)} [data-part="chip"]')).to_have_text("waits for you")
    page.keyboard.type("n")
    press(page, "Enter")
    expect(page.locator(f'{cell(page)} input[type="password"]')).to_be_focused()
    page.keyboard.type("secret")
    press(page, "Enter")
    assert ended(page, "done") == "Who? n\nWord: ••••••\n6\n"


def test_a_question_is_answered_once_however_often_enter_comes(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Asks")
    press(page, "Control+Enter")
    question = page.locator(f"{cell(page)} input")
    expect(question).to_be_focused()
    page.keyboard.type("n")
    question.evaluate(
        """input => { for (let times = 0; times < 3; times++)
          input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })) }"""
    )
    expect(page.locator(f'{cell(page)} input[type="password"]')).to_be_focused()
    press(page, "x", "Enter")
    assert ended(page, "done") == "Who? n\nWord: •\n1\n"


def test_a_question_that_waits_has_the_focus_again_on_the_way_back(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Asks")
    press(page, "Control+Enter")
    question = page.locator(f"{cell(page)} input")
    expect(question).to_be_focused()
    before = place(page)[0]
    press(page, "PageDown")
    page.wait_for_selector(f'{SHOWN}[data-slide="{before + 1}"]')
    expect(question).not_to_be_focused()
    press(page, "PageUp")
    expect(question).to_be_focused()
    press(page, "a", "Enter")
    expect(page.locator(f'{cell(page)} input[type="password"]')).to_be_focused()
    press(page, "b", "Enter")
    assert ended(page, "done") == "Who? a\nWord: •\n1\n"


def test_a_question_can_be_stopped(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Asks in vain")
    press(page, "Control+Enter")
    expect(page.locator(f"{cell(page)} input")).to_be_focused()
    page.locator(cell(page)).get_by_role("button", name="Stop").click()
    assert ended(page, "stopped") == "KeyboardInterrupt: stopped\n"
    expect(page.locator(f"{cell(page)} input")).to_have_count(0)


def test_streams_colours_and_progress_bars_look_like_a_terminal(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Colours")
    assert run_cell(page) == "red plain\nerror stream\n30 %\n"
    expect(page.locator(f"{SHOWN} .output .ansi-red")).to_have_text("red")
    expect(page.locator(f'{SHOWN} .output [data-stream="stderr"]')).to_have_text("error stream\n")


def test_a_flood_ends_and_the_rest_comes_on_demand(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Flood")
    run_cell(page)
    output = page.locator(f"{SHOWN} .output")
    lines = "() => document.querySelector('[data-current] .output').innerText.includes('{}')"
    assert page.evaluate(lines.format("more than 10,000 lines"))
    assert not page.evaluate(lines.format("10499"))
    output.get_by_role("button", name="Show the rest").click()
    page.wait_for_function(lines.format("10499"))


def test_long_output_never_moves_the_code(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Flood")
    before = page.locator(EDITOR).bounding_box()
    run_cell(page)
    assert page.locator(EDITOR).bounding_box() == before
    page.locator(cell(page)).get_by_role("button", name="Enlarge").click()
    expect(page.locator(EDITOR)).to_be_hidden()
    page.locator(cell(page)).get_by_role("button", name="Enlarge").click()
    assert page.locator(EDITOR).bounding_box() == before


def test_a_background_task_prints_to_the_cell_that_started_it(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("In the background")
    first = cell(page)
    run_cell(page)
    press(page, "PageDown")
    assert run_cell(page) == "meanwhile\n"
    page.wait_for_function(f"() => document.querySelector('{first} .output').textContent === 'from the background\\n'")
    assert shown(page) == "meanwhile\n"


def test_a_link_is_offered_and_exit_leaves_only_the_code(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Leaves")
    assert run_cell(page) == "https://example.org/?a=1&b=2\nexit: the code is left, Python stays\n"
    link = page.locator(f"{SHOWN} .shown a")
    assert link.get_attribute("href") == "https://example.org/?a=1&b=2"
    assert link.get_attribute("target") == "_blank"


def test_a_restart_offers_to_run_the_cells_again(at: Callable[[str], Page]) -> None:
    page = at("Edited")
    replace_code(page, "import js; not_to_be_kept = js.Object.new(); kept = 5")
    press(page, "Control+Enter")
    ended(page, "done")
    press(page, "Escape")
    go_to(page, "One long call")
    page.wait_for_selector(EDITOR)
    press(page, "Control+Enter")
    page.wait_for_selector(f'{cell(page)}[data-state="running"]')
    page.locator(cell(page)).get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Run the cell again").click()
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Edited")
    assert ended(page, "done") == ""
    replace_code(page, "kept")
    press(page, "Control+Enter")
    page.wait_for_function(f"() => document.querySelector('{SHOWN} .output').textContent === '5\\n'")


def test_endless_recursion_is_an_error_like_any_other(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Deep")
    assert "RecursionError: maximum recursion depth exceeded" in run_cell(page, state="failed")
    page.wait_for_selector('html[data-live="ready"]')


def test_files_of_the_talk_are_there_and_what_code_writes_can_be_saved(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Files")
    assert run_cell(page) == "talk,minutes\nOne,5\nTwo,10\n\n"
    press(page, "Escape", "Escape", "`")
    page.get_by_role("button", name="Files", exact=True).click()
    listing = page.locator('[data-part="repl-output"] .files li')
    expect(listing).to_have_count(2)
    assert [item.inner_text().split()[0] for item in listing.all()] == ["data/talks.csv", "written.txt"]
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save written.txt").click()
    assert saved.value.path().read_text(encoding="utf-8") == "by the cell"
    assert saved.value.suggested_filename == "written.txt"


DROP = """(target) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["dropped text"], "note.txt"));
    const options = { dataTransfer: transfer, bubbles: true, cancelable: true, composed: true };
    return !target.dispatchEvent(new DragEvent("drop", options));
}"""


def test_a_file_dropped_on_the_repl_is_there_and_outlives_a_restart(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("One long call")
    press(page, "Escape", "Escape", "`")
    page.locator('[data-part="repl-input"]').click()
    assert page.locator('[data-part="repl"]').evaluate(DROP)
    page.locator('[data-part="repl-output"]').filter(
        has_text='note.txt is here (12 bytes): open("note.txt")'
    ).wait_for()
    restart_python(page)
    press(page, "`")
    page.keyboard.type("open('note.txt').read()\n")
    page.locator('[data-part="repl-output"]').filter(has_text="'dropped text'").wait_for()


def test_a_file_dropped_beside_the_repl_does_not_take_the_place_of_the_talk(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Files")
    assert page.locator("#deck").evaluate(DROP)


def test_a_call_shows_what_it_expects_while_its_arguments_are_typed(at: Callable[[str], Page]) -> None:
    page = at("Edited")
    replace_code(page, "")
    page.keyboard.type("sorted([1], ")
    signature = page.locator(".signature")
    expect(signature.locator("code")).to_have_text("sorted(iterable, /, *, key=None, reverse=False)")
    page.keyboard.type("key=")
    expect(signature.locator("strong")).to_have_text("key=None")
    press(page, "Escape")
    expect(signature).to_have_count(0)


def test_memory_that_is_not_there_is_an_error_and_the_names_stay(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("No memory")
    assert run_cell(page, state="failed").startswith("Traceback (most recent call last):")
    press(page, "Escape", "Escape", "`")
    page.locator('[data-part="repl-input"]').click()
    page.keyboard.type("kept\n")
    page.locator('[data-part="repl-output"]').filter(has_text="'still here'").wait_for()


def test_a_trap_in_webassembly_is_told_and_python_comes_back_by_itself(cells: Path, context: BrowserContext) -> None:
    page = context.new_page()  # Pyodide writes of the trap to the console
    page.goto(cells.as_uri())
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Trap")
    assert "Python broke (RuntimeError: memory access out of bounds)" in run_cell(page, state="failed")
    expect(page.locator('[data-part="message"]')).to_contain_text("Python broke and was restarted")
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Meanwhile")
    assert run_cell(page) == "meanwhile\n"


def test_a_worker_that_has_ended_is_noticed_and_replaced(at_shared: Callable[[str], Page]) -> None:
    page = at_shared("Closed")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}:not([data-state="idle"], [data-state="queued"])')
    press(page, "Control+.")  # it may have ended by now, and its button be gone
    page.wait_for_selector(f'{cell(page)}:not([data-state="running"])', timeout=20_000)
    go_to(page, "Meanwhile")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}:is([data-state="failed"], [data-state="done"])', timeout=20_000)
    page.wait_for_selector('html[data-live="ready"]', timeout=20_000)
    assert run_cell(page) == "meanwhile\n"


def test_the_last_output_of_a_cell_survives_a_reload_and_goes_with_the_next_run(at: Callable[[str], Page]) -> None:
    page = at("Table")
    run_cell(page)
    until(page, f"async () => (await ({STORED})('output:')).join().includes('Two')")
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    output = page.locator(f'{cell(page)} [data-part="output"]')
    expect(output.locator(".kept")).to_contain_text("From before the page was loaded")
    assert output.locator("td").all_inner_texts() == ["One", "5", "Two", "10"]
    run_cell(page)
    expect(output.locator(".kept")).to_have_count(0)


def test_scripts_of_an_output_and_the_end_of_a_long_one_survive_a_reload(at: Callable[[str], Page]) -> None:
    page = at("Scripted")
    run_cell(page)
    go_to(page, "Edited")
    page.wait_for_selector(EDITOR)
    replace_code(page, "print('first'); print('x' * 70_000); print('last')")
    run_cell(page)
    until(page, f"async () => (await ({STORED})('output:')).join().includes('last')")
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    expect(page.locator(f"{SHOWN} .output .kept")).to_have_text(
        ["From before the page was loaded.", "What came before was not kept."]
    )
    page.wait_for_selector(f"{SHOWN} .output:not([data-arriving])")
    words = page.locator(f"{SHOWN} .output").inner_text()
    assert (words.endswith("x\nlast\n"), "first" in words) == (True, False)
    go_to(page, "Scripted")
    assert page.locator(".output iframe").count() == 0
    page.locator(f"{SHOWN} .output").get_by_role("button", name="Show the interactive output again").click()
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    expect(inside.locator("#p")).to_have_text("scripted, reached nothing, 42")


def test_a_tab_that_nobody_sees_shows_what_is_printed_all_the_same(at: Callable[[str], Page]) -> None:
    """A browser paints nothing there, and calls nobody back for it."""
    page = at("Table")
    page.evaluate("() => { globalThis.requestAnimationFrame = () => 0 }")
    run_cell(page)
    assert page.locator(f"{SHOWN} .output td").all_inner_texts() == ["One", "5", "Two", "10"]


def test_an_edited_cell_shows_what_its_old_code_printed_and_says_so(at: Callable[[str], Page]) -> None:
    page = at("Edited")
    printed = run_cell(page)
    until(page, f"async () => (await ({STORED})('output:')).length")
    replace_code(page, "3 + 3")
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    expect(page.locator(EDITOR)).to_have_text("3 + 3")
    output = page.locator(f"{SHOWN} .output")
    expect(output.locator(".kept")).to_have_text("From before the page was loaded, and before the code was edited.")
    assert output.inner_text().endswith(printed)


def test_a_cell_is_edited_and_run_by_touch(cells: Path, browser: Browser) -> None:
    phone = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    page.goto(f"{cells.as_uri()}#/4")
    page.wait_for_selector('html[data-live="ready"]')
    page.locator(f"{SHOWN} .cm-line").tap()
    page.keyboard.insert_text(" + 40")
    page.locator(cell(page)).get_by_role("button", name="Run", exact=True).tap()
    assert ended(page, "done") == "42\n"
    phone.close()
