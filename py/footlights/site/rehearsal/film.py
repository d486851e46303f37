"""The README's animated tour, filmed while the built talk is given in a real browser."""

from __future__ import annotations

import io
from math import cos, pi, sin

from PIL import Image
from playwright.sync_api import Page

LOOK_MS, GLANCE_MS, MOTION_MS = 1800, 900, 90
WIDTH = 960
_SHOWN = '[data-part="slide"][data-current]'


class Film:
    """Pictures of a page, each with how long it is shown."""

    def __init__(self) -> None:
        self._pictures: list[Image.Image] = []
        self._shown_ms: list[int] = []

    def take(self, page: Page, shown_ms: int) -> None:
        """What the page shows now."""
        picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        size = (WIDTH, round(WIDTH * picture.height / picture.width))
        self._pictures.append(picture.resize(size, Image.Resampling.LANCZOS))
        self._shown_ms.append(shown_ms)

    def as_webp(self) -> bytes:
        """An animation without end; pictures of another height stand in the middle of the highest."""
        height = max(picture.height for picture in self._pictures)
        frames = []
        for picture in self._pictures:
            frame = Image.new("RGB", (WIDTH, height))
            frame.paste(picture, (0, (height - picture.height) // 2))
            frames.append(frame)
        first, *others = frames
        target = io.BytesIO()
        options = {"duration": self._shown_ms, "loop": 0, "quality": 72, "method": 6}
        first.save(target, "WEBP", save_all=True, append_images=others, **options)
        return target.getvalue()


def film_tour(page: Page) -> bytes:
    """The talk from its title to the speaker's window: turned, run, edited, drawn on, re-planned."""
    film = Film()
    film.take(page, LOOK_MS)
    _press(page, "t", "o")
    film.take(page, GLANCE_MS)
    _press(page, "Escape")
    _run_and_edit(page, film)
    _draw(page, film)
    _speak(page, film)
    return film.as_webp()


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _go_to(page: Page, has: str) -> None:
    slide = page.locator('[data-part="slide"]', has=page.locator(has)).first
    _press(page, "g", *(slide.get_attribute("data-slide") or ""), "Enter")


def _typed(page: Page, film: Film, text: str) -> None:
    for character in text:
        page.keyboard.type(character)
        film.take(page, MOTION_MS)


def _run_and_edit(page: Page, film: Film) -> None:
    """The first cell: run as it is, then with a line more."""
    _go_to(page, ".cell")
    film.take(page, GLANCE_MS)
    _run(page)
    film.take(page, LOOK_MS)
    page.locator(f"{_SHOWN} .cm-content").first.click()
    _press(page, "Control+End", "Enter")
    _typed(page, film, "6 * 7")
    _press(page, "Control+Enter")
    page.locator(f'{_SHOWN} [data-part="output"]').filter(has_text="42").first.wait_for()
    _press(page, "Escape")
    film.take(page, LOOK_MS)


def _run(page: Page) -> None:
    _press(page, "Control+Enter")
    page.wait_for_selector(f'{_SHOWN} .cell[data-state="done"] [data-part="output"]:not([data-arriving])')
    page.mouse.move(640, 10)


def _draw(page: Page, film: Film) -> None:
    """A ring around the output."""
    box = page.locator(f'{_SHOWN} [data-part="output"]').first.bounding_box()
    if box is None:
        return
    _press(page, "x")
    for each in range(49):
        x, y = _on_ring(each / 48)
        at = (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        page.mouse.move(*at)
        if each == 0:
            page.mouse.down()
        if each % 3 == 0:
            film.take(page, MOTION_MS)
    page.mouse.up()
    film.take(page, GLANCE_MS)
    _press(page, "Escape")


def _on_ring(turn: float) -> tuple[float, float]:
    """A place on an ellipse a little larger than a box, from its top left on, in shares of the box."""
    angle = 2 * pi * turn - 2.4
    return 0.5 + 0.56 * cos(angle), 0.5 + 0.62 * sin(angle)


def _speak(page: Page, film: Film) -> None:
    """The speaker's window, and a plan for what is left."""
    with page.expect_popup() as opened:
        _press(page, "s")
    window = opened.value
    window.set_viewport_size({"width": 1280, "height": 720})
    window.wait_for_selector('[data-part="speaker"][data-state="connected"]')
    film.take(window, LOOK_MS)
    for key in ("n", "Shift+P"):
        _press(window, key)
        film.take(window, LOOK_MS)
