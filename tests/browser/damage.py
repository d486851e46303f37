"""Pages with something broken in them."""

import re
from pathlib import Path

WORKER = '<script type="text/plain">'
"""What the worker's script stands behind."""


def broken(page: Path, part: str, folder: Path) -> Path:
    """The page with one of its parts damaged."""
    text = page.read_text(encoding="utf-8")
    damaged = re.sub(rf'(data-blob="{part}">)[^<]{{400}}', r"\1" + "AAAA" * 100, text)
    return _written(text, damaged, folder / f"without-{part}.html")


def without_live_python(page: Path, folder: Path) -> Path:
    """The page with a kernel that does not start."""
    text = page.read_text(encoding="utf-8")
    damaged = text.replace(WORKER, f'{WORKER}throw new Error("no room for Python");', 1)
    return _written(text, damaged, folder / "without-live-python.html")


def _written(text: str, damaged: str, file: Path) -> Path:
    assert damaged != text
    file.write_text(damaged, encoding="utf-8")
    return file
