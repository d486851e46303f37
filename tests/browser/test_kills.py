"""The browser is killed at any moment of a talk, and opened again: everything is as it was on the screen.

``FOOTLIGHTS_KILLS=50`` kills it so often; ``-s`` prints a table of what was on the screen before and after, and how long
before the kill the oldest act was made that is not in it (`python3 build.py test tests/browser/test_kills.py -s`).
"""

import os
import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import CASES
from tests.browser.killing import Mortal
from tests.browser.speaker import KEEPS, SHOWN, STORED, clock, place, press, until
from tests.browser.test_speaker_window import open_speaker

NOTES = """---
duration: 60 min
---
# Killed

## One (15 min)

first

### Code

```python run id=code
0
```

### Output

```python run id=shown
0
```

### Aside (optional)

left out, or not

## Two (30 min)

one step

. . .

and the next
"""
"""Slides: 1 title, 2 agenda, 3 One, 4 Code, 5 Output, 6 Aside, 7 Two, which has two steps."""
KILLS = int(os.environ.get("FOOTLIGHTS_KILLS", "4"))
ALLOWED_S = 1.0
"""An act that was made so shortly before the kill may be lost: the browser has to get the write out of its hands."""
DURATION_S = 3600
COUNTED_S = 3
"""The clock's face is whole seconds, keys and looks take their time."""
REPL = '[data-part="repl-input"]'


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("killed")
    (folder / "killed.md").write_text(NOTES, encoding="utf-8")
    return build_page(read_notes(folder / "killed.md"), folder)


@dataclass(frozen=True)
class Seen:
    """What is on the screen, in both windows: ``line`` is the REPL's last, ``text`` what it holds that was not entered."""

    place: tuple[int, int] = (1, 1)
    code: str = "0"
    output: str = ""
    line: str = ""
    text: str = ""
    clock: str | None = "ready"
    strokes: int = 0
    left_out: bool = False
    notes_size: float = 1.0
    slide_share: float = 0.0


def seen(page: Page, window: Page) -> Seen:
    """All that a speaker sees of a talk that was opened again."""
    at = place(page)
    if page.evaluate(STORED, "output:shown"):
        page.wait_for_selector('[data-name="shown"] .output .kept', state="attached")
    press(page, "Escape", "`")
    page.locator(REPL).wait_for()
    text = page.locator(REPL).inner_text().strip()
    press(page, "ArrowUp")
    line = page.locator(REPL).inner_text().strip() if page.evaluate(STORED, "talk") else ""
    press(page, "ArrowDown")
    expect(page.locator(REPL)).to_have_text(text)
    press(page, "Escape")
    return Seen(
        at,
        (page.locator('[data-name="code"] :is(.cm-content, pre.code > code)').first.text_content() or "").strip(),
        printed(page),
        "" if line == text else line,
        text,
        clock(page, "talk")[0],
        page.locator('.slide[data-slide="7"] > .ink path').count(),
        page.locator('.slide[data-slide="6"][data-dropped]').count() == 1,
        float(style(window, '[data-part="notes"]', "--notes-size") or 1),
        share(window),
    )


def printed(page: Page) -> str:
    """What the cell of the slide Output shows, without the word that it is old."""
    entries = page.locator('[data-name="shown"] .output > :not(.kept)')
    return "".join(entries.all_text_contents()).strip()


def style(window: Page, part: str, name: str) -> str:
    value: str = window.locator(part).evaluate("(part, name) => part.style.getPropertyValue(name)", name)
    return value


def share(window: Page) -> float:
    """How much of the speaker's window the slide has."""
    return round(float(style(window, '[data-part="speaker"]', "--slide-share")), 2)


class Stopwatch:
    """What the talk's clock ought to have counted, in seconds, by the clock of the machine."""

    def __init__(self, spent_s: float = 0.0, *, runs: bool = False) -> None:
        self.spent_s = spent_s
        self.since = time.monotonic() if runs else None

    def turn(self) -> None:
        self.spent_s, self.since = self.read(), None if self.since else time.monotonic()

    def read(self) -> float:
        return self.spent_s + (time.monotonic() - self.since if self.since else 0)


class Speaker:
    """Speaks on and on, and notes after each act what is on the screen, and when that was; ``last`` is ahead of it."""

    def __init__(self, page: Page, window: Page, last: Seen, lots: random.Random, watch: Stopwatch) -> None:
        self.page, self.window, self.lots, self.last, self.watch = page, window, lots, last, watch
        self.states = [(time.monotonic(), last)]
        self.acts = [
            self.turn, self.step, self.start_or_pause, self.edit, self.run, self.enter, self.type, self.draw,
            self.leave_out, self.resize_notes, self.move_edge,
        ]  # fmt: skip

    def speak(self) -> None:
        number = len(self.states) + self.lots.randrange(10_000)
        while True:
            number += 1
            self.lots.choice(self.acts)(number)
            self.page.wait_for_timeout(self.lots.choice([0, 20, 100, 300]))

    def _will_be(self, **changes: object) -> None:
        self.last = replace(self.last, **changes)  # type: ignore[arg-type]

    def _is_done(self) -> None:
        self.states.append((time.monotonic(), self.last))

    def _go(self, slide: int) -> None:
        self._will_be(place=(slide, 1))
        press(self.page, "g", str(slide), "Enter")
        self._is_done()

    def turn(self, _number: int) -> None:
        self._go(self.lots.choice([2, 3, 4, 5, 7]))

    def step(self, _number: int) -> None:
        self._go(7)
        self._will_be(place=(7, 2))
        press(self.page, "PageDown")
        self._is_done()

    def start_or_pause(self, _number: int) -> None:
        self._will_be(clock="paused" if self.last.clock == "running" else "running")
        press(self.page, "t")
        self.watch.turn()
        self._is_done()

    def edit(self, number: int) -> None:
        self._go(4)
        self._replace_code(number)
        self._will_be(code=str(number))
        self._is_done()
        self.page.evaluate("document.activeElement.blur()")

    def run(self, number: int) -> None:
        self._go(5)
        self._replace_code(number)
        self._will_be(output=str(number))
        press(self.page, "Control+Enter")
        self.page.locator('[data-name="shown"] .output').get_by_text(str(number)).wait_for(timeout=20_000)
        self._is_done()
        self.page.evaluate("document.activeElement.blur()")

    def _replace_code(self, number: int) -> None:
        self.page.locator(f"{SHOWN} .cm-content").click()
        press(self.page, "Control+a")
        self.page.keyboard.insert_text(str(number))

    def enter(self, number: int) -> None:
        self._open_repl()
        self._will_be(text=str(number))
        self.page.keyboard.insert_text(str(number))
        self._is_done()
        self._will_be(line=str(number), text="")
        press(self.page, "Enter", "Escape")
        self._is_done()

    def type(self, number: int) -> None:
        self._open_repl()
        self._will_be(text=f"half {number}")
        self.page.keyboard.insert_text(f"half {number}")
        self._is_done()
        press(self.page, "Escape")

    def _open_repl(self) -> None:
        press(self.page, "`", "Control+a")

    def draw(self, number: int) -> None:
        self._go(7)
        press(self.page, "x")
        self.page.mouse.move(300, 100 + number % 400)
        self.page.mouse.down()
        self.page.mouse.move(600, 200, steps=3)
        self._will_be(strokes=self.last.strokes + 1)
        self.page.mouse.up()
        self._is_done()
        press(self.page, "Escape")

    def leave_out(self, _number: int) -> None:
        press(self.page, "Shift+P")
        self.page.locator('[data-part="replan"] input[type="checkbox"]').click()
        self._will_be(left_out=not self.last.left_out)
        self.page.get_by_role("button", name="Take", exact=True).click()
        self._is_done()

    def resize_notes(self, _number: int) -> None:
        larger = self.last.notes_size < 1.5
        self._will_be(notes_size=round(self.last.notes_size + (0.1 if larger else -0.1), 1))
        press(self.window, "+" if larger else "-")
        self._is_done()

    def move_edge(self, _number: int) -> None:
        wider = self.last.slide_share < 0.6
        self._will_be(slide_share=round(self.last.slide_share + (0.02 if wider else -0.02), 2))
        self.window.locator('[data-splits="slide"]').press("ArrowRight" if wider else "ArrowLeft")
        self._is_done()


TRACES = tuple(field.name for field in fields(Seen))


def lost_age_s(states: list[tuple[float, Seen]], back: Seen, killed_at: float) -> float:
    """How long before the kill the oldest act was made that is not on the screen; 0 if all are."""
    ages = [0.0]
    for trace in TRACES:
        value = getattr(back, trace)
        kept = max((index for index, (_, state) in enumerate(states) if getattr(state, trace) == value), default=-1)
        ages += [killed_at - at for at, _ in states[kept + 1 : kept + 2]]
    return max(ages)


def _row(before: Seen, after: Seen) -> str:
    pairs = ((getattr(before, trace), getattr(after, trace)) for trace in TRACES)
    return " | ".join(f"{was}" if was == now else f"{was} → {now}" for was, now in pairs)


def test_a_killed_browser_opens_as_it_was_but_for_the_last_moment(talk: Path, mortal: Callable[[], Mortal]) -> None:
    lots = random.Random(os.environ.get("FOOTLIGHTS_LOTS", "13"))
    lost, acts = [], 0
    browser = mortal()
    page = browser.open(talk)
    window = open_speaker(page)
    now, watch = replace(Seen(), slide_share=share(window)), Stopwatch()
    print(f"| kill | acts | lost, s | {' | '.join(TRACES)} |")
    for kill in range(1, KILLS + 1):
        speaker = Speaker(page, window, now, lots, watch)
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
        page = browser.open(talk)
        window = open_speaker(page)
        now, states = seen(page, window), [*speaker.states, (killed_at[0], speaker.last)]
        acts += len(speaker.states) - 1
        spent_s, runs = DURATION_S - clock(page, "talk")[1], now.clock == "running"
        if runs == (watch.since is not None) and abs(spent_s - watch.read()) > COUNTED_S:
            lost.append(f"kill {kill}: the clock counts {spent_s} s, it ran for {watch.read():.1f} s")
        watch = Stopwatch(spent_s, runs=runs)
        age_s = lost_age_s(states, now, killed_at[0])
        row = f"| {kill} | {len(speaker.states) - 1} | {age_s:.2f} | {_row(speaker.last, now)} |"
        print(row)
        if age_s > ALLOWED_S:
            lost.append(row)
    assert (lost, acts > 0) == ([], True)


def test_a_renderer_that_crashes_with_both_windows_leaves_the_talk_to_the_next(
    built: Callable[[Path], Path], mortal: Callable[[], Mortal]
) -> None:
    browser, talk = mortal(), built(CASES / "speaker.md")
    page = browser.open(talk)
    window = open_speaker(page)
    press(window, "3", "Enter", "t", "+")
    until(page, KEEPS, '"notes_size":1')
    until(page, KEEPS, '"place":[3,1]')
    with pytest.raises(Error):
        page.goto("chrome://crash")
    again = browser.open(talk)
    expect(again.locator('[data-part="talk-clock"]')).to_have_attribute("data-state", "running")
    assert place(again) == (3, 1)
    anew = open_speaker(again)
    size = anew.locator('[data-part="notes"]').evaluate("notes => notes.style.getPropertyValue('--notes-size')")
    assert (place(anew), size) == ((3, 1), "1.1")
