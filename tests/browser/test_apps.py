"""Web applications run in a slide: their pages work as in a browser, without a server, on file://."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, Open
from tests.browser.speaker import (
    SHOWN,
    cell,
    enter,
    go_to,
    place,
    press,
    restart_python,
    run_cell,
    start_app,
    transcript,
)

APP = f'{SHOWN} [data-part="app"]'


@pytest.fixture(scope="module")
def browser(whole_browser: Browser) -> Browser:
    """Chromium without windows does not find what is pressed in a frame in a frame."""
    return whole_browser


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk with a cell for each thing that applications do."""
    notes = read_notes(PROJECT / "tests" / "cases" / "apps.md")
    return build_page(
        notes, tmp_path_factory.mktemp("apps"), build_sources=["markupsafe"]
    )  # Flask's, of which there is no wheel


def shown(page: Page, title: str = "") -> Frame:
    """The page of the application that is shown, once it is there."""
    page.wait_for_selector(f'{APP}[data-state="open"]')
    if title:
        page.locator(f'{APP} iframe[title="{title}"]').wait_for()
    return page.frames[-1]


def visit(page: Page, address: str, title: str = "") -> Frame:
    """Type an address."""
    bar = page.locator(f"{APP} .app-address")
    bar.fill(address)
    bar.press("Enter")
    return shown(page, title)


def address(page: Page) -> str:
    return page.locator(f"{APP} .app-address").input_value()


def log(page: Page) -> str:
    return page.locator(f'{SHOWN} .cell [data-part="output"]').inner_text()


def requests(page: Page) -> list[list[str]]:
    """The method, address and status of each request."""
    rows = page.locator(f"{APP} .app-requests tbody tr").all()
    return [[cell.text_content() or "" for cell in row.locator("td").all()][:3] for row in rows]


def test_a_page_brings_its_style_its_pictures_and_its_scripts(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    expect(home.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    assert home.evaluate("[document.images[0].naturalWidth, document.body.dataset.script]") == [7, "ran"]
    assert sorted(requests(page)) == [["GET", path, "200"] for path in ("/", "/dot.svg", "/dot.svg", "/script.js", "/style.css")]  # fmt: skip


def test_links_forms_redirects_and_cookies_work(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    home.locator("text=guests").first.click()
    assert shown(page, "Guests").inner_text("body").startswith("Guests\ngreet=Ada+L")
    assert address(page) == "localhost:8000/guests?greet=Ada+L"
    page.get_by_role("button", name="Back").click()
    home = shown(page, "Home")
    home.fill("input", "Grace")
    home.click("button")
    thanks = shown(page, "Thanks")
    assert thanks.inner_text("body").split() == ["Thanks", "last=Graceb1", "1:", "Graceb1"]
    assert address(page) == "localhost:8000/thanks"
    assert ["POST", "/sign", "303"] in requests(page)


def test_reloading_keeps_what_the_application_knows(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    home.fill("input", "Ada")
    home.click("button")
    shown(page, "Thanks")
    page.locator(f"{APP} button[aria-label=Reload]").click()
    assert "1: Adab1" in shown(page, "Thanks").inner_text("body")
    page.get_by_role("button", name="Back").click()
    assert "1: Adab1" in shown(page, "Home").inner_text("body")
    page.get_by_role("button", name="Forward").click()
    assert "1: Adab1" in shown(page, "Thanks").inner_text("body")


def test_what_the_application_prints_and_its_errors_are_its_log(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "WSGI")
    assert "Not here" in visit(page, "/else", "Not here").inner_text("body")
    assert log(page).strip() == "who wants /else"
    visit(page, "/broken")
    expect(page.locator(f'{SHOWN} .cell [data-part="output"]')).to_contain_text("ZeroDivisionError: division by zero")
    assert "Internal Server Error" in shown(page).inner_text("body")
    assert re.search(r'File "<cell 1>", line \d+, in app', log(page))


def test_a_page_that_comes_bit_by_bit_is_shown_as_it_comes(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "FastAPI")
    story = visit(page, "/story").locator("body")
    expect(story).to_have_text("Once upon a time")
    page.frames[-1].evaluate("() => fetch('/on', { method: 'POST' })")
    expect(story).to_have_text("Once upon a time, <the end>")


TAKES_LONG = """# T

## S

### Slow

```python app
import time
times = globals().get("times", 0) + 1

def app(environ, start_response):
    if times == 2: time.sleep(6)
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>Page</title><p>answered"]
```
"""


def test_an_application_that_takes_its_time_keeps_its_python(tmp_path: Path, open_page: Open) -> None:
    (tmp_path / "talk.md").write_text(TAKES_LONG, encoding="utf-8")
    page = open_page(build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out"))
    start_app(page, "Slow")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{APP}[data-state="loading"]')
    page.wait_for_selector(f'{APP}[data-state="open"]')
    press(page, "Escape", "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "times")
    assert "2" in transcript(page, "2")


def test_an_endless_request_is_stopped_and_the_application_goes_on(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "WSGI")
    page.locator(f"{APP} .app-address").fill("/never")
    page.locator(f"{APP} .app-address").press("Enter")
    page.wait_for_selector(f'{APP}[data-state="loading"]')
    press(page, "Escape", "Control+.")
    expect(page.locator(f"{APP} .app-words")).to_have_text("The application did not answer.")
    expect(page.locator(f'{SHOWN} .cell [data-part="output"]')).to_contain_text("GET /never was stopped")
    assert "Home" in visit(page, "/", "Home").inner_text("body")


def test_a_request_that_was_given_up_before_its_turn_never_reaches_the_application(
    apps: Path, open_shared: Open
) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    press(page, "Escape", "`")
    enter(page, "input('Go on? ')")
    question = page.locator('[data-part="repl"] .ask input')
    question.wait_for()
    greeting = "fetch('/sign', { method: 'POST', body: 'name=Eve&kind=a&go=1', signal: given.signal })"
    ended = home.evaluate(f"""() => {{
      const given = new AbortController(), ended = {greeting}.then(() => "answered", error => error.name);
      setTimeout(() => given.abort(), 100);
      return ended;
    }}""")
    assert ended == "AbortError"
    question.fill("awake")
    question.press("Enter")
    transcript(page, "'awake'")
    assert visit(page, "/", "Home").inner_text("#guests").strip() == "0:"


def test_sys_exit_in_a_request_does_not_end_the_talk(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "WSGI")
    assert "Internal Server Error" in visit(page, "/exits").inner_text("body")
    assert "Home" in visit(page, "/", "Home").inner_text("body")


def test_what_is_no_page_is_saved(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "WSGI")
    with page.expect_download() as download:
        visit(page, "/file")
    assert download.value.suggested_filename == "table.csv"
    assert Path(download.value.path()).read_text() == "a,b\n"
    page.frames[-1].locator("text=guests").first.press("Enter")
    assert "Guests" in shown(page, "Guests").inner_text("body")


def test_a_clicker_turns_the_slide_from_inside_a_page(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    before = place(page)[0]
    home.locator("h1").click()
    press(page, "PageDown")
    page.wait_for_selector(f'{SHOWN}[data-slide="{before + 1}"]')
    press(page, "PageUp")
    page.frames[-1].locator("input").press("PageDown")
    page.wait_for_selector(f'{SHOWN}[data-slide="{before + 1}"]')


def test_requests_open_to_what_was_asked_and_answered(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    home = start_app(page, "WSGI")
    home.fill("input", "Ada")
    home.click("button")
    shown(page, "Thanks")
    page.locator(APP).get_by_role("button", name="Requests").click()
    page.locator(f"{APP} .app-requests tr", has_text="/sign").last.click()
    details = page.locator(f"{APP} .app-details").inner_text()
    assert [line for line in details.split("\n") if line in ("name=Ada&kind=b&go=1", "location", "/thanks", "303")] == [
        "name=Ada&kind=b&go=1",
        "303",
        "location",
        "/thanks",
    ]


def test_code_that_leaves_no_application_says_what_one_is(apps: Path, open_page: Open) -> None:
    page = open_page(apps)
    go_to(page, "Nothing to serve")
    assert "There is no web application here: let app be one" in run_cell(page, state="failed")


def test_an_application_of_a_python_that_is_gone_says_so_and_starts_again(apps: Path, open_page: Open) -> None:
    page = open_page(apps)
    home = start_app(page, "WSGI")
    home.fill("input", "Ada")
    home.click("button")
    shown(page, "Thanks")
    restart_python(page)
    page.wait_for_selector(f'{APP}[data-state="closed"]')
    words = page.locator(f"{APP} .app-words").inner_text()
    assert words == "Python was restarted: run the cell again to start this application."
    page.locator(f"{APP} .app-address").press("Enter")
    assert page.locator(APP).get_attribute("data-state") == "closed"
    page.locator(cell(page)).get_by_role("button", name="Run", exact=True).click()
    assert shown(page, "Thanks").inner_text("#guests") == "0:"


def test_fastapis_own_documentation_tries_an_endpoint(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    docs = start_app(page, "FastAPI")
    docs.locator("#operations-default-add_talks_post button.opblock-summary-control").click()
    docs.get_by_role("button", name="Try it out").click()
    docs.locator("textarea.body-param__text").fill('{"title": "Live", "minutes": 45}')
    docs.get_by_role("button", name="Execute").click()
    expect(docs.locator(".live-responses-table .response .response-col_status")).to_contain_text("201")
    expect(docs.locator(".live-responses-table .highlight-code").first).to_contain_text('"room": "A"')
    assert ["POST", "/talks", "201"] in requests(page)


def test_scripts_of_a_page_reach_the_application(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "FastAPI")
    frame = visit(page, "/page", "Page")
    items = frame.locator("#list li")
    expect(items).to_have_count(5)
    assert sorted(items.all_inner_texts()) == [
        "422 2 http://localhost:8000/talks",
        "events 0,1,2",
        "no image",
        "theme=dark yes",
        "xhr 201 1",
    ]


def test_a_file_is_uploaded(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "FastAPI")
    frame = visit(page, "/page", "Page")
    upload = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"seven b"}
    frame.locator("input[type=file]").set_input_files(upload)  # type: ignore[arg-type]
    frame.locator("button").press("Enter")
    page.wait_for_function("() => document.querySelector('[data-current] .app-address').value.endsWith('/upload')")
    told = shown(page).inner_text("pre")
    assert re.sub(r"\s+", " ", told) == '{ "note": "hello", "name": "notes.txt", "size": 7 }'


def test_flask_keeps_its_session(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    frame = start_app(page, "Flask")
    for count in (1, 2):
        frame.click("button")
        expect(page.frame_locator(f"{APP} iframe").frame_locator("iframe").frame_locator("iframe").locator("b")).to_have_text(f"{count} so far")  # fmt: skip
        frame = shown(page, "Flask")


def test_after_enter_in_the_address_bar_the_keys_are_the_talks(apps: Path, open_shared: Open) -> None:
    page = open_shared(apps)
    start_app(page, "WSGI")
    bar = page.locator(f"{SHOWN} .app-address")
    bar.press("Enter")
    expect(bar).not_to_be_focused()
    page.wait_for_selector(f'{SHOWN} .app[data-state="open"]')
