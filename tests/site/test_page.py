"""The one-file page: everything inside, nothing from outside, nothing leaks."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from footlights.site.build import build_page
from footlights.site.licences import bundled_parts, licence_text
from footlights.site.notes import read_notes

PROJECT = Path(__file__).parents[2]
MOST_BYTES = 19_000_000
"""A talk that brings no packages; those weigh what they weigh."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("page")
    return build_page(read_notes(PROJECT / "notes" / "tour.md"), folder).read_text(encoding="utf-8")


def test_a_page_is_light_enough_to_mail(tmp_path: Path) -> None:
    notes = read_notes(PROJECT / "bench" / "talk.md")
    assert build_page(notes, tmp_path).stat().st_size <= MOST_BYTES


def test_every_slide_stands_in_the_page_before_any_blob(page: str) -> None:
    slides = read_notes(PROJECT / "notes" / "tour.md").deck().slides
    assert page.count('<section class="slide"') == len(slides)
    assert page.rindex('<section class="slide"') < page.index("data-blob=")


def test_the_policy_lets_in_only_this_pages_scripts(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    scripts = re.findall(r'<script(?: data-arrived="\w+")?>(.*?)</script>', page, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts}
    directives = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    assert set(directives["script-src"].split()) == hashes | {"blob:", "'wasm-unsafe-eval'"}
    assert directives["default-src"] == "'none'"
    assert directives["connect-src"] == "blob: data:"


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    outside = re.compile(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=[\"']?(?!data:)[^\"'> ]+")
    assert outside.findall(page[: page.index("data-blob=")]) == []


def test_speaker_notes_can_be_left_out(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text("# T\n\nhello\n\nNote: a secret\n", encoding="utf-8")
    with_notes = build_page(read_notes(notes), tmp_path / "a").read_text(encoding="utf-8")
    without = build_page(read_notes(notes), tmp_path / "b", without_notes=True).read_text(encoding="utf-8")
    assert ("a secret" in with_notes, "a secret" in without) == (True, False)


def test_a_title_cannot_break_out_of_the_page(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text("# </title><script>alert(1)</script>\n\n</script><!--\n", encoding="utf-8")
    page = build_page(read_notes(notes), tmp_path / "out").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count(">footlights.arrived()</script>") == 7


def test_the_build_lists_what_it_bundles() -> None:
    parts = bundled_parts(("skulpt", "vega"))
    assert {
        "footlights",
        "pyodide",
        "dompurify",
        "markdown-it-py",
        "ruamel.yaml",
        "skulpt",
        "vega-lite",
        "d3-scale",
    } <= {part.name for part in parts}
    assert [part.name for part in parts if not part.licence] == []
    assert "Permission is hereby granted" in licence_text(parts)
