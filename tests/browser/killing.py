"""A Chromium with a profile that stays, to be killed: SIGKILL to it and to all that it started."""

import os
import re
import signal
import subprocess
import threading
from pathlib import Path

from playwright.sync_api import Page, Playwright

from footlights.site.rehearsal.browsers import launch_arguments, require_chromium

QUIET = ("--headless", "--no-first-run", "--disable-background-networking", "--disable-component-update")


class Mortal:
    """A browser that is no child of Playwright's, so that nobody closes its pages in an orderly way."""

    def __init__(self, playwright: Playwright, profile: Path) -> None:
        arguments = [*QUIET, *launch_arguments(), "--remote-debugging-port=0", f"--user-data-dir={profile}"]
        self.process = subprocess.Popen(
            [str(require_chromium()), *arguments, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stderr is not None
        said = self.process.stderr
        address = next(found[0] for found in map(re.compile(r"ws://\S+").search, said) if found)
        self.listener = threading.Thread(target=lambda: [None for _ in said])
        self.listener.start()
        self.browser = playwright.chromium.connect_over_cdp(address)

    def open(self, file: Path, stage: str = "ready") -> Page:
        """A further tab with the page, its slides driven by Python."""
        page = self.browser.contexts[0].new_page()
        page.set_viewport_size({"width": 1280, "height": 720})
        page.goto(file.as_uri(), wait_until="commit")
        page.wait_for_selector(f'html[data-stage="{stage}"]', timeout=60_000)
        return page

    def kill(self) -> None:
        """Now, wherever it stands."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.listener.join()
        if self.process.stderr:
            self.process.stderr.close()
