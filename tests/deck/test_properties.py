"""For any notes: parsing never raises, and every visible line is on exactly one slide."""

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from justhtml import JustHTML, Node

from footlights.deck import Deck, Layout, parse, render_slide, section_element
from footlights.deck.parts import Part, parts_in_html, parts_of
from tests.deck.hostile import RENDERERS, shown

relaxed = settings(suppress_health_check=[HealthCheck.too_slow])

BUDGETS = ("", "", " (5 min)", ": 5m", " (~90 sec)", " (1.5 min)")
FRAGMENTS = st.sampled_from(
    ["- ", "  - ", "1. ", "# ", "## ", "### ", "---", "```python run", "```", "> ", "| a | b |", "|---|---|", "Note: ",
     "<!-- ", " -->", "![p](x.png)", "[l](y)", "<div>", "</section>", "<script>", ". . .", "\t", "    ", "(5 min)",
     "word", "`c`", "[^1]", "[^1]: n", "\r\n", "{.x}", "é", "🐍", "&lt;", "$", "`", "<?", "<!", "<![CDATA[", "![", "[", "](", "[^",
     "^[", "<img ", "<p markdown=1>", "</p>", "*", "**", "~~", "\\", "\ufeff", "\0", "\ud800", "\u2028", "<https://a.b>", "[a]: b",
     ": d", "*[a]: b", "{: .a}", "| a", "|", "<!-- pause -->", "title: ", "files: [", "- &a ", "*a", "1-2|all", "lines=", "timeout="]
)  # fmt: skip


@relaxed
@given(st.lists(st.lists(FRAGMENTS, max_size=5).map("".join), max_size=25).map("\n".join), st.sampled_from(RENDERERS))
def test_parsing_and_rendering_never_raise(notes: str, renderer: str) -> None:
    for front in ("", f"---\nmarkdown: {renderer}\n---\n"):
        assert all(html.startswith("<section") for html in shown(front + notes))


@relaxed
@given(FRAGMENTS, FRAGMENTS, st.integers(1, 400), st.sampled_from(RENDERERS))
def test_nothing_that_is_repeated_raises(first: str, second: str, times: int, renderer: str) -> None:
    front = f"---\nmarkdown: {renderer}\n---\n# T\n\n"
    assert all(html.startswith("<section") for html in shown(front + (first + second) * times))


STEPPING = st.one_of(
    FRAGMENTS, st.sampled_from(["\n\n. . .\n\n", "- a", "```python {1|2}", "```python setup", "<b></b>"])
)


@relaxed
@given(
    st.lists(st.lists(STEPPING, max_size=5).map("".join), max_size=25).map("\n".join),
    st.sampled_from(RENDERERS),
    st.booleans(),
)
def test_every_press_brings_something_and_nothing_waits_for_one_that_never_comes(
    notes: str, renderer: str, incremental: bool
) -> None:
    deck = parse(f"---\nmarkdown: {renderer}\nincremental: {str(incremental).lower()}\n---\n# T\n\n{notes}")
    for slide in deck.slides:
        root = JustHTML(section_element(deck, slide), fragment=True, sanitize=False).root
        assert set(steps_seen(root)) == set(range(2, slide.last_step + 1))


@relaxed
@given(st.lists(st.lists(STEPPING, max_size=5).map("".join), max_size=12).map("\n".join))
def test_tokens_tell_the_parts_of_a_slide_as_its_html_does(source: str) -> None:
    by_tokens, by_html = parts_of(source, "markdown-it"), parts_in_html(source, "markdown-it")
    assert by_tokens[:1] == by_html[:1]
    assert [part for part in by_tokens if part != Part()] == [part for part in by_html if part != Part()]


def steps_seen(root: Node) -> Iterator[int]:
    """The steps at which something of a slide can be seen that could not be seen before."""
    for element in root.query("[data-from-step]"):
        if element.name == "li" or element.to_text().strip() or element.query("img, hr, input, audio, li, pre, .cell"):
            yield int(element.attrs["data-from-step"])
    for listing in root.query("[data-lines]"):
        first = int(listing.attrs["data-lines-from"])
        yield from range(first, first + listing.attrs["data-lines"].count("|"))


@relaxed
@given(st.lists(st.lists(FRAGMENTS, max_size=4).map("".join), max_size=6).map("\n".join))
def test_any_front_matter_is_settings_or_a_problem(front: str) -> None:
    assert parse(f"---\n{front}\n---\n# T\n").slides


@relaxed
@given(st.text(max_size=300))
def test_any_text_at_all_is_a_deck(notes: str) -> None:
    deck = parse(notes)
    assert [slide.number for slide in deck.slides] == list(range(1, len(deck.slides) + 1))


@st.composite
def outlines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Outline notes in which every line has a word of its own, and those words."""
    words: list[str] = []

    def word() -> str:
        words.append(f"w{len(words)}w")
        return words[-1]

    lines = [f"# {word()}", "", word(), "", f"{word()}:", ""]
    for _ in range(draw(st.integers(1, 5))):
        lines.append(f"- {word()} (5 min)")
        for _ in range(draw(st.integers(0, 9))):
            kind = draw(
                st.sampled_from(["bullet", "bullet", "bullet", "long", "nested", "code", "cell", "quote", "table"])
            )
            lines.append(f"  - {word()}{draw(st.sampled_from(BUDGETS))}")
            if kind == "long":
                lines += [f"    {word()} {'and so on ' * draw(st.integers(0, 12))}"] * 1
            elif kind == "nested":
                lines += [f"    - {word()}" for _ in range(draw(st.integers(1, 12)))]
            elif kind in ("code", "cell"):
                info = "```python run" if kind == "cell" else "```"
                lines += ["", f"    {info}", *(f"    {word()} = 1" for _ in range(draw(st.integers(1, 30)))), "    ```"]
            elif kind == "quote":
                lines += ["", f"    > {word()}", ""]
            elif kind == "table":
                rows = [f"    | {word()} | x |" for _ in range(draw(st.integers(1, 15)))]
                lines += ["", "    | a | b |", "    |---|---|", *rows, ""]
        if draw(st.booleans()):
            lines += ["", word(), ""]
    return "\n".join(lines) + "\n", words


@st.composite
def heading_notes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Notes with headings in which every line has a word of its own, and those words."""
    words: list[str] = []

    def word() -> str:
        words.append(f"w{len(words)}w")
        return words[-1]

    lines = [f"# {word()}", "", word(), ""]
    for _ in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["section", "slide", "rule", "list", "text", "code", "deep", "lines"]))
        if kind == "section":
            lines += [f"## {word()} (5 min)", ""]
        elif kind == "slide":
            lines += [f"### {word()}", ""]
        elif kind == "rule":
            lines += ["---", ""]
        elif kind == "list":
            lines += [*(f"- {word()}" for _ in range(draw(st.integers(1, 20)))), ""]
        elif kind == "text":
            lines += [word(), ""]
        elif kind == "lines":
            lines += [*(word() for _ in range(draw(st.integers(1, 30)))), ""]
        elif kind == "code":
            lines += ["```python", *(word() for _ in range(draw(st.integers(1, 40)))), "```", ""]
        else:
            lines += [f"#### {word()}", ""]
    return "\n".join(lines), words


def shown_words(deck: Deck) -> Counter[str]:
    """How many slides show each word; the agenda repeats titles on purpose, a continued slide its own."""
    seen: Counter[str] = Counter()
    for slide in deck.slides:
        if slide.layout is Layout.AGENDA:
            seen.update(dict.fromkeys(set(re.findall(r"w\d+w", slide.title)), 1))
            continue
        html = re.sub(r'<p class="eyebrow">.*?</p>', "", render_slide(deck, slide))
        if slide.part > 1 or not slide.title_lines:
            html = re.sub(r'<header class="heading">.*?</header>', "", html)
        seen.update(dict.fromkeys(set(re.findall(r"w\d+w", html)), 1))
    return seen


@relaxed
@given(outlines())
def test_every_line_of_an_outline_is_on_exactly_one_slide(case: tuple[str, list[str]]) -> None:
    notes, words = case
    assert shown_words(parse(notes)) == Counter(dict.fromkeys(words, 1))


@relaxed
@given(heading_notes())
def test_every_line_below_headings_is_on_exactly_one_slide(case: tuple[str, list[str]]) -> None:
    notes, words = case
    assert shown_words(parse(notes)) == Counter(dict.fromkeys(words, 1))


@relaxed
@given(st.one_of(outlines(), heading_notes()))
def test_python_markdown_shows_the_same_words(case: tuple[str, list[str]]) -> None:
    notes, words = case
    assert shown_words(parse(f"---\nmarkdown: python-markdown\n---\n{notes}")) == Counter(dict.fromkeys(words, 1))
