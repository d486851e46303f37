"""What cells showed when the talk was recorded, on a day when Python does not run them."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open
from tests.browser.damage import broken, without_live_python
from tests.browser.speaker import SHOWN, cell, go_to, press, words_of
from tests.commands import build_py, build_py_apart

NOTES = """# Recorded

## Prints

```python run id=prints
print("hello")
6 * 7
```

## Shows

```python run id=shows
class Table:
    def _repr_html_(self): return "<table><tr><td>1</td></tr></table>"
    def __repr__(self): return "a table"
Table()
```

## Asks

```python run id=asks
print("nobody" if not input("Who? ") else "somebody")
```

## Fails on purpose

```python run id=fails expect=ZeroDivisionError
1 / 0
```

## Serves

```python app id=serves
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<title>Home</title><h1>Home</h1><a href=/other>other</a>"]
```

## Compares

```python compare id=compares engine=micropython,pyodide
print(sum(range(10)))
```
"""
PRINTED = {"prints": "hello\n42\n", "shows": "1", "asks": "Who? \nnobody\n"}


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notes that were recorded."""
    file = tmp_path_factory.mktemp("recorded") / "talk.md"
    file.write_text(NOTES, encoding="utf-8")
    result = build_py_apart("record", str(file))
    assert result.returncode == 0, result.stderr
    return file


@pytest.fixture(scope="module")
def built(notes: Path) -> Path:
    return build_page(read_notes(notes), notes.parent / "out")


def messages(notes: Path) -> dict[str, list[dict[str, Any]]]:
    kept = json.loads(notes.with_suffix(".recorded.json").read_text(encoding="utf-8"))
    return {name: each["messages"] for name, each in kept["cells"].items()}


def show_recorded(page: Page, title: str) -> str:
    """Run a cell where Python can't; what is shown then."""
    go_to(page, title)
    selector = cell(page)
    page.locator(selector).get_by_role("button", name="Run").click()
    shown = f'{selector}[data-state="recorded"] [data-part="output"]:not([data-arriving])'
    page.locator(f"{shown} > *").first.wait_for()
    page.locator(shown).wait_for()
    return words_of(page, f'{selector} [data-part="output"]')


def test_a_recording_holds_what_the_kernel_said_of_each_cell(notes: Path) -> None:
    kept = messages(notes)
    traceback, served, compared = kept.pop("fails"), kept.pop("serves"), kept.pop("compares")
    html = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert kept == {
        "prints": [
            {"type": "Printed", "stream": "stdout", "text": "hello\n"},
            {"type": "Printed", "stream": "result", "text": "42\n"},
        ],
        "shows": [{"type": "Displayed", "bundle": {"text/plain": "a table", "text/html": html}}],
        "asks": [{"type": "Printed", "stream": "stdout", "text": "Who? \nnobody\n"}],
    }
    assert [message["stream"] for message in traceback] == ["error"]
    assert traceback[0]["text"].endswith("ZeroDivisionError: division by zero\n")
    opened, home = served
    assert (opened["type"], home["type"], home["target"], home["status"]) == ("AppOpened", "AppServed", "/", 200)
    assert b"<h1>Home</h1>" in b64decode(home["body"])
    assert [(row["engine"], row["words"]) for row in compared[0]["rows"]] == [("MicroPython", "45"), ("Pyodide", "45")]


def test_without_live_python_every_cell_shows_what_was_recorded(built: Path, tmp_path: Path, open_page: Open) -> None:
    page = open_page(without_live_python(built, tmp_path), live="failed")
    assert {name: show_recorded(page, name.title()) for name in PRINTED} == PRINTED
    assert page.locator(f"{SHOWN} .chip").inner_text().startswith("recorded 20")
    assert "ZeroDivisionError" in show_recorded(page, "Fails on purpose")
    assert show_recorded(page, "Compares").split().count("45") == 2
    message = page.locator('[data-part="message"]').inner_text()
    assert message.startswith("Cells show what was recorded. Live Python is not available: ")


def test_a_recorded_application_shows_its_page_and_says_what_was_not_visited(
    built: Path, tmp_path: Path, open_page: Open
) -> None:
    page = open_page(without_live_python(built, tmp_path), live="failed")
    go_to(page, "Serves")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.locator(f'{SHOWN} iframe[title="Home"]').wait_for()
    page.frames[-1].get_by_role("link").press("Enter")
    page.locator(f'{SHOWN} iframe[title="Not recorded"]').wait_for()
    page.locator(f"{SHOWN} .app-bar").get_by_role("button", name="Back").click()
    page.locator(f'{SHOWN} iframe[title="Home"]').wait_for()


def test_without_any_python_cells_show_what_was_recorded(built: Path, tmp_path: Path, open_page: Open) -> None:
    page = open_page(broken(built, "wasm", tmp_path), stage="failed", live="failed")
    shown = {}
    for number, name in ((3, "prints"), (4, "shows"), (5, "asks")):
        page.evaluate("place => { location.hash = place }", f"#/{number}")
        page.locator(f'{SHOWN}[data-slide="{number}"] [data-action="run"]').click()
        page.locator(f'{SHOWN} .cell[data-state="recorded"] .output > *').first.wait_for()
        shown[name] = words_of(page, f"{SHOWN} .output")
    assert shown == PRINTED
    page.evaluate("location.hash = '#/6'")
    page.wait_for_selector(f'{SHOWN}[data-slide="6"]')
    press(page, "Control+Enter")
    page.locator(f'{SHOWN} .cell[data-state="recorded"] .output > *').first.wait_for()
    page.evaluate("location.hash = '#/5'")
    page.wait_for_selector(f'{SHOWN}[data-slide="5"]')
    assert page.locator('[data-part="number"]').inner_text() == "5 / 8"


def test_a_recording_that_can_not_be_read_is_told_and_the_others_are_shown(
    notes: Path, tmp_path: Path, open_page: Open
) -> None:
    kept = json.loads(notes.with_suffix(".recorded.json").read_text(encoding="utf-8"))
    kept["cells"]["prints"]["messages"] = [5]
    (tmp_path / "talk.recorded.json").write_text(json.dumps(kept), encoding="utf-8")
    (tmp_path / "talk.md").write_text(NOTES, encoding="utf-8")
    built = build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out")
    page = open_page(without_live_python(built, tmp_path), live="failed")
    assert show_recorded(page, "Prints") == "The recording of this cell can't be read.\n"
    assert show_recorded(page, "Shows") == PRINTED["shows"]


def test_a_cell_that_waits_in_vain_offers_its_recording(built: Path, open_page: Open) -> None:
    page = open_page(built)
    go_to(page, "Prints")
    page.locator(f"{cell(page)} .cm-content").fill("while True: pass")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="running"]')
    press(page, "Escape", "PageDown")
    waits = page.locator(cell(page))
    waits.get_by_role("button", name="Run").click()
    waits.get_by_role("button", name="Show recorded").click()
    page.locator(f'{cell(page)}[data-state="recorded"] td').wait_for()
    assert page.get_attribute("html", "data-live") == "busy"


def test_the_preflight_tries_the_recording(built: Path, open_page: Open) -> None:
    page = open_page(built, place="#/preflight")
    line = page.locator('[data-part="preflight"] li', has_text="What cells showed when recorded")
    assert line.get_attribute("data-state") == "good"
    assert line.locator(".how").inner_text().startswith("6 of 6 cells, 20")


def test_a_page_of_a_recorded_talk_runs_its_cells_as_any_other(built: Path, open_page: Open) -> None:
    page = open_page(built)
    go_to(page, "Prints")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="done"] .output:not([data-arriving])')
    assert page.locator(f"{SHOWN} .output").inner_text() == PRINTED["prints"]
    assert page.get_by_role("button", name="Show recorded").count() == 0


def test_a_page_that_was_cut_short_shows_what_was_recorded(built: Path, tmp_path: Path, open_page: Open) -> None:
    text = built.read_text(encoding="utf-8")
    short = tmp_path / "short.html"
    short.write_text(text[: text.index('data-blob="stdlib"') + 5000], encoding="utf-8")
    page = open_page(short, stage="", live="failed")
    assert show_recorded(page, "Prints") == PRINTED["prints"]
    assert "the page is incomplete" in page.locator('[data-part="message"]').inner_text()


def test_a_cell_may_be_left_out_and_one_that_is_stopped_on_purpose_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    cells = ("norecord\n1 / 0", "id=stopped timeout=1s expect=stopped\nwhile True: pass")
    file.write_text("# Talk\n\n" + "".join(f"```python run {cell}\n```\n\n" for cell in cells), encoding="utf-8")
    result = build_py_apart("record", str(file))
    assert result.returncode == 0, result.stderr
    words = {"type": "Printed", "stream": "error", "text": "KeyboardInterrupt: stopped\n"}
    assert messages(file) == {"stopped": [words]}
    assert build_py("build", str(file), "--out", str(tmp_path / "out")).returncode == 0


def test_a_talk_with_a_cell_that_errs_is_not_recorded(tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text("# Talk\n\n```python run\n1 / 0\n```\n\n```python run expect=two\n'one'\n```\n", encoding="utf-8")
    result = build_py_apart("record", str(file))
    assert result.returncode == 1
    assert result.stderr.splitlines()[-4:] == [
        f"{file}:4: the cell failed: ZeroDivisionError: division by zero",
        f"{file}:8: the cell does not print 'two'",
        "    Its last line is \"'one'\".",
        "build.py: nothing was recorded: mend what is said above first",
    ]
    assert not file.with_suffix(".recorded.json").exists()


def test_a_build_fails_whose_recording_is_not_of_these_cells(notes: Path, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    text = NOTES.replace("6 * 7", "6 * 9") + "\n## New\n\n```python run id=new\n1\n```\n"
    file.write_text(text, encoding="utf-8")
    recording = notes.with_suffix(".recorded.json").read_text(encoding="utf-8")
    file.with_suffix(".recorded.json").write_text(recording, encoding="utf-8")
    result = build_py("build", str(file), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    again = f"    Record it again: build.py record {file}"
    assert result.stderr.splitlines()[:4] == [
        f"{file}:6: the cell was recorded with other code",
        again,
        f"{file}:48: the cell was not recorded",
        again,
    ]
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    kept = json.loads(page.partition('<script type="application/json">')[2].partition("</script>")[0])["recorded"][
        "cells"
    ]
    assert kept == ["shows", "asks", "fails", "serves", "compares"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("no JSON", "is not a recording: "), ('{"cells": {}}', "is not a recording: KeyError('recorded_on')")],
)
def test_a_file_that_is_no_recording_is_named(text: str, why: str, tmp_path: Path) -> None:
    file = tmp_path / "talk.md"
    file.write_text(NOTES, encoding="utf-8")
    recording = file.with_suffix(".recorded.json")
    recording.write_text(text, encoding="utf-8")
    result = build_py("build", str(file), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    assert f"build.py: {recording} {why}" in result.stderr
