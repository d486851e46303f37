"""What a talk keeps, and for whom: a killed browser, two tabs of one deck, a storage that is wrong, full or forbidden.

``FOOTLIGHTS_KILLS=50`` kills the browser so often (`python3 build.py test tests/browser/test_saving.py -k killed`).
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Playwright

from footlights.site.build import build_page
from footlights.site.notes import read_notes
from tests.browser.killing import Mortal
from tests.browser.speaker import clock, place, press

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
KEY = "(location.pathname + ':' + document.title)"
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


@dataclass(frozen=True)
class Seen:
    """What the speaker had done last when the browser was killed, by each of its traces."""

    place: tuple[int, int]
    code: str
    line: str
    clock: str | None


def seen(page: Page) -> Seen:
    stored = page.evaluate(STORED, "talk")
    history = json.loads(stored[0])["repl"]["history"] if stored else []
    code = page.evaluate("document.querySelector('[data-cell] pre.code > code').textContent")
    return Seen(place(page), code.strip(), history[-1] if history else "", clock(page, "talk")[0])


class Speaker:
    """Speaks on and on, and notes after each act how the talk stands, and when that was; ``last`` is ahead of it."""

    def __init__(self, page: Page, lots: random.Random) -> None:
        self.page, self.lots = page, lots
        self.last = seen(page)
        self.states = [(time.monotonic(), self.last)]

    def speak(self) -> None:
        number = 0
        while True:
            number += 1
            self._act(number)
            self.page.wait_for_timeout(self.lots.choice([0, 20, 100, 300]))

    def _act(self, number: int) -> None:
        last = self.last
        act = self.lots.choice(["turn", "clock", "edit", "enter"])
        if act == "turn":
            slide = self.lots.choice([2, 3, 4, 5])
            self.last = replace(last, place=(slide, 1))
            press(self.page, "g", str(slide), "Enter")
        elif act == "clock":
            self.last = replace(last, clock="paused" if last.clock == "running" else "running")
            press(self.page, "t")
        elif act == "edit":
            self.last = replace(last, place=(4, 1), code=str(number))
            press(self.page, "g", "4", "Enter")
            self.page.locator(EDITOR).click()
            press(self.page, "Control+a")
            self.page.keyboard.insert_text(str(number))
            self.page.evaluate("document.activeElement.blur()")
        else:
            self.last = replace(last, line=str(number))
            press(self.page, "`")
            self.page.keyboard.insert_text(str(number))
            press(self.page, "Enter", "Escape")
        self.states.append((time.monotonic(), self.last))


def test_a_killed_browser_loses_the_last_second_at_most(kept: Path, mortal: Callable[[], Mortal]) -> None:
    lots = random.Random(os.environ.get("FOOTLIGHTS_LOTS", "13"))
    lost, acts = [], 0
    browser = mortal()
    page = browser.open(kept)
    for kill in range(int(os.environ.get("FOOTLIGHTS_KILLS", "4"))):
        press(page, "`")
        page.locator('[data-part="repl-input"]').wait_for()
        press(page, "Escape")
        speaker = Speaker(page, lots)
        killed_at: list[float] = []

        def kill_it(doomed: Mortal = browser, killed_at: list[float] = killed_at) -> None:
            killed_at.append(time.monotonic())
            doomed.kill()

        timer = threading.Timer(lots.uniform(1, 6), kill_it)
        timer.start()
        with pytest.raises(Error):
            speaker.speak()
        timer.join()
        browser = mortal()
        page = browser.open(kept)
        back, states = seen(page), speaker.states
        acts += len(states) - 1
        safe = max(index for index, (at, _) in enumerate(states) if index == 0 or at <= killed_at[0] - 1)
        for trace in ("place", "code", "line", "clock"):
            may_be = [getattr(state, trace) for state in (*(state for _, state in states[safe:]), speaker.last)]
            if getattr(back, trace) not in may_be:
                lost.append(f"kill {kill + 1}: {trace} is {getattr(back, trace)!r}, was {may_be}")
    assert (lost, acts > 0) == ([], True)
    print(f"{acts} acts")
