"""The preflight really tries what a talk needs, and says what to do about what is missing."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.speaker import named, press
from tests.browser.test_speaker_window import open_speaker
from tests.commands import build_py_apart
from tests.site.wheel_making import make_wheel

PANEL = '[data-part="preflight"]'
FENCES = """
---

```python run
import footlights_whole, this
```

---

```python run engine=skulpt
print(1)
```

---

![a picture](lamp.svg)
"""
LAMP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="2" height="1" fill="gold"/></svg>'


def write_talk(folder: Path, *, more: str = "") -> Path:
    """A talk that needs a package, a file, another engine and a picture."""
    make_wheel(folder / "wheels", "footlights-whole", footlights_whole="")
    (folder / "data.csv").write_text("a,b\n", encoding="utf-8")
    (folder / "lamp.svg").write_text(LAMP, encoding="utf-8")
    notes = folder / "talk.md"
    notes.write_text(f"---\nfiles: [data.csv]\n---\n# T\n{FENCES}{more}", encoding="utf-8")
    return notes


@pytest.fixture(scope="module")
def browser(whole_browser: Browser) -> Browser:
    """Without windows there is no screen that could be kept on."""
    return whole_browser


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    return build_page(read_notes(write_talk(folder)), folder / "out")


def test_a_whole_talk_is_ready(whole: Path, open_page: Open) -> None:
    page = open_page(whole, place="#/preflight")
    page.wait_for_selector(f'{PANEL}[data-state="good"]', timeout=60_000)
    rows = page.locator(f"{PANEL} li:not([data-state=note])")
    assert rows.locator("strong").all_inner_texts() == [
        "Slides and clock",
        "Live Python",
        "Python",
        "import footlights_whole",
        "data.csv",
        "skulpt",
        "lamp.svg",
        "Soft stop and input()",
        "Edits, place and clock are kept",
        "Without a network",
        "Full screen",
        "The screen stays on",
    ]
    expect(page.locator(f"{PANEL} h2")).to_have_text("Ready: all 12 things are there")


def test_what_is_missing_is_named_with_its_remedy(tmp_path: Path, open_page: Open) -> None:
    missing = "\n---\n\n```python run\nimport footlights_gone\n```\n\n---\n\n![The plan](gone.png)\n"
    page = open_page(build_page(read_notes(write_talk(tmp_path, more=missing)), tmp_path / "out"))
    press(page, "Shift+W")
    page.wait_for_selector(f'{PANEL}[data-state="bad"]', timeout=60_000)
    bad = page.locator(f"{PANEL} li[data-state=bad]")
    said = [line for each in bad.all_inner_texts() for line in each.split("\n") if line]
    remedy = said.pop(2)  # what the build knows depends on the package index
    assert "Name its package under packages:" in remedy
    assert said == [
        "import footlights_gone",
        "ModuleNotFoundError: No module named 'footlights_gone'",
        "The plan",
        "not found",
        "Put it into images/ and build again.",
    ]
    expect(page.locator(f"{PANEL} h2")).to_have_text("2 of 14 things need you before the talk")


def test_storage_that_is_blocked_is_found(whole: Path, open_page: Open, context: BrowserContext) -> None:
    context.add_init_script(
        """IDBFactory.prototype.open = () => { throw new DOMException("forbidden", "SecurityError") };
        Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") };"""
    )
    page = open_page(whole, place="#/preflight")
    page.wait_for_selector(f'{PANEL}[data-state="bad"]', timeout=60_000)
    assert "not kept" in page.locator(f"{PANEL} li[data-state=bad]").inner_text()


def test_the_preflight_is_left_for_the_slide_before_it(whole: Path, open_page: Open) -> None:
    page = open_page(whole, place="#/2")
    press(page, "Shift+W")
    page.wait_for_selector('html[data-mode="preflight"]')
    named(page, "#/preflight")
    press(page, "Escape")
    page.wait_for_selector('html[data-mode="talk"]')
    named(page, "#/2")


def test_beside_a_speakers_window_the_audience_sees_nothing_of_it(whole: Path, open_page: Open) -> None:
    page = open_page(whole, place="#/2")
    press(page, "Shift+W")
    page.wait_for_selector(f"{PANEL}[data-state]")
    window = open_speaker(page)
    window.wait_for_selector(f"{PANEL} li")
    expect(page.locator(PANEL)).to_be_hidden()
    assert page.get_attribute("html", "data-mode") == "talk"
    press(window, "Escape")
    expect(window.locator(PANEL)).to_be_hidden()
    press(page, "Shift+W")
    expect(window.locator(PANEL)).to_be_visible()
    expect(page.locator(PANEL)).to_be_hidden()


def test_the_screen_stays_on_while_the_clock_runs(whole: Path, open_page: Open) -> None:
    page = open_page(whole)
    press(page, "t")
    page.wait_for_selector("html[data-awake]")
    press(page, "t")
    page.wait_for_selector("html:not([data-awake])")


@pytest.mark.parametrize(("more", "status"), [("", 0), ("\n---\n\n```python run\nimport footlights_gone\n```\n", 1)])
def test_check_tries_the_page_without_a_network(tmp_path: Path, more: str, status: int) -> None:
    result = build_py_apart("check", "--offline", "--json", str(write_talk(tmp_path, more=more)))
    assert result.returncode == status
    assert "✓ import footlights_whole: there" in result.stderr
    assert len(json.loads(result.stdout)) == status
