"""The browsers that tests, screenshots and the benchmark run in: found, else installed, else asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from footlights.site.project import Unable, say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
_IN_CACHE = (
    "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-*/chrome.exe",
    "chromium-*/chrome-*/*.app/Contents/MacOS/*",
)
_SHELL_NAMES = ("chromium-headless-shell", "chrome-headless-shell", "headless_shell")
_SHELL_IN_CACHE = (
    "chromium_headless_shell-*/chrome-*/headless_shell",
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell",
    "chromium_headless_shell-*/chrome-*/*.exe",
)
_FIREFOX_NAMES = ("firefox", "firefox-esr")
_FIREFOX_PLACES = (
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    r"C:\Program Files\Mozilla Firefox\firefox.exe",
    r"C:\Program Files (x86)\Mozilla Firefox\firefox.exe",
)
_FIREFOX_IN_CACHE = (
    "firefox-*/firefox/firefox",
    "firefox-*/firefox/firefox.exe",
    "firefox-*/firefox/*.app/Contents/MacOS/firefox",
)
REMEDY = "install Chromium or Chrome, or set FOOTLIGHTS_CHROMIUM to its path, and run this again"
FIREFOX_REMEDY = "install it, or set FOOTLIGHTS_FIREFOX to its path"


def require_chromium() -> Path:
    """The browser's path. Installs one where that is possible; raises Unable where it is not."""
    found = _found_or_installed(find_chromium, "chromium", "chromium")
    if found is None:
        raise Unable(f"no Chromium or Chrome is here, and none could be installed: {REMEDY}")
    return found


def lean_chromium() -> Path:
    """Chromium without windows around its pages, where it can be had, else Chromium: the same for what a page does.

    It opens a page with a quarter less work: 2.2 s of a processor's time instead of 3.0.
    Raises Unable if there is neither.
    """
    if os.environ.get("FOOTLIGHTS_CHROMIUM"):
        return require_chromium()
    shell = find_headless_shell() or _after(find_headless_shell, _install_from_debian, "chromium-headless-shell")
    return shell or require_chromium()


def require_firefox() -> Path:
    """Firefox's path, for the tests in it. Installs one where that is possible; raises Unable where it is not."""
    found = _found_or_installed(find_firefox, "firefox-esr", "firefox")
    if found is None:
        raise Unable(f"no Firefox is here, and none could be installed: {FIREFOX_REMEDY}")
    return found


def find_chromium() -> Path | None:
    """An installed Chromium or Chrome: the one named in FOOTLIGHTS_CHROMIUM, on the path, or where it usually is."""
    return _first_of("FOOTLIGHTS_CHROMIUM", _NAMES, _PLACES, _IN_CACHE)


def find_headless_shell() -> Path | None:
    """An installed headless shell of Chromium's: on the path, or where Playwright puts it."""
    return _first_of("", _SHELL_NAMES, (), _SHELL_IN_CACHE)


def find_firefox() -> Path | None:
    """An installed Firefox: the one named in FOOTLIGHTS_FIREFOX, on the path, or where it usually is."""
    return _first_of("FOOTLIGHTS_FIREFOX", _FIREFOX_NAMES, _FIREFOX_PLACES, _FIREFOX_IN_CACHE)


def launch_arguments() -> list[str]:
    """Root has no sandbox to run Chromium in, as on most CI machines."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _first_of(variable: str, names: Sequence[str], places: Sequence[str], in_cache: Sequence[str]) -> Path | None:
    return next((path for path in _candidates(variable, names, places, in_cache) if _can_run(path)), None)


def _candidates(variable: str, names: Sequence[str], places: Sequence[str], in_cache: Sequence[str]) -> Iterator[Path]:
    if variable and os.environ.get(variable):
        yield Path(os.environ[variable])
    yield from (Path(found) for name in names if (found := shutil.which(name)))
    yield from map(Path, places)
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    for pattern in in_cache:
        yield from sorted(cache.glob(pattern), reverse=True)


def _can_run(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _found_or_installed(find: Callable[[], Path | None], debian: str, playwright: str) -> Path | None:
    return find() or _after(find, _install_from_debian, debian) or _after(find, _install_from_playwright, playwright)


def _after(find: Callable[[], Path | None], install: Callable[[str], None], name: str) -> Path | None:
    install(name)
    return find()


def _install_from_debian(package: str) -> None:
    """Where there is ``apt-get`` and the right to use it."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return
    say(f"installing Debian's {package} for the browser tests …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", package]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _install_from_playwright(browser: str) -> None:
    say(f"installing Playwright's {browser} for the browser tests …")
    subprocess.run([sys.executable, "-P", "-m", "playwright", "install", browser], check=False, capture_output=True)
