"""The static site under a path of its own: kept after the first visit, never changed under the speaker."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from footlights.site.page.sites import site_of
from footlights.site.rehearsal.browsers import launch_arguments, require_chromium
from tests.browser.conftest import PROJECT, SIZE
from tests.browser.site_hosting import Host
from tests.browser.speaker import STORED, cell, enter, go_to, press, run_cell, start_app, transcript, until

NOTES = "---\ntitle: {}\nauthor: A Speaker\n---\n# {}\n\n## One (2 min)\n\n{}\n\n### Own\n\n```python run\nprint(6 * 7)\n```\n\n### Other\n\n```python run engine=skulpt\nprint('other')\n```\n"
RUNNING = '[data-part="talk-clock"][data-state="running"]'
OFFER = "Take the new version of this talk"


def build(folder: Path, words: str) -> Path:
    """A site of one talk; the path of its folder."""
    notes = folder / "talk.md"
    notes.write_text(NOTES.format("A talk", "A talk", words), encoding="utf-8")
    site_of(notes, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("site"), "First words.")


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    started = Host(site)
    yield started
    started.stop()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile with service workers; the network is the host's to lose."""
    made = browser.new_context(viewport=SIZE, color_scheme="dark")  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.fixture
def visit(visitor: BrowserContext) -> Iterator[Callable[..., Page]]:
    """Opens an address and waits until Python is live; the console must stay clean."""
    errors: list[str] = []

    def open_it(address: str, *, kept: bool = True, live: str = "ready", tolerated: str = "\0") -> Page:
        page = visitor.new_page()
        page.on("pageerror", lambda error: errors.append(f"{error.name}: {error.message}"))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text) if message.type == "error" and tolerated not in message.text else None
            ),
        )
        page.goto(address)
        page.wait_for_selector(f'html[data-live="{live}"]', timeout=60_000)
        if kept:
            page.wait_for_selector('html[data-offline="ready"]', timeout=60_000)
        return page

    yield open_it
    assert errors == []


def shown_words(page: Page) -> str:
    return page.locator('[data-part="slide"] .body p').first.text_content() or ""


def test_everything_works_without_a_network_after_the_first_visit(host: Host, visit: Callable[..., Page]) -> None:
    visit(host.address).close()
    host.stop()
    page = visit(host.address)
    go_to(page, "Own")
    assert run_cell(page).strip() == "42"
    go_to(page, "Other")
    assert run_cell(page).strip() == "other", "a sandbox is answered by the service worker as well"
    assert page.evaluate("crossOriginIsolated") is True, "the host sends no headers, the service worker does"
    host.start_again()


def test_the_first_visit_goes_on_when_the_network_goes(host: Host, visit: Callable[..., Page]) -> None:
    page = visit(host.address)
    host.stop()
    go_to(page, "Other")
    assert run_cell(page).strip() == "other"
    host.start_again()


def test_a_sandbox_stays_cut_off_where_the_service_worker_answers(host: Host, visit: Callable[..., Page]) -> None:
    visit(host.address).close()
    page = visit(host.address)
    go_to(page, "Other")
    run_cell(page)
    frame = next(frame for frame in page.frames if frame.url.endswith("#sandbox"))
    assert frame.evaluate("origin") == "null"


def test_a_new_version_waits_for_the_speakers_word(tmp_path: Path, visit: Callable[..., Page]) -> None:
    host = Host(build(tmp_path, "First words."))
    visit(host.address).close()
    build(tmp_path, "Second words.")

    page = visit(host.address)
    page.get_by_role("button", name=OFFER).wait_for(timeout=90_000)
    page.reload()
    page.get_by_role("button", name=OFFER).wait_for(timeout=90_000)
    assert shown_words(page) == "First words.", "neither a new page nor a reload brings it"
    page.close()
    host.stop()
    page = visit(host.address)
    assert shown_words(page) == "First words.", "nor a tab that was closed"

    page.get_by_role("button", name=OFFER).click()
    page.wait_for_function("() => document.body.textContent.includes('Second words.')")
    page.wait_for_selector('html[data-live="ready"]', timeout=60_000)
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    go_to(page, "Own")
    assert run_cell(page).strip() == "42", "it was fetched whole before it was offered: there is no network"
    host.start_again()
    host.stop()


def test_a_running_clock_is_not_disturbed_by_a_new_version(tmp_path: Path, visit: Callable[..., Page]) -> None:
    host = Host(build(tmp_path, "First words."))
    first = visit(host.address)
    press(first, "t")
    first.wait_for_selector(RUNNING)
    until(first, f"async () => JSON.parse((await ({STORED})('talk'))[0]).clock.since_ms !== null")
    first.close()
    build(tmp_path, "Second words.")
    page = visit(host.address)
    page.wait_for_selector(RUNNING)
    page.wait_for_selector('html[data-version="waiting"]')
    expect(page.get_by_role("button", name=OFFER)).to_have_count(0)
    press(page, "t")
    page.get_by_role("button", name=OFFER).wait_for()
    host.stop()


SPOIL = """async ([name, text]) => {
  for (const key of await caches.keys()) {
    const cache = await caches.open(key);
    for (const request of await cache.keys())
      if (request.url.includes(name)) text === null ? await cache.delete(request) : await cache.put(request, new Response(text));
  }
}"""


def test_a_damaged_copy_is_mended_from_the_network(host: Host, visit: Callable[..., Page]) -> None:
    page = visit(host.address)
    page.evaluate(SPOIL, ["/asm.", "spoilt"])
    page.evaluate(SPOIL, ["/python.", None])
    page.close()
    page = visit(host.address, tolerated="integrity")
    page.close()
    host.stop()
    go_to(page := visit(host.address), "Own")
    assert run_cell(page).strip() == "42", "mended for good"
    host.start_again()


def test_a_damaged_copy_without_a_network_still_turns_slides(host: Host, visit: Callable[..., Page]) -> None:
    page = visit(host.address)
    page.evaluate(SPOIL, ["/asm.", "spoilt"])
    page.close()
    host.stop()
    page = visit(host.address, kept=False, live="failed", tolerated="")
    assert "Python did not start here" in page.locator('[data-part="message"]').inner_text()
    press(page, "End")
    expect(page.locator('[data-part="number"]')).to_have_text("4 / 4")
    host.start_again()


def test_a_copy_without_its_page_says_what_to_do(
    host: Host, visit: Callable[..., Page], visitor: BrowserContext
) -> None:
    page = visit(host.address)
    page.evaluate(SPOIL, ["/index.html", None])
    page.close()
    host.stop()
    page = visitor.new_page()
    page.goto(host.address)
    assert "This talk is no longer whole in this browser" in page.inner_text("h1")
    host.start_again()


def test_blocked_storage_leaves_a_working_talk(host: Host, playwright: Playwright, tmp_path: Path) -> None:
    preferences = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps(preferences), encoding="utf-8")
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path), executable_path=require_chromium(), args=launch_arguments()
    )
    page = context.new_page()
    page.goto(host.address)
    page.wait_for_selector('html[data-live="ready"]', timeout=60_000)
    assert (
        page.evaluate("() => { try { return String(localStorage) } catch (error) { return error.name } }")
        == "SecurityError"
    )
    page.wait_for_selector('html[data-offline="missing"]')
    go_to(page, "Own")
    page.locator(cell(page)).get_by_role("button", name="Run").click()
    page.wait_for_selector(f'{cell(page)}[data-state="done"]')
    context.close()


def test_several_talks_share_one_runtime_and_have_a_list(
    tmp_path: Path, visit: Callable[..., Page], visitor: BrowserContext
) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(NOTES.format(name, name, "Words."), encoding="utf-8")
    site_of(tmp_path, tmp_path / "site")
    assert len(list((tmp_path / "site" / "assets").glob("snapshot.*"))) == 1
    host = Host(tmp_path / "site")
    visit(f"{host.address}one/").close()
    host.stop()
    page = visitor.new_page()
    page.goto(host.address)
    page.get_by_role("link", name="two").click()
    page.wait_for_selector('html[data-live="ready"]', timeout=60_000)
    press(page, "`")
    page.wait_for_selector('[data-part="repl-input"]')
    enter(page, "1 + 1")
    assert "2" in transcript(page, "2")


def test_the_example_talks_make_a_site(tmp_path: Path) -> None:
    site = site_of(PROJECT / "notes", tmp_path / "site")
    assert [notes.path.stem for notes, _ in site.talks] == ["python-web-conference", "tour"]


SERVES = """# T

## S

### Serves

```python app
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/html")])
    return [b"<!doctype html><title>Page</title><script>document.title = confirm('Sure?')</script><p>served"]
```
"""


def test_a_frame_on_a_site_may_do_what_it_may_in_a_file_and_no_other_site_may_frame_the_page(
    tmp_path: Path, visit: Callable[..., Page]
) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text(SERVES, encoding="utf-8")
    site_of(notes, tmp_path / "site")
    host = Host(tmp_path / "site")
    visit(host.address).close()
    page = visit(host.address)
    page.on("dialog", lambda dialog: dialog.accept())
    answered = page.reload()
    assert answered is not None
    assert answered.headers["content-security-policy"] == "frame-ancestors 'self'"
    page.wait_for_selector('html[data-live="ready"]')
    assert start_app(page, "Serves").title() == "true"
    host.stop()


def test_what_somebody_wrote_over_a_kept_page_is_not_served(tmp_path: Path, visit: Callable[..., Page]) -> None:
    host = Host(build(tmp_path, "First words."))
    page = visit(host.address)
    written = page.evaluate(
        """async () => {
          const answer = () => new Response('<!doctype html>forged', { headers: { 'Content-Type': 'text/html' } });
          let count = 0;
          for (const name of await caches.keys())
            for (const key of await (await caches.open(name)).keys())
              if (key.url.includes('index.html')) { await (await caches.open(name)).put(key, answer()); count++; }
          return count;
        }"""
    )
    page.reload()
    page.wait_for_selector('html[data-live="ready"]')
    assert (written, shown_words(page)) == (1, "First words.")
    host.stop()
