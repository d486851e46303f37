"""What pages of web applications do, as browsers let them: whatever they name, say, send and stop."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, Open
from tests.browser.speaker import SHOWN, go_to, place, press, run_cell, start_app

APP = f"{SHOWN} .app"
POLICY = "Content Security Policy"
"""What the browser says of an address that is tried before the page is given what it names."""


@pytest.fixture(scope="module")
def browser(whole_browser: Browser) -> Browser:
    """Chromium without windows does not find what is pressed in a frame in a frame."""
    return whole_browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_page(read_notes(PROJECT / "tests" / "cases" / "app_pages.md"), tmp_path_factory.mktemp("pages"))


def visit(page: Page, target: str, title: str) -> Frame:
    """Go to an address; the page of that title."""
    page.locator(f"{APP} .app-address").fill(target)
    page.locator(f"{APP} .app-address").press("Enter")
    page.locator(f'{APP}[data-state="open"] iframe[title="{title}"]').wait_for()
    return page.frames[-1]


def given(page: Page, html: str) -> Frame:
    """A page of this content."""
    return visit(page, f"/given?{quote(html)}", "Given")


def echoed(page: Page) -> list[str]:
    """What the application was asked: method, query, body, then Accept, Referer, Origin and Host."""
    page.locator(f'{APP}[data-state="open"] iframe[title="Echo"]').wait_for()
    return page.frames[-1].inner_text("pre").split("\n")


PICTURES = [
    "<picture><source srcset=/dot.svg><img src=/dot.svg></picture>",
    "<img srcset='/dot.svg 1x'>",
    "<img id=i><script>i.src = '/dot.svg'</script>",
    "<div id=d></div><script>d.innerHTML = '<img src=/dot.svg>'</script>",
    "<div id=d></div><script>d.outerHTML = '<img src=/dot.svg>'</script>",
    "<template><img src=/dot.svg></template>"
    "<script>document.body.append(document.querySelector('template').content.cloneNode(true))</script>",
    "<script>document.body.append(...new DOMParser().parseFromString('<img src=/dot.svg>', 'text/html').body"
    ".childNodes)</script>",
]


def test_a_picture_is_shown_however_it_comes_into_the_page(built: Path, open_page: Open) -> None:
    page = open_page(built, tolerated=POLICY)
    start_app(page, "Router")
    for html in PICTURES:
        given(page, f"<body>{html}").wait_for_function("() => document.querySelector('img')?.naturalWidth === 7")


STYLES = [
    "<link rel=stylesheet href=/a.css>",
    "<script>const l = document.createElement('link'); l.href = '/a.css'; l.rel = 'stylesheet';"
    "document.head.append(l)</script>",
    "<div id=d></div><script>d.innerHTML = '<link rel=stylesheet href=/a.css>'</script>",
]


def test_a_style_is_used_however_it_comes_even_one_that_imports_itself(built: Path, open_page: Open) -> None:
    page = open_page(built, tolerated=POLICY)
    start_app(page, "Router")
    for html in STYLES:
        shown = given(page, f"<body><h1>One</h1>{html}")
        shown.wait_for_function("() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")


def test_a_page_that_comes_bit_by_bit_has_its_style_its_picture_and_its_script(built: Path, open_page: Open) -> None:
    page = open_page(built, tolerated=POLICY)
    start_app(page, "Behind")
    slow = visit(page, "/slow", "Slow")
    slow.wait_for_function("() => document.body.dataset.ran === 'yes'")
    slow.wait_for_function("() => getComputedStyle(document.querySelector('h1')).color === 'rgb(1, 2, 3)'")
    slow.wait_for_function("() => document.querySelector('img').naturalWidth === 7")


def test_an_answer_does_not_wait_for_what_is_done_behind_it(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Behind")
    assert "true" in visit(page, "/send", "The application's page").inner_text("body")
    start = visit(page, "/", "Start")
    assert start.inner_text("body").strip() == ""
    start.wait_for_function("() => fetch('/').then(answer => answer.text()).then(text => text.includes('later'))")


def test_an_application_that_does_not_start_says_why(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    go_to(page, "Does not start")
    printed = run_cell(page, state="failed")
    assert "the application did not start: its lifespan failed" in printed
    assert "no database" in printed


@pytest.mark.parametrize("again", ["address", "link", "run"])
def test_a_page_that_hangs_and_was_left_is_stopped_and_python_lives(again: str, built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    given(page, "<a href=/loop>loop</a>").get_by_role("link").press("Enter")
    page.wait_for_selector(f'{APP}[data-state="loading"]')
    if again == "address":
        page.locator(f"{APP} .app-address").fill("/")
        page.locator(f"{APP} .app-address").press("Enter")
    elif again == "link":
        page.frames[-1].get_by_role("link").press("Enter")
    else:
        page.locator(f"{SHOWN} .cell").get_by_role("button", name="Run", exact=True).click()
    page.locator(f"{APP} button[aria-label=Reload]").click()
    page.wait_for_selector('html[data-live="ready"]')
    page.wait_for_selector(f'{SHOWN} .cell[data-state="done"] .app[data-state="open"]')
    assert "Start" in visit(page, "/", "Start").inner_text("body")
    assert page.locator('[data-part="message"]').inner_text() == ""


def test_a_script_that_sets_the_location_is_told_off_and_its_page_comes_again(built: Path, open_page: Open) -> None:
    page = open_page(built, tolerated="localhost:8000")
    start_app(page, "Router")
    given(page, "<button onclick=\"location = '/echo'\">go</button>").get_by_role("button").press("Enter")
    expect(page.locator(f"{APP} .app-words")).to_contain_text("went to an address by itself")


def test_requests_say_what_a_browser_says_and_nothing_that_a_script_makes_up(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    given(page, "<form method=post action=/echo><textarea name=t>a\nb</textarea><button>Send</button></form>")
    page.frames[-1].get_by_role("button").press("Enter")
    method, query, body, accept, referer, origin, host = echoed(page)
    assert (method, query, body) == ("POST", "", "t=a%0D%0Ab")
    assert accept.startswith("text/html,")
    assert referer.startswith("http://localhost:8000/given?")
    assert (origin, host) == ("http://localhost:8000", "localhost:8000")
    asked = "fetch(new Request('/echo', { headers: { host: 'evil' } })).then(answer => answer.text())"
    assert page.frames[-1].evaluate(f"() => {asked}").splitlines()[3:] == [
        "*/*",
        "http://localhost:8000/echo",
        "-",
        "localhost:8000</pre>",
    ]


def test_what_can_not_be_fetched_is_rejected(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    asked = "fetch('https://example.org/').then(answer => answer.status, error => error.name)"
    assert page.frames[-1].evaluate(f"() => {asked}") == "TypeError"


KEPT_FROM_THE_PAGE = [
    "<div onclick='event.stopPropagation()'><a href=/echo>go</a></div>",
    "<form action=/echo onsubmit='event.stopPropagation()'><button>go</button></form>",
]


def test_links_and_forms_work_whose_events_are_kept_from_the_page(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    for html in KEPT_FROM_THE_PAGE:
        given(page, html).locator("a, button").press("Enter")
        assert echoed(page)[0] == "GET"


def test_a_page_may_ask_back_and_a_dialog_of_its_own_closes(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept())[0])
    html = "<form method=post action=/echo onsubmit=\"return confirm('Delete?')\"><button>go</button></form>"
    given(page, html).get_by_role("button").press("Enter")
    assert (echoed(page)[0], asked) == ("POST", ["Delete?"])
    dialog = given(
        page, "<dialog id=d><form method=dialog><button>ok</button></form></dialog><script>d.showModal()</script>"
    )
    dialog.get_by_role("button").press("Enter")
    dialog.wait_for_function("() => !document.querySelector('dialog').open")


def test_a_clickers_keys_turn_slides_whatever_the_page_does_with_keys_and_the_next_ones_too(
    built: Path, open_shared: Open
) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    here = place(page)[0]
    given(page, "<input onkeydown='event.stopPropagation(); event.preventDefault()'>").locator("input").focus()
    press(page, "PageDown")
    page.wait_for_selector(f'{SHOWN}[data-slide="{here + 1}"]')
    press(page, "ArrowLeft")
    page.wait_for_selector(f'{SHOWN}[data-slide="{here}"]')


def test_an_answer_that_leads_nowhere_and_one_to_be_saved_are_told(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    address = page.locator(f"{APP} .app-address")
    address.fill("/bad")
    address.press("Enter")
    expect(page.locator(f"{APP} .app-words")).to_have_text("The application answered 302, with nothing to show.")
    assert address.input_value() == "localhost:8000/"
    with page.expect_download() as saved:
        given(page, "<a href=/named>save</a>").get_by_role("link").press("Enter")
    assert saved.value.suggested_filename == "naïve.pdf"


MADE_UP = [
    "{ type: 'Navigate', url: 'http://localhost:8000/echo', method: 'POST', body: 'x' }",
    "{ type: 'Navigate', url: 'http://localhost:8000/echo', method: 'GET', headers: 5 }",
    "{ type: 'Ask', ask: 'page9', url: 'http://localhost:8000/echo', method: 'POST', headers: [], body: {} }",
    "{ type: 'Moved', url: 'https://evil.example/', push: true }",
    "{ type: 'Cookie', url: 'http://localhost:8000/', line: 5 }",
    "{ type: 'toString' }",
]


def test_a_page_that_makes_up_messages_is_not_believed(built: Path, open_shared: Open) -> None:
    page = open_shared(built)
    start_app(page, "Router")
    for message in MADE_UP:
        page.frames[-1].evaluate(f"() => parent.postMessage({message}, '*')")
        assert "Start" in visit(page, "/", "Start").inner_text("body")
        assert page.locator(f"{APP} .app-address").input_value() == "localhost:8000/"
        assert page.locator('[data-part="message"]').inner_text() == ""
