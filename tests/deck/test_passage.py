"""Lines of notes keep their numbers whatever is cut, put together or pushed to the left."""

import pytest

from footlights.deck.passage import Passage, joined

NOTHING = Passage()
A, B = Passage(("a",), (1,)), Passage(("b", "c"), (5, 6))


@pytest.mark.parametrize(
    "passages, blank, expected",
    [
        ([], True, NOTHING),
        ([A, B], True, Passage(("a", "", "b", "c"), (1, 1, 5, 6))),
        ([A, B], False, Passage(("a", "b", "c"), (1, 5, 6))),
        ([NOTHING, A, NOTHING, B], True, Passage(("a", "", "b", "c"), (1, 1, 5, 6))),
    ],
)
def test_passages_are_joined_with_the_numbers_of_their_lines(
    passages: list[Passage], blank: bool, expected: Passage
) -> None:
    assert joined(passages, blank) == expected


@pytest.mark.parametrize(
    "passage, columns, first, expected",
    [
        (NOTHING, 2, 2, NOTHING),
        (Passage(("- a", "  b", " c", "d"), (1, 2, 3, 4)), 2, 2, Passage(("a", "b", "c", "d"), (1, 2, 3, 4))),
        (Passage(("- a", "   b"), (1, 2)), 2, None, Passage(("- a", " b"), (1, 2))),
    ],
)
def test_only_white_space_is_cut_from_the_left_and_a_bullets_marker(
    passage: Passage, columns: int, first: int | None, expected: Passage
) -> None:
    assert passage.dedented(columns, first) == expected
