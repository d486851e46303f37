"""A server renders in several threads: Python-Markdown's instances are no two threads' at a time."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from footlights.deck import parse, section_element

if sys.platform == "emscripten":
    pytest.skip("there are no threads", allow_module_level=True)

SLIDE = "## S{0}\n\n- a{0}\n\n```python run\nprint('{0}')\n```\n\ntext{0}[^1]\n\n[^1]: note {0}\n\n"
NOTES = "---\nmarkdown: python-markdown\n---\n# T\n\n" + "".join(map(SLIDE.format, range(20)))


@pytest.fixture
def often() -> Iterator[None]:
    """Threads take turns after a few microseconds."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("often")
def test_two_threads_render_what_one_does() -> None:
    deck = parse(NOTES, "talk.md", ())

    def rendered() -> list[str]:
        return [section_element(deck, slide) for slide in deck.slides]

    alone = rendered()
    with ThreadPoolExecutor(3) as pool:
        together = [pool.submit(rendered) for _ in range(6)]
        assert all(each.result() == alone for each in together)
