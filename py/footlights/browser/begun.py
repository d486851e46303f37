"""The live kernel of this interpreter, which a checkpoint of its memory brings along."""

from __future__ import annotations

from footlights.browser.kernel import Kernel
from footlights.browser.page import Page

_begun: list[Kernel] = []


def begun(page: Page) -> Kernel:
    """The kernel of this interpreter."""
    _begun[:] = [Kernel(page)]
    return _begun[0]


def kept() -> Kernel:
    """The same one, in a memory that was kept. Raises IndexError where there is none."""
    return _begun[0]
