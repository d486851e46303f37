"""What a speaker does and sees, in the page's own contract."""

from datetime import datetime
from typing import Any

from playwright.sync_api import Frame, Page

STORED = """(prefix) => new Promise((resolve) => {
  const request = indexedDB.open("footlights");
  request.onsuccess = () => {
    const store = request.result.transaction("kept").objectStore("kept"), texts = [];
    store.openCursor().onsuccess = ({ target }) => {
      if (!target.result) return request.result.close(), resolve(texts);
      if (target.result.key[1].startsWith(prefix)) texts.push(target.result.value);
      target.result.continue();
    };
  };
})"""
"""Gives the texts that are kept of this machine's talks, by how their names begin."""
KEEPS = f"async (part) => JSON.stringify(JSON.parse((await ({STORED})('talk'))[0] ?? '{{}}')).includes(part)"
"""Whether a piece of JSON is in what is kept of the talk: a page that is loaded anew right after a key may come too soon."""
PATIENCE_MS = 30_000
ON_THE_DAY = datetime(2026, 11, 24, 14, 0)
"""When a talk is given whose clock a test holds: half an hour before the tour's planned end, far from midnight."""
SHOWN = '[data-part="slide"][data-current]'


def until(page: Page, holds: str, arg: Any = None) -> None:
    """Wait until an asynchronous function of JavaScript's gives something; Playwright takes its promise for an answer."""
    page.evaluate(
        f"""async (arg) => {{
          for (const ends = Date.now() + {PATIENCE_MS}; !(await ({holds})(arg)); await new Promise((d) => setTimeout(d, 20)))
            if (Date.now() > ends) throw new Error("never came true");
        }}""",
        arg,
    )


def place(page: Page) -> tuple[int, int]:
    """The slide that is shown and its step."""
    slide = page.locator(SHOWN)
    return int(slide.get_attribute("data-slide") or 0), int(slide.get_attribute("data-step") or 0)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def named(page: Page, place: str) -> None:
    """Wait until the address names a place: it follows the keys once they rest."""
    page.wait_for_function("(place) => location.hash === place", arg=place)


def go_to(page: Page, title: str) -> None:
    """Go to the slide of a title, by its number, as a speaker would."""
    slide = page.locator('[data-part="slide"]', has=page.locator(f'h2:text-is("{title}")')).first
    press(page, "g", *(slide.get_attribute("data-slide") or ""), "Enter")


def cell(page: Page, index: int = 0) -> str:
    """A selector of a cell on the slide that is shown."""
    number = page.locator(f"{SHOWN} .cell").nth(index).get_attribute("data-cell")
    return f'[data-part="cell"][data-cell="{number}"]'


def run_cell(page: Page, index: int = 0, state: str = "done") -> str:
    """Run a cell and wait for its end; what it printed."""
    selector = cell(page, index)
    page.locator(selector).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{selector}:is([data-state="done"], [data-state="failed"], [data-state="stopped"])')
    page.wait_for_selector(f'{selector} [data-part="output"]:not([data-arriving])', state="attached")
    printed = words_of(page, f'{selector} [data-part="output"]')
    ended = page.locator(selector).get_attribute("data-state")
    assert ended == state, printed
    return printed


def words_of(page: Page, output: str) -> str:
    """What an output says, with what stands apart in it, which a browser's own `innerText` leaves out."""
    words: str = page.locator(output).evaluate(
        """output => {
          const host = (part) => part.querySelector?.('.apart')?.shadowRoot.firstElementChild;
          if (![...output.children].some(host)) return output.innerText;
          const lines = [...output.children].map((part) => host(part) ? `${host(part).innerText}\\n` : part.innerText);
          return lines.join('').replace(/\\n$/, host(output.lastElementChild) ? '' : '\\n');
        }"""
    )
    return words


def start_app(page: Page, title: str) -> Frame:
    """Run the web application of a slide; its first page, where another one was shown before it was run again."""
    go_to(page, title)
    run_cell(page)
    app = page.locator(f"{SHOWN} .app")
    page.wait_for_selector(f'{SHOWN} .app[data-state="open"]')
    bar, first = app.locator(".app-address"), f"localhost:8000{app.get_attribute('data-path') or '/'}"
    if bar.input_value() != first:
        bar.fill(first)
        bar.press("Enter")
        page.wait_for_selector(f'{SHOWN} .app[data-state="open"]')
    return page.frames[-1]


def clock(page: Page, name: str) -> tuple[str | None, int]:
    """A clock's state and the seconds it has left."""
    part = page.locator(f'[data-part="{name}-clock"]')
    return part.get_attribute("data-state"), int(part.get_attribute("data-remaining-s") or 0)


def enter(page: Page, *lines: str) -> None:
    """Type lines into the REPL, each ended with Enter."""
    for line in lines:
        page.keyboard.type(line)
        page.keyboard.press("Enter")


def restart_python(page: Page) -> None:
    """Run in the REPL what can't be interrupted, and stop it: a fresh Python takes over, and the REPL is closed."""
    press(page, "Escape", "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "sum(range(10**11))")
    page.wait_for_selector('html[data-live="busy"]')
    press(page, "Control+c")
    transcript(page, "Python was restarted")
    page.wait_for_selector('html[data-live="ready"]')
    press(page, "Escape")


def transcript(page: Page, expected: str) -> str:
    """The REPL's transcript once it holds the expected text."""
    output = page.locator('[data-part="repl-output"]')
    output.filter(has_text=expected).wait_for()
    return output.inner_text()
