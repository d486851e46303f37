"""The one-file page: everything inside, nothing from outside, nothing leaks."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from justhtml import JustHTML

from footlights.site.notes.notes_file import read_notes
from footlights.site.page.build import build_page, talk_parts
from footlights.site.page.licences import bundled_parts, licence_text
from footlights.site.page.one_file import one_file_page
from footlights.site.page.parts import closed_script
from footlights.site.page.sites import site_of
from footlights.site.project import Unable
from footlights.site.runtime.runtime import make_runtime

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
    slides = read_notes(PROJECT / "notes" / "tour.md").deck.slides
    assert page.count('<section class="slide"') == len(slides)
    assert page.rindex('<section class="slide"') < page.index("data-blob=")


def policy_of(page: str) -> dict[str, list[str]]:
    """The page's policy as a browser's parser finds it, by directive."""
    (meta,) = JustHTML(page, sanitize=False).query('meta[http-equiv="Content-Security-Policy"]')
    directives = (part.split() for part in str(meta.attrs["content"]).split(";"))
    return {name: values for name, *values in directives}


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_the_policy_lets_in_only_the_scripts_that_the_build_put_in(page: str) -> None:
    runtime = make_runtime()
    ours = (closed_script(runtime.head_js), closed_script(runtime.page_js), "footlights.arrived()")
    policy = policy_of(page)
    assert set(policy["script-src"]) == {*map(hash_of, ours), "blob:", "'wasm-unsafe-eval'"}
    assert (policy["default-src"], policy["connect-src"]) == (["'none'"], ["blob:", "data:"])


PLACES = "# {{policy}} {{nonce}} {{head}}\n\n## {{page}} {{worker}}\n\n{{blobs}} {{styles}} {{unknown}}\n"


@pytest.mark.parametrize("front", ["", "---\nlang: '{{policy}}'\ntheme: '{{policy}}'\n---\n"])
def test_notes_that_name_the_shells_places_change_nothing(front: str, tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text(front + PLACES, encoding="utf-8")
    one_file = build_page(read_notes(notes), tmp_path / "out").read_text(encoding="utf-8")
    site_of(notes, tmp_path / "site")
    for page in (one_file, (tmp_path / "site" / "index.html").read_text(encoding="utf-8")):
        assert policy_of(page)["default-src"] == ["'none'"]
        (title,) = JustHTML(page, sanitize=False).query("title")
        assert title.to_text() == "{{policy}} {{nonce}} {{head}}"


def test_a_page_with_a_script_that_the_build_did_not_put_in_is_not_built(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text("# T\n", encoding="utf-8")
    parts = talk_parts(read_notes(notes))
    for strange in (
        "<script>alert(1)</script>",
        "<script src=assets/page.js></script>",
        "<script>footlights.arrived()</script>",
    ):
        with pytest.raises(Unable, match="own scripts"):
            one_file_page(replace(parts, slides=parts.slides + strange))


def test_every_page_has_a_nonce_of_its_own_and_the_same_notes_make_the_same_page(tmp_path: Path) -> None:
    def built(words: str) -> str:
        notes = tmp_path / "talk.md"
        notes.write_text(f"# T\n\n{words}\n", encoding="utf-8")
        return one_file_page(talk_parts(read_notes(notes)))

    one, again, other = built("one"), built("one"), built("other")
    nonces = [next(value for value in policy_of(page)["style-src"] if "nonce" in value) for page in (one, other)]
    assert one == again
    assert len(set(nonces)) == 2


def test_no_element_of_the_notes_can_be_taken_for_a_part_of_the_page(tmp_path: Path) -> None:
    notes = tmp_path / "talk.md"
    notes.write_text(
        "# T\n\n{#deck}\n<p id=worker name=body class=bar data-part=message>postMessage(1)</p></main></body>\n",
        encoding="utf-8",
    )
    document = JustHTML(build_page(read_notes(notes), tmp_path / "out").read_text(encoding="utf-8"), sanitize=False)
    (body,) = document.query("body")
    deck, *others = [child for child in body.children or () if child.name != "#text"]
    assert [element.attrs.get("id") for element in document.query("[id]")] == ["deck", "slide-t", "slide-worker"]
    assert [
        len(document.query(selector)) for selector in ("body > .bar", '.bar [data-part="message"]', "body > main")
    ] == [1, 1, 1]
    assert (deck.name, {other.name for other in others}) == (
        "main",
        {"aside", "footer", "div", "section", "style", "script", "template"},
    )


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
