"""The Chromium that tests, screenshots and the benchmark run in: found, else installed, else asked for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
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
REMEDY = "install Chromium or Chrome, or set FOOTLIGHTS_CHROMIUM to its path, and run this again"


def require_chromium() -> Path:
    """The browser's path. Installs one where that is possible; raises Unable where it is not."""
    found = find_chromium()
    if found is None:
        _install()
        found = find_chromium()
    if found is None:
        raise Unable(f"no Chromium or Chrome is here, and none could be installed: {REMEDY}")
    return found


def find_chromium() -> Path | None:
    """An installed Chromium or Chrome: the one named in FOOTLIGHTS_CHROMIUM, on the path, or where it usually is."""
    return next((path for path in _candidates() if path.is_file()), None)


def find_firefox() -> Path | None:
    """An installed Firefox, for the smoke test; None where there is none."""
    named = (shutil.which(name) for name in ("firefox", "firefox-esr"))
    return next((Path(path) for path in named if path), None)


def launch_arguments() -> list[str]:
    """Root has no sandbox to run Chromium in, as on most CI machines."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _candidates() -> Iterator[Path]:
    if os.environ.get("FOOTLIGHTS_CHROMIUM"):
        yield Path(os.environ["FOOTLIGHTS_CHROMIUM"])
    for name in _NAMES:
        path = shutil.which(name)
        if path:
            yield Path(path)
    yield from map(Path, _PLACES)
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    yield from sorted(cache.glob("chromium-*/chrome-*/chrome*"), reverse=True)


def _install() -> None:
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("installing Debian's chromium for the browser tests …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium"]):
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    if find_chromium() is None:
        say("installing Playwright's Chromium for the browser tests …")
        subprocess.run(
            [sys.executable, "-P", "-m", "playwright", "install", "chromium"], check=False, capture_output=True
        )
