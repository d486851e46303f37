"""One page for many tests of a module: each finds it as if it had just been opened, or else gets a new one."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.browser.speaker import press

REST = """() => document.documentElement.dataset.mode === 'talk' && document.querySelector('[data-part="repl"]').hidden
  && document.fullscreenElement === null && document.activeElement.closest('main, body') !== null
  && !document.activeElement.matches('iframe, input, textarea, button, [contenteditable]')"""
AS_OPENED = f"""() => ({REST})() && document.querySelector('.slide[data-current][data-slide="1"][data-step="1"]') !== null
  && document.querySelector('[data-part="talk-clock"]').dataset.state === 'idle'
  && document.querySelector('[data-part="repl-output"]').childElementCount === 0
  && ['', '1'].includes(getComputedStyle(document.documentElement).getPropertyValue('--text-size').trim())"""
UNUSED_REPL = """() => document.querySelector('[data-part="repl-output"]').childElementCount === 0
  && !document.querySelector('[data-part="repl-input"]')?.innerText.trim()
  && !document.querySelector('.engines button[aria-pressed="true"]:not([data-engine="pyodide"])')"""
PATIENCE_MS = 10_000


class SharedPages:
    """Open pages by their file. What code did in their Python stays: a test that minds opens a page of its own."""

    def __init__(self, make_context: Callable[[], BrowserContext], watch: Callable[[Page], None]) -> None:
        self._make_context = make_context
        self._watch = watch
        self._pages: dict[Path, Page] = {}

    def open(self, file: Path) -> Page:
        """The page of this file, put back; a new one where there is none, or where it can't be put back."""
        page = self._pages.get(file)
        if page is None or not put_back(page):
            self._close(file)
            page = self._pages[file] = self._opened(file)
        return page

    def close(self) -> None:
        """Close them all: after a test that failed nobody knows how it left them."""
        for file in list(self._pages):
            self._close(file)

    def _opened(self, file: Path) -> Page:
        page = self._make_context().new_page()
        self._watch(page)
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_selector('html[data-stage="ready"][data-live="ready"]', timeout=60_000)
        return page

    def _close(self, file: Path) -> None:
        page = self._pages.pop(file, None)
        if page:
            page.context.close()


def put_back(page: Page) -> bool:
    """Leave whatever is open, go to the first slide, reset clock, text and REPL; whether that went well."""
    try:
        page.wait_for_selector('html[data-stage="ready"][data-live="ready"]', timeout=PATIENCE_MS)
        size = page.viewport_size
        if size != {"width": 1280, "height": 720}:
            page.set_viewport_size({"width": 1280, "height": 720})
        _leave(page)
        if not page.evaluate(UNUSED_REPL):
            _empty_repl(page)
        press(page, "0", "Home")
        if page.locator('[data-part="talk-clock"]').get_attribute("data-state") != "idle":
            press(page, "Shift+T")
        page.wait_for_function(AS_OPENED, timeout=PATIENCE_MS)
    except TookTooLong:
        return False
    return True


def _leave(page: Page) -> None:
    page.evaluate("() => document.fullscreenElement && document.exitFullscreen()")
    page.evaluate("() => document.activeElement.blur()")
    for _ in range(4):
        if page.evaluate(REST):
            return
        press(page, "Escape")
        page.evaluate("() => document.activeElement.blur()")
    page.wait_for_function(REST, timeout=PATIENCE_MS)


def _empty_repl(page: Page) -> None:
    press(page, "`")
    python = page.locator('.engines button[data-engine="pyodide"][aria-pressed="false"]')
    if python.count():
        python.click()
    page.locator('[data-part="repl-input"]').click(timeout=PATIENCE_MS)
    press(page, "Escape", "`", "Control+c", "Control+l")
    page.wait_for_function(UNUSED_REPL, timeout=PATIENCE_MS)
    _leave(page)
