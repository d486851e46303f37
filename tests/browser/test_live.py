"""Live Python: it prints as it runs, it can always be stopped, and slides and clock never feel it."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.speaker import KEEPS, SHOWN, STORED, cell, enter, go_to, place, press, run_cell, transcript, until


def test_a_cell_shows_what_it_prints_and_its_last_value(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "A cell, and what it prints")
    assert run_cell(page).split() == ["Live", "Python", "On", "The", "Slide", "5"]


def test_cells_share_their_names_and_the_repls(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "A cell, and what it prints")
    run_cell(page)
    go_to(page, "Cells share their names")
    assert run_cell(page, 0).strip() == "'live-Python-on-the-slide'"
    assert run_cell(page, 1).strip() == "['slide', 'the', 'on', 'Python', 'live']"
    press(page, "`")
    enter(page, "len(words)")
    assert transcript(page, "5").split() == [">>>", "len(words)", "5"]


def test_await_works_at_the_top_level(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "Await works at the top level")
    assert run_cell(page).split() == ["3", "2", "1", "'lift-off'"]


def test_errors_show_the_users_frames_only(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "Errors are short")
    assert run_cell(page, state="failed").splitlines() == [
        "Traceback (most recent call last):",
        '  File "<cell 6>", line 4, in <module>',
        "    half(42)",
        "    ~~~~^^^^",
        '  File "<cell 6>", line 2, in half',
        "    return number / 0",
        "           ~~~~~~~^~~",
        "ZeroDivisionError: division by zero",
        "",
        "Full traceback",
    ]


def test_an_endless_loop_affects_neither_slides_nor_clock_and_stops(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "A cell, and what it prints")
    run_cell(page)
    go_to(page, "This one never ends")
    selector = cell(page)
    page.locator(selector).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{selector}[data-state="running"]')
    press(page, "n", "p", "t")
    page.wait_for_function("() => document.querySelector('[data-part=\"talk-clock\"]').dataset.remainingS < 1200")
    page.locator(selector).get_by_role("button", name="Stop").click()
    page.wait_for_selector(f'{selector}[data-state="stopped"]')
    go_to(page, "Cells share their names")
    assert run_cell(page, 0).strip() == "'live-Python-on-the-slide'"


def test_code_that_cannot_be_interrupted_ends_with_a_fresh_kernel(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "x = 1")
    page.wait_for_selector('html[data-live="ready"]')
    enter(page, "sum(range(10**12))")
    page.wait_for_selector('html[data-live="busy"]')
    press(page, "Control+.")
    page.wait_for_selector('html[data-live="ready"]', timeout=20_000)
    transcript(page, "Python was restarted")
    enter(page, "6 * 7")
    assert transcript(page, "42").rstrip().endswith("42")


def test_waiting_code_stops_too(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    for line in ("import asyncio, time", "await asyncio.sleep(1000)", "time.sleep(1000)"):
        enter(page, line)
        if "import" not in line:
            page.wait_for_selector('html[data-live="busy"]')
            press(page, "Control+.")
        page.wait_for_selector('html[data-live="ready"]')
    assert transcript(page, "stopped").count("KeyboardInterrupt: stopped") == 2


def test_output_appears_while_the_code_still_runs(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "import time", "for n in range(10**9): print('tick', n, flush=True); time.sleep(0.05)", "")
    transcript(page, "tick 5")
    assert page.get_attribute("html", "data-live") == "busy"
    press(page, "Control+.")
    page.wait_for_selector('html[data-live="ready"]')


def test_a_flood_of_output_does_not_slow_the_keys(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "while True: print('flood')", "")
    transcript(page, "flood")
    press(page, "Escape", "n", "n")
    assert place(page) == (3, 1)
    press(page, "Control+.")
    page.wait_for_selector('html[data-live="ready"]')


def test_blocks_history_and_completion(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "for n in range(3):", "print(n * 11)", "")
    assert transcript(page, "22").split()[-3:] == ["0", "11", "22"]
    field = page.locator('[data-part="repl-input"]')
    press(page, "ArrowUp")
    expect(field.locator(".cm-line")).to_have_text(["for n in range(3):", "    print(n * 11)"])
    press(page, "ArrowDown")
    expect(field).to_have_text("")
    page.keyboard.type("str.isalnu")
    expect(page.locator(".cm-tooltip-autocomplete li")).to_have_text(["isalnum"])
    press(page, "Tab")
    expect(field).to_have_text("str.isalnum")


def test_a_name_that_is_offered_does_not_hold_up_enter(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "audience = 500")
    transcript(page, "audience")
    page.keyboard.type("audience")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_have_text("audience")
    press(page, "Enter")
    transcript(page, "500\n")


def test_a_pasted_session_loses_its_prompts_and_its_output(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    field = page.locator('[data-part="repl-input"]')
    field.evaluate(
        """element => { const data = new DataTransfer();
        data.setData("text/plain", ">>> for n in range(2):\\n...     print(n)\\n... \\n0\\n1\\n>>> n");
        element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
    )
    expect(field.locator(".cm-line")).to_have_text(["for n in range(2):", "    print(n)", "", "n"])


def test_the_history_is_searched_and_the_transcript_saved(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "first = 1", "second = 2", "first + second")
    transcript(page, "3")
    page.keyboard.type("sec")
    press(page, "Control+r", "Control+r")
    expect(page.locator('[data-part="repl-input"]')).to_have_text("second = 2")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    assert download.value.path().read_text(encoding="utf-8").split() == (
        ">>> first = 1 >>> second = 2 >>> first + second 3".split()
    )


def test_the_saved_transcript_is_whole(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    enter(page, "import sys")
    enter(page, "for n in range(50): print('out', n), print('err', n, file=sys.stderr)", "")
    transcript(page, "err 49")
    page.get_by_role("button", name="Show what came before").wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save").click()
    words = download.value.path().read_text(encoding="utf-8")
    assert [line for line in words.splitlines() if line.startswith(("out", "err"))] == [
        f"{stream} {number}" for number in range(50) for stream in ("out", "err")
    ]


def test_the_drawer_stands_beside_the_slide_and_keeps_its_place(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    press(page, "`", "Escape", "v", "`")
    drawer = page.locator('[data-part="repl"]')
    assert drawer.get_attribute("data-side") == "right"
    page.get_by_role("separator", name="Size of the REPL").focus()
    press(page, "ArrowLeft")
    wide = drawer.bounding_box()
    share = page.evaluate("document.documentElement.style.getPropertyValue('--repl-share')")
    until(page, KEEPS, arg=f'"share":{share}')
    page.reload()
    page.wait_for_selector('html[data-stage="ready"]')
    assert drawer.bounding_box() == wide
    slide = page.locator(SHOWN).bounding_box()
    assert slide is not None
    assert wide is not None
    assert slide["x"] + slide["width"] <= wide["x"] + 1


def test_a_cell_is_sent_to_the_repl(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    go_to(page, "Cells share their names")
    page.wait_for_selector(f"{SHOWN} .cm-content")
    page.locator(cell(page)).get_by_role("button", name="To REPL").click()
    expect(page.locator('[data-part="repl-input"]')).to_have_text('"-".join(words)')


def test_the_editors_keys_are_its_own_and_the_clickers_still_work(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    page.keyboard.type("n.b o t ? 5")
    assert (place(page), page.get_attribute("html", "data-mode")) == ((1, 1), "talk")
    press(page, "PageDown", "PageDown", "PageUp")
    assert place(page) == (2, 1)
    expect(page.locator('[data-part="repl-input"]')).to_have_text("n.b o t ? 5")
    press(page, "Escape")
    assert page.locator('[data-part="repl"]').is_hidden()


def test_the_drawer_shares_the_stage_and_covers_nothing(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    slide, drawer = page.locator(SHOWN).bounding_box(), page.locator('[data-part="repl"]').bounding_box()
    assert slide is not None
    assert drawer is not None
    assert slide["y"] + slide["height"] <= drawer["y"]


def test_the_drawer_is_dragged_by_its_edge_and_told_when_it_is_let_go(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    edge, drawer = page.get_by_role("separator", name="Size of the REPL"), page.locator('[data-part="repl"]')
    before, told = drawer.bounding_box(), edge.get_attribute("aria-valuenow")
    at = edge.bounding_box()
    assert before is not None
    assert at is not None
    page.mouse.move(at["x"] + 200, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.mouse.move(at["x"] + 200, at["y"] - 90, steps=5)
    higher = drawer.bounding_box()
    assert higher is not None
    assert higher["height"] > before["height"] + 60
    assert edge.get_attribute("aria-valuenow") == told, "it follows the pointer, and Python knows nothing of it yet"
    page.mouse.up()
    expect(edge).not_to_have_attribute("aria-valuenow", told or "")
    after = drawer.bounding_box()
    assert after is not None
    assert abs(after["height"] - higher["height"]) < 2
    press(page, "Escape")


def test_the_history_survives_a_reload(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    press(page, "`")
    enter(page, "kept = 1")
    transcript(page, "kept")
    until(page, KEEPS, arg="kept = 1")
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    page.locator('[data-part="repl-input"]').click()
    press(page, "ArrowUp")
    expect(page.locator('[data-part="repl-input"]')).to_have_text("kept = 1")


def test_what_stands_in_the_repl_survives_a_reload_until_it_is_emptied(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    stands = page.locator('[data-part="repl-output"]')
    press(page, "`")
    enter(page, "6 * 7", "1 / 0")
    transcript(page, "ZeroDivisionError")
    said = stands.text_content()
    until(page, f"async () => (await ({STORED})('output:')).join().includes('ZeroDivisionError')")
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    expect(stands).to_have_text(f"From before the page was loaded.{said}")
    page.locator('[data-part="repl-input"]').click()
    press(page, "Control+l")
    until(page, f"async () => !(await ({STORED})('output:')).join().includes('ZeroDivisionError')")
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"][data-live="ready"]')
    expect(stands).to_be_empty()


def test_control_enter_runs_the_slides_next_cell(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    go_to(page, "A cell, and what it prints")
    press(page, "Control+Enter")
    page.wait_for_selector(f'{cell(page)}[data-state="done"]')


def test_what_is_typed_before_the_repl_has_its_editor_is_not_lost(tour: Path, open_page: Open) -> None:
    page = open_page(tour)
    page.reload(wait_until="commit")
    page.wait_for_selector('html[data-stage="ready"]')
    press(page, "`")
    enter(page, "6 * 7")
    page.keyboard.type("half a li")
    transcript(page, "42")
    page.keyboard.type("ne")
    assert page.locator('[data-part="repl-input"]').inner_text() == "half a line"


def test_after_a_question_the_repl_has_the_focus_again(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "input('who? ')")
    expect(page.locator('[data-part="repl"] .ask input')).to_be_focused()
    enter(page, "me")
    transcript(page, "'me'")
    expect(page.locator('[data-part="repl-input"]')).to_be_focused()
    enter(page, "6 * 7")
    transcript(page, "42")


def test_escape_closes_what_is_offered_before_the_drawer(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    page.wait_for_selector('[data-part="repl-input"]')
    page.keyboard.type("pri")
    offered = page.locator(".cm-tooltip-autocomplete")
    expect(offered).to_be_visible()
    press(page, "Escape")
    expect(offered).to_have_count(0)
    expect(page.locator('[data-part="repl-input"]')).to_be_focused()
    press(page, "Escape")
    expect(page.locator('[data-part="repl"]')).to_be_hidden()


def test_an_emptied_transcript_still_asks_what_code_asks(tour: Path, open_shared: Open) -> None:
    page = open_shared(tour)
    press(page, "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "len(input('word? '))")
    question = page.locator('[data-part="repl"] .ask input')
    expect(question).to_be_focused()
    page.locator('[data-part="repl-input"]').click()
    press(page, "Control+l")
    question.fill("seven..")
    question.press("Enter")
    assert transcript(page, "7").split() == ["word?", "seven..", "7"]
