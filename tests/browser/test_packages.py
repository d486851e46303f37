"""Packages are in the page: cells import them without a network."""

import json
import os
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import PROJECT, Open
from tests.browser.speaker import cell, enter, go_to, press, restart_python, run_cell, transcript
from tests.site.wheel_making import make_wheel

CORS = {"access-control-allow-origin": "*"}


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk that brings packages."""
    return build_page(read_notes(PROJECT / "tests" / "cases" / "packages.md"), tmp_path_factory.mktemp("packages"))


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("WebAssembly", '{"slides":3}'),
        ("Seen only as it runs", "pygal came along"),
        ("Reads its own sources", "<class 'anyio.Path'>"),
        ("Perhaps", "goes on without it"),
        ("By micropip", "pygal is here"),
    ],
)
def test_a_package_is_loaded_from_the_page_when_code_wants_it(
    packages: Path, open_shared: Open, title: str, printed: str
) -> None:
    page = open_shared(packages)
    go_to(page, title)
    assert run_cell(page).strip() == printed


@pytest.fixture(scope="module")
def bars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A talk with libraries that draw in threads where there are any."""
    return build_page(read_notes(PROJECT / "tests" / "cases" / "bars.md"), tmp_path_factory.mktemp("bars"))


def test_bars_are_drawn_without_threads(bars: Path, open_shared: Open) -> None:
    page = open_shared(bars)
    go_to(page, "A bar by tqdm")
    assert run_cell(page) == "3/3\nafter\n"
    go_to(page, "Bars by rich")
    tracked, *others = run_cell(page).splitlines()
    assert tracked.startswith("Tracked")
    assert "100%" in tracked
    assert others == ["one", "2"]
    go_to(page, "A table by rich")
    assert "ada" in run_cell(page)


def test_a_bar_that_is_stopped_leaves_no_noise(bars: Path, open_shared: Open) -> None:
    """On a machine that stands still for 0.4 s Python is replaced instead; one stop in three is gentle all the same."""
    page = open_shared(bars)
    go_to(page, "A bar that is stopped")
    said = set()
    for _ in range(3):
        page.wait_for_selector('html[data-live="ready"]')
        press(page, "Control+Enter")
        page.locator(f"{cell(page)} .output").filter(has_text="going").wait_for()
        press(page, "Control+.")
        page.wait_for_selector(f'{cell(page)}[data-state="stopped"] .output:not([data-arriving])')
        said.add(page.locator(f"{cell(page)} .output").inner_text())
    gentle, replaced = (
        "going\nKeyboardInterrupt: stopped\n",
        "goingStopped: Python was restarted.\n",
    )
    assert gentle in said <= {gentle, replaced}


def test_the_repl_imports_them_too_and_says_what_is_missing(packages: Path, open_shared: Open) -> None:
    page = open_shared(packages)
    press(page, "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "import msgspec; msgspec.json.decode(b'[1]')", "import footlights_gone")
    said = transcript(page, "build again")
    assert "[1]" in said
    assert (
        "footlights_gone is not in this talk: name its package under packages: in the notes, and build again." in said
    )


def test_the_slide_says_why_the_build_could_not_bring_a_module(tmp_path: Path, open_page: Open) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text("# T\n\n---\n\n```python run\nimport footlights_nowhere\n```\n", encoding="utf-8")
    page = open_page(build_page(read_notes(notes), tmp_path / "out"))
    press(page, "End")
    said = run_cell(page, state="failed")
    assert "footlights_nowhere is not in this talk: PyPI does not have it; Pyodide's distribution does not" in said
    assert "and build again" not in said


def test_a_fresh_python_has_the_packages_again(packages: Path, open_page: Open) -> None:
    page = open_page(packages)
    page.wait_for_selector('[data-part="warmth"][aria-label^="6 of 8"]', state="attached")
    go_to(page, "WebAssembly")
    run_cell(page)
    restart_python(page)
    assert run_cell(page).strip() == '{"slides":3}'


def test_micropip_says_what_there_is_when_the_index_is_out_of_reach(packages: Path, open_page: Open) -> None:
    page = open_page(packages, tolerated="net::ERR_FAILED")
    go_to(page, "Not in the talk")
    said = run_cell(page, state="failed")
    assert "footlights-elsewhere is not in this talk, and the package index does not answer." in said
    assert "Without a network there is: anyio, idna, " in said


def test_micropip_fetches_from_the_index_and_says_that_this_needs_a_network(
    packages: Path, open_page: Open, context: BrowserContext, tmp_path: Path
) -> None:
    wheel = make_wheel(tmp_path, "footlights-elsewhere", footlights_elsewhere="word = 'from the index'")
    address = f"https://files.pythonhosted.org/packages/{wheel.name}"
    listing = {
        "meta": {"api-version": "1.0"},
        "name": "footlights-elsewhere",
        "files": [{"filename": wheel.name, "url": address, "hashes": {}}],
        "versions": ["1.0"],
    }

    def answer(route: Route) -> None:
        if route.request.url == address:
            route.fulfill(body=wheel.read_bytes(), headers=CORS)
        else:
            kind = "application/vnd.pypi.simple.v1+json"
            route.fulfill(body=json.dumps(listing), headers={**CORS, "content-type": kind})

    context.route("https://pypi.org/simple/footlights-elsewhere/**", answer)
    context.route(address, answer)
    page = open_page(packages)
    go_to(page, "Not in the talk")
    assert run_cell(page).split("\n")[:2] == [
        "from the index",
        "fetched from PyPI, missing without a network: footlights-elsewhere; packages: brings it along",
    ]


def test_what_the_cells_ahead_import_is_imported_while_nothing_runs(packages: Path, open_page: Open) -> None:
    page = open_page(packages)
    page.wait_for_selector('[data-part="warmth"][data-state="missing"]', state="attached")
    page.wait_for_selector('[data-part="warmth"][aria-label^="6 of 8"]', state="attached")
    press(page, "w")
    rows = page.locator('[data-part="warmth-list"] li')
    assert rows.locator(".how").all_inner_texts() == [
        *["ready"] * 5,
        "missing: footlights_elsewhere",
        "missing: footlights_slow",
        "ready",
    ]
    press(page, "Escape", "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "import sys; [name in sys.modules for name in ('msgspec', 'anyio', 'this')]")
    assert "[True, True, False]" in transcript(page, "[True")


def test_an_import_that_speaks_is_left_to_its_cell(packages: Path, open_page: Open) -> None:
    page = open_page(packages)
    go_to(page, "Speaks when imported")
    page.wait_for_selector('[data-part="warmth"][aria-label^="1 of 1"]', state="attached")
    assert "Beautiful is better than ugly." in run_cell(page)


def test_code_that_is_run_does_not_wait_for_what_is_warmed_up(tmp_path: Path, open_page: Open) -> None:
    slow = "import time\nstart = time.perf_counter()\nwhile time.perf_counter() < start + 60: pass\n"
    make_wheel(tmp_path / "wheels", "footlights-slow", footlights_slow=slow, footlights_whole="")
    notes = tmp_path / "talk.md"
    fences = ["import footlights_whole, footlights_slow", "import sys\nprint('footlights_slow' in sys.modules)"]
    notes.write_text("# T\n" + "".join(f"\n---\n\n```python run\n{code}\n```\n" for code in fences), encoding="utf-8")
    page = open_page(build_page(read_notes(notes), tmp_path / "out"))
    page.wait_for_selector('[data-part="warmth"][data-state="warming"]', state="attached")
    press(page, "End")
    assert run_cell(page).strip() == "False"


def test_a_cell_that_is_run_while_it_is_warmed_up_waits_for_its_own_import(tmp_path: Path, open_page: Open) -> None:
    slow = "import time\nstart = time.perf_counter()\nwhile time.perf_counter() < start + 2: pass\nwhole = True\n"
    make_wheel(tmp_path / "wheels", "footlights-slow", footlights_slow=slow)
    notes = tmp_path / "talk.md"
    fences = ["import json", "import html", "import footlights_slow\nprint(footlights_slow.whole)"]
    notes.write_text("# T\n" + "".join(f"\n---\n\n```python run\n{code}\n```\n" for code in fences), encoding="utf-8")
    page = open_page(build_page(read_notes(notes), tmp_path / "out"))
    page.wait_for_selector('[data-part="warmth"][aria-label^="2 of 3"]', state="attached")
    press(page, "End")
    assert run_cell(page).strip() == "True"


def test_a_talk_with_20_mb_of_wheels_shows_its_first_slide_before_they_have_arrived(
    tmp_path: Path, open_page: Open
) -> None:
    for name in ("one", "two", "three"):
        noise = os.urandom(7_000_000)
        wheel = make_wheel(tmp_path / "wheels", f"footlights-{name}", **{f"footlights_{name}": "import pathlib"})
        with zipfile.ZipFile(wheel, "a") as archive:
            archive.writestr(f"footlights_{name}.bin", noise)
    notes = tmp_path / "talk.md"
    imports = "import footlights_one, footlights_two, footlights_three\nprint(footlights_three.pathlib.__name__)"
    notes.write_text(f"# T\n\n---\n\n```python run\n{imports}\n```\n", encoding="utf-8")
    file = build_page(read_notes(notes), tmp_path / "out")
    assert file.stat().st_size > 28_000_000 + 15_000_000
    page = open_page(file)
    page.wait_for_load_state("domcontentloaded")
    painted, parsed = page.evaluate(
        "() => [performance.getEntriesByName('footlights:first-slide')[0].startTime, performance.getEntriesByType('navigation')[0].domInteractive]"
    )
    assert painted < parsed
    press(page, "End")
    assert run_cell(page).strip() == "pathlib"
