"""The built page in a real Chromium, with the network blocked; any console error fails the test."""

import functools
import http.server
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Route, sync_playwright

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from footlights.site.rehearsal.browsers import launch_arguments, lean_chromium, require_chromium
from tests.browser.killing import Mortal
from tests.browser.sharing import SharedPages

PROJECT = Path(__file__).parents[2]
CASES = PROJECT / "tests" / "cases"
SIZE = {"width": 1280, "height": 720}
COMPILES_LITTLE = "--js-flags=--liftoff-only --wasm-lazy-compilation"
"""WebAssembly is compiled where it is called and not a second time for speed: a page opens with a quarter less work."""
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Builds a page of these notes, once a run: what one worker has built is there for the others."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"
    shared.mkdir(exist_ok=True)

    def build(notes: Path) -> Path:
        folder = shared / notes.stem
        with FileLock(shared / f"{notes.stem}.lock"):
            page = folder / "index.html"
            return page if page.exists() else build_page(read_notes(notes), folder)

    return build


@pytest.fixture(scope="session")
def tour(built: Callable[[Path], Path]) -> Path:
    """The tour, built: every feature once."""
    return built(PROJECT / "notes" / "tour.md")


@pytest.fixture(scope="session")
def talk(built: Callable[[Path], Path]) -> Path:
    """The conference talk, built."""
    return built(PROJECT / "notes" / "python-web-conference.md")


@pytest.fixture(scope="session")
def cells(built: Callable[[Path], Path]) -> Path:
    """A talk with a cell for each thing that cells do."""
    return built(CASES / "cells.md")


@pytest.fixture(scope="session")
def engines(built: Callable[[Path], Path]) -> Path:
    """A talk whose cells name every engine."""
    return built(CASES / "engines.md")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Without windows, where that is to be had; letters stand where they stand in one with windows."""
    arguments = [*launch_arguments(), "--font-render-hinting=none", COMPILES_LITTLE]
    launched = playwright.chromium.launch(executable_path=lean_chromium(), args=arguments)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """With its windows: for the screen that is kept on and presses inside frames in frames."""
    launched = playwright.chromium.launch(
        executable_path=require_chromium(), args=[*launch_arguments(), COMPILES_LITTLE]
    )
    yield launched
    launched.close()


@pytest.fixture
def mortal(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[[], Mortal]]:
    """Starts browsers on one profile; what still runs at the end is killed."""
    started: list[Mortal] = []

    def start() -> Mortal:
        started.append(Mortal(playwright, tmp_path / "profile"))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.kill()


def cut_off(browser: Browser) -> BrowserContext:
    """A fresh profile in which nothing outside this machine's own page can be reached."""
    made = browser.new_context(viewport=SIZE, color_scheme="dark", service_workers="block")  # type: ignore[arg-type]
    made.route("**/*", block_the_network)
    return made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The profile of a test that has one of its own."""
    made = cut_off(browser)
    yield made
    made.close()


def block_the_network(route: Route) -> None:
    address = route.request.url
    if address.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
        route.continue_()
    else:
        route.abort()


@pytest.fixture
def open_page(context: BrowserContext) -> Iterator[Open]:
    """Opens a page and waits for a state of its stage and kernel; at the end its console must be clean.

    ``tolerated`` is what the browser itself says of a network that fails.
    """
    errors: list[str] = []

    def open_it(
        file: Path | str, *, stage: str = "ready", live: str = "ready", place: str = "", tolerated: str = "\0"
    ) -> Page:
        page = context.new_page()

        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and tolerated not in message.text:
                errors.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: errors.append(f"{error.name}: {error.message}\n{error.stack}"))
        address = file if isinstance(file, str) else file.as_uri()
        page.goto(address + place, wait_until="commit")
        if stage:
            page.wait_for_selector(f'html[data-stage="{stage}"]', timeout=60_000)
        if live:
            page.wait_for_selector(f'html[data-live="{live}"]', timeout=60_000)
        return page

    yield open_it
    assert errors == []


@pytest.fixture(scope="module")
def shared_pages(browser: Browser) -> Iterator[tuple[SharedPages, list[str]]]:
    """The pages that tests of a module share, and what their consoles said amiss."""
    errors: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(f"{error.name}: {error.message}\n{error.stack}"))

    pages = SharedPages(lambda: cut_off(browser), watch)
    yield pages, errors
    pages.close()


@pytest.fixture
def open_shared(
    shared_pages: tuple[SharedPages, list[str]], request: pytest.FixtureRequest
) -> Iterator[Callable[[Path], Page]]:
    """Opens a page for a test that needs no fresh one: it is shared, and put back as it was when it was opened."""
    pages, errors = shared_pages
    failures = request.session.testsfailed
    yield pages.open
    if request.session.testsfailed > failures or errors:
        pages.close()
    said = errors.copy()
    errors.clear()
    assert said == []


@pytest.fixture
def served_over_http() -> Iterator[Callable[[Path], str]]:
    """Serves a page's folder on the loopback address and gives its address."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(file: Path) -> str:
        handler = functools.partial(QuietHandler, directory=str(file.parent))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/{file.name}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are no news."""
