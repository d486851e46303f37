"""The step of a slide at which words can be read: what the search goes to."""

import pytest

from footlights.deck import parse, step_saying

NOTES = """---
incremental: true
markdown: LIBRARY
---
# T

## A

Intro words

- one *apple*
  - nested deep
- two `pear`

. . .

After pause

### Fruit

- first

```python run
x = "hello"  # & <b>
```

- plum
- ![a cherry](data:image/gif;base64,R0lGODlhAQABAAAAACw=)
"""


@pytest.mark.parametrize("library", ["markdown-it", "python-markdown"])
@pytest.mark.parametrize(
    "title, words, step",
    [
        ("A", ["intro"], 1),
        ("A", ["apple"], 2),
        ("A", ["deep"], 2),
        ("A", ["pear"], 3),
        ("A", ["pear", "intro"], 3),
        ("A", ["pause"], 4),
        ("A", ["one", "pause"], 4),
        ("A", ["nowhere"], 1),
        ("A", [], 1),
        ("Fruit", ["fruit"], 1),
        ("Fruit", ["first"], 2),
        ("Fruit", ["hello"], 1),
        ("Fruit", ["& <b>"], 1),
        ("Fruit", ["plum"], 2),
        ("Fruit", ["a cherry"], 3),
    ],
)
def test_words_are_read_at_the_step_that_brings_the_last_of_them(
    library: str, title: str, words: list[str], step: int
) -> None:
    deck = parse(NOTES.replace("LIBRARY", library))
    assert (
        max(
            step_saying(slide, words, deck.settings, [cell.source for cell in slide.cells])
            for slide in deck.slides
            if slide.title == title
        )
        == step
    )


CELL = "# T\n\n## A\n\nx\n\n. . .\n\n```python run\n{}\n```\n\n. . .\n\npear tree\n"


@pytest.mark.parametrize("code", ["old = 1", "/// import os\nold = 1", "old = 1\n\n", "old = 1  "])
@pytest.mark.parametrize("library", ["markdown-it", "python-markdown"])
def test_a_cell_says_what_it_was_edited_to(code: str, library: str) -> None:
    deck = parse(f"---\nmarkdown: {library}\n---\n" + CELL.format(code))
    slide = deck.slides[-1]
    said = [step_saying(slide, [word], deck.settings, ["new = 2"]) for word in ("new", "old", "x", "pear")]
    assert said == [2, 1, 1, 3]


@pytest.mark.parametrize("kind, step", [("run", 3), ("setup", 2), ("", 2)])
def test_code_that_is_not_seen_says_nothing(kind: str, step: int) -> None:
    code = "/// pear = 1\ny = 2" if kind == "run" else "pear = 1"
    deck = parse(CELL.replace("run", kind).format(code))
    slide = next(slide for slide in deck.slides if slide.title == "A")
    assert step_saying(slide, ["pear"], deck.settings, [cell.source for cell in slide.cells]) == step


def test_a_bullet_that_is_too_much_markdown_is_read_as_it_is_written() -> None:
    notes = "# T\n\n## A\n\nx\n\n. . .\n\n" + "> " * 5000 + "far\n"
    slide = parse(notes).slides[-1]
    assert step_saying(slide, ["far"], parse(notes).settings, []) == slide.last_step
