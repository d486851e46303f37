"""The clock in the page: seen from every slide, and nothing it knows is ever lost."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import CASES, Open
from tests.browser.killing import Mortal
from tests.browser.speaker import ON_THE_DAY, clock, go_to, place, press


def about(seconds: int) -> object:
    """The seconds on a clock face that is painted once a second."""
    return pytest.approx(seconds, abs=1)


def test_a_section_counts_down_once_started(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "]")
    assert (clock(page, "section"), clock(page, "talk")) == (("idle", 240), ("idle", 1200))
    press(page, "t")
    context.clock.run_for(61_000)
    assert (clock(page, "section"), clock(page, "talk")) == (("running", about(179)), ("running", about(1139)))
    press(page, "t")
    context.clock.run_for(60_000)
    assert clock(page, "section") == ("paused", about(179))


def test_a_lid_that_was_closed_counts_or_does_not(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "]", "t")
    context.clock.run_for(60_000)
    context.clock.fast_forward(10 * 60_000)
    message = page.locator('[data-part="message"]')
    expect(message).to_contain_text("The page was away for 10 min: the clock counts that.")
    assert clock(page, "talk") == ("running", pytest.approx(1200 - 660, abs=30))
    press(page, "Shift+G")
    expect(message).to_contain_text("The page was away for 10 min: the clock does not count that.")
    assert clock(page, "talk") == ("running", pytest.approx(1200 - 60, abs=30))


HEARD = """(() => {
  const told = [];
  const listen = (of, name, word) => {
    const own = of[name];
    of[name] = function (...given) {
      told.push(word(this, ...given));
      return own.apply(this, given);
    };
  };
  listen(OscillatorNode.prototype, "start", (tone) => `tone of ${tone.frequency.value} Hz`);
  listen(AudioContext.prototype, "close", () => "silence");
  listen(Navigator.prototype, "vibrate", (_, ms) => `buzz of ${ms} ms`);
  globalThis.told = told;
})()"""
"""Writes down what is felt and heard, and lets it be."""


@pytest.mark.parametrize("sound, heard", [("", []), ("sound: true\n", ["tone of 660 Hz", "silence"])])
def test_a_warning_buzzes_and_is_heard_where_the_notes_ask_for_it(
    sound: str, heard: list[str], tmp_path: Path, context: BrowserContext, open_page: Open
) -> None:
    (tmp_path / "talk.md").write_text(f"---\n{sound}---\n# T\n\n## One (3 min)\n\nx\n", encoding="utf-8")
    context.add_init_script(HEARD)
    context.clock.install(time=ON_THE_DAY)
    page = open_page(build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out"))
    press(page, "]", "t")
    context.clock.run_for(119_000)
    assert page.evaluate("told") == []
    context.clock.run_for(3_000)
    page.wait_for_function("(count) => told.length === count", arg=1 + len(heard))
    assert page.evaluate("told") == ["buzz of 120 ms", *heard]


def test_going_back_goes_on_where_it_was_left(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "]", "t")
    context.clock.run_for(30_000)
    press(page, "]")
    context.clock.run_for(20_000)
    assert clock(page, "section") == ("running", about(160))
    press(page, "[")
    assert clock(page, "section") == ("running", about(210))


def test_over_time_counts_up_behind_a_sign(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "]", "t")
    context.clock.run_for(252_000)
    assert clock(page, "section") == ("over", about(-12))
    assert page.locator('[data-part="section-clock"] .face').inner_text().startswith("+0:1")
    sign = "getComputedStyle(document.querySelector('[data-part=\"section-clock\"] .sign'), '::before').content"
    assert page.evaluate(sign).startswith('"▲"')


FACE = """() => { const face = document.querySelector('[data-part="talk-clock"] .face');
    const canvas = document.createElement('canvas').getContext('2d');
    const { fontWeight, fontSize, fontFamily } = getComputedStyle(face);
    canvas.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    return canvas.measureText('0').actualBoundingBoxAscent / innerHeight; }"""
"""How high a digit of the clock is, as a share of the page."""
WALL = """(endsAt) => new Date(endsAt).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })"""


def test_a_large_clock_says_how_the_talk_does_and_when_it_ends(
    tour: Path, context: BrowserContext, open_page: Open
) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    pace = page.locator('[data-part="pace"]')
    press(page, "]", "t")
    assert (pace.is_visible(), page.evaluate(FACE) < 1 / 20) == (False, True)
    press(page, "k")
    page.wait_for_selector("html[data-large-clock]")
    assert page.evaluate(FACE) >= 1 / 20
    context.clock.run_for(20 * 60_000)
    expect(pace.locator("strong")).to_have_text(re.compile(r"^\d+ min behind$"))
    behind_s = -int(pace.get_attribute("data-ahead-s") or 0)
    assert pace.locator("strong").inner_text() == f"{(behind_s + 30) // 60} min behind"
    ends = page.evaluate(WALL, int(pace.get_attribute("data-ends-at") or 0))
    assert pace.locator("span").inner_text().startswith(f"ends {ends}, ")
    press(page, "k")
    expect(pace).to_be_hidden()


def test_a_killed_browser_loses_neither_place_nor_clock(
    built: Callable[[Path], Path], mortal: Callable[[], Mortal]
) -> None:
    deck = built(CASES / "speaker.md")
    browser = mortal()
    page = browser.open(deck)
    go_to(page, "Steps")
    press(page, "n", "t")
    before = place(page)
    page.wait_for_function("() => document.querySelector('[data-part=\"talk-clock\"]').dataset.remainingS < 1199")
    browser.kill()
    again = mortal().open(deck)
    assert place(again) == before == (4, 2)
    state, remaining_s = clock(again, "talk")
    assert (state, remaining_s < 1199) == ("running", True)


def test_a_reset_by_accident_is_undone(tour: Path, context: BrowserContext, open_page: Open) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "]", "t")
    context.clock.run_for(30_000)
    press(page, "Shift+T")
    assert clock(page, "section") == ("idle", about(240))
    press(page, "Shift+T")
    assert clock(page, "section") == ("running", about(210))


def test_the_browser_asks_before_it_closes_a_page_only_while_its_clock_runs(
    tour: Path, context: BrowserContext, open_page: Open
) -> None:
    context.clock.install(time=ON_THE_DAY)
    page = open_page(tour)
    press(page, "t")
    page.wait_for_selector('[data-part="talk-clock"][data-state="running"]')
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    press(page, "t")
    page.wait_for_selector('[data-part="talk-clock"][data-state="paused"]')
    with page.expect_event("close"):
        page.close(run_before_unload=True)
