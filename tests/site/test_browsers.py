"""The browsers that tests run in are found where they usually are, or asked for in one line."""

from pathlib import Path

import pytest

from footlights.site.project import Unable
from footlights.site.rehearsal import browsers


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without browsers and without a way to install one; the folder of Playwright's."""
    for name in ("FOOTLIGHTS_CHROMIUM", "FOOTLIGHTS_FIREFOX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
    monkeypatch.setattr(browsers, "_PLACES", ())
    monkeypatch.setattr(browsers, "_FIREFOX_PLACES", ())
    return tmp_path / "playwright"


def program(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o755)
    return file


def test_where_no_browser_can_be_had_the_remedy_is_one_line(empty: Path) -> None:
    with pytest.raises(Unable, match=r"no Chromium or Chrome is here.*install Chromium or Chrome, or set"):
        browsers.require_chromium()
    with pytest.raises(Unable, match=r"no Firefox is here.*install it, or set FOOTLIGHTS_FIREFOX"):
        browsers.require_firefox()


def test_playwrights_newest_browsers_are_found_and_not_what_lies_beside_them(empty: Path) -> None:
    for build in ("chromium-1100", "chromium-1200"):
        program(empty / build / "chrome-linux" / "chrome_sandbox")
        program(empty / build / "chrome-linux" / "chrome")
    firefox = program(empty / "firefox-1490" / "firefox" / "firefox")
    program(empty / "firefox-1490" / "firefox" / "firefox-bin")
    assert browsers.find_chromium() == empty / "chromium-1200" / "chrome-linux" / "chrome"
    assert browsers.find_firefox() == firefox


def test_chromium_without_windows_is_taken_where_it_is_unless_another_is_named(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = program(empty / "chromium-1200" / "chrome-linux" / "chrome")
    assert browsers.lean_chromium() == whole
    shell = program(empty / "chromium_headless_shell-1200" / "chrome-linux" / "headless_shell")
    assert browsers.lean_chromium() == shell
    monkeypatch.setenv("FOOTLIGHTS_CHROMIUM", str(whole))
    assert browsers.lean_chromium() == whole


def test_a_browser_on_the_path_comes_first_and_one_that_is_named_before_it(
    empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty / "firefox-1490" / "firefox" / "firefox")
    on_path = program(empty.parent / "bin" / "firefox-esr")
    assert browsers.find_firefox() == on_path
    named = program(empty.parent / "mine" / "firefox")
    monkeypatch.setenv("FOOTLIGHTS_FIREFOX", str(named))
    assert browsers.find_firefox() == named
