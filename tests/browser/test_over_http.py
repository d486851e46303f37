"""Live code does the same over HTTP as from a file, on a host that isolates the page and on one that does not."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page
from tests.browser.conftest import Open, QuietHandler
from tests.browser.speaker import SHOWN, cell, enter, go_to, press, run_cell


class IsolatingHandler(QuietHandler):
    def end_headers(self) -> None:
        """A page with these headers has shared memory, and may embed only what allows it."""
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
        super().end_headers()


@pytest.fixture(params=[QuietHandler, IsolatingHandler], ids=["plain", "isolated"])
def served(request: pytest.FixtureRequest, open_page: Open) -> Iterator[Callable[[Path], Page]]:
    """Opens a built page from a host of the one kind and of the other."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(file: Path) -> Page:
        handler = functools.partial(request.param, directory=str(file.parent))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        page = open_page(f"http://127.0.0.1:{server.server_address[1]}/{file.name}")
        assert page.evaluate("() => crossOriginIsolated") == (request.param is IsolatingHandler)
        return page

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def test_cells_run_ask_stop_and_show(served: Callable[[Path], Page], cells: Path) -> None:
    page = served(cells)
    go_to(page, "Table")
    run_cell(page)
    assert page.locator(f"{SHOWN} .shown td").all_inner_texts() == ["One", "5", "Two", "10"]
    go_to(page, "Asks")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    for kind, line in (("text", "Ann"), ("password", "secret")):
        expect(page.locator(f'{SHOWN} .ask input[type="{kind}"]')).to_be_focused()
        page.keyboard.type(line)
        press(page, "Enter")
    page.wait_for_selector(f'{cell(page)}[data-state="done"]')
    go_to(page, "Short of time")
    run_cell(page, state="stopped")
    go_to(page, "One long call")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="running"]')
    page.locator(cell(page)).get_by_role("button", name="Stop").click()
    page.wait_for_selector(f'{cell(page)}[data-state="stopped"]')
    page.wait_for_selector('html[data-live="ready"]')
    go_to(page, "Scripted")
    run_cell(page)
    inside = page.frame_locator(f"{SHOWN} .scripted iframe").frame_locator("iframe")
    expect(inside.locator("#p")).to_have_text("scripted, reached nothing, 42")


COMPUTES = """# Computes

## For a good second

```python run
import js
turned = js.Array.new()
js.setTimeout(js.Array.prototype.push.bind(turned), 0, "turned")
sum(1 for _ in range(3_000_000))
print(list(turned))
```
"""
"""Tells whether the worker's event loop turned over while Python computed."""


def test_a_look_for_a_stop_suspends_python_only_where_no_memory_is_shared(
    served: Callable[[Path], Page], tmp_path: Path
) -> None:
    (tmp_path / "talk.md").write_text(COMPUTES, encoding="utf-8")
    page = served(build_page(read_notes(tmp_path / "talk.md"), tmp_path / "out"))
    go_to(page, "For a good second")
    turned = [] if page.evaluate("() => crossOriginIsolated") else ["turned"]
    assert run_cell(page) == f"{turned}\n"


def test_every_engine_runs(served: Callable[[Path], Page], engines: Path) -> None:
    page = served(engines)
    press(page, "`")
    for engine, answer in (("MicroPython", 42), ("Skulpt", 43), ("Brython", 44)):
        page.get_by_role("button", name=engine, exact=True).click()
        page.locator('[data-part="repl-input"]').click()
        enter(page, f"{answer - 2} + 2")
        expect(page.locator('[data-part="repl-output"]')).to_contain_text(f"\n{answer}")
