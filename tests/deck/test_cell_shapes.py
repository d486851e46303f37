"""How a cell is laid out: by its lines, its longest line, and what its author asked for."""

import pytest

from footlights.deck.cells import CellShape, cell_shape
from footlights.deck.fences import read_info


@pytest.mark.parametrize(
    "info, lines, width, expected",
    [
        ("run", 1, 68, CellShape("large", "below", 7.52)),
        ("run", 1, 69, CellShape("medium", "below", 7.288)),
        ("run", 1, 77, CellShape("medium", "below", 7.288)),
        ("run", 1, 78, CellShape("small", "below", 7.056)),
        ("run", 1, 87, CellShape("small", "below", 7.056)),
        ("run", 1, 88, CellShape("small", "below", 7.056)),
        ("run", 6, 20, CellShape("large", "below", 13.12)),
        ("run", 7, 40, CellShape("large", "beside", 10.54)),
        ("run", 7, 41, CellShape("medium", "beside", 9.636)),
        ("run", 7, 46, CellShape("small", "beside", 8.732)),
        ("run", 7, 52, CellShape("small", "below", 12.432)),
        ("run", 10, 40, CellShape("large", "beside", 13.9)),
        ("run", 10, 60, CellShape("small", "below", 15.0)),
        ("run", 11, 40, CellShape("medium", "beside", 13.668)),
        ("run", 11, 60, CellShape("small", "beside", 15.0)),
        ("run", 11, 61, CellShape("small", "below", 15.0)),
        ("run", 12, 20, CellShape("small", "beside", 13.212)),
        ("run", 13, 20, CellShape("small", "beside", 14.108)),
        ("run", 14, 20, CellShape("small", "beside", 15.0)),
        ("run output=right", 1, 40, CellShape("large", "beside", 6.0)),
        ("run output=right", 6, 40, CellShape("large", "beside", 9.42)),
        ("run output=right", 1, 88, CellShape("small", "beside", 7.056)),
        ("run output=below", 7, 40, CellShape("large", "below", 14.24)),
        ("run output=below", 9, 20, CellShape("medium", "below", 15.352)),
        ("run output=below", 10, 20, CellShape("small", "below", 15.12)),
        ("run output=below", 11, 20, CellShape("small", "below", 15.0)),
        ("run output=none", 1, 68, CellShape("large", "none", 3.82)),
        ("run output=none", 11, 20, CellShape("large", "none", 15.02)),
        ("run output=none", 14, 20, CellShape("small", "none", 15.004)),
        ("compare", 1, 68, CellShape("large", "below", 11.42)),
        ("compare output=right", 6, 40, CellShape("small", "below", 15.436)),
        ("app", 1, 32, CellShape("large", "beside", 15.0)),
        ("app", 1, 33, CellShape("medium", "beside", 15.0)),
        ("app", 1, 36, CellShape("medium", "beside", 15.0)),
        ("app", 1, 37, CellShape("small", "beside", 15.0)),
        ("app", 2, 33, CellShape("medium", "beside", 15.0)),
        ("app", 12, 20, CellShape("large", "beside", 15.0)),
        ("app", 13, 20, CellShape("medium", "beside", 15.0)),
        ("app", 14, 20, CellShape("small", "beside", 15.0)),
        ("app output=below", 7, 40, CellShape("large", "below", 14.24)),
    ],
)
def test_a_cell_takes_the_largest_size_in_which_it_and_its_output_fit(
    info: str, lines: int, width: int, expected: CellShape
) -> None:
    code = "\n".join(["x" * width, *["x"] * (lines - 1)])
    shape = cell_shape(code, read_info(f"python {info}"))
    assert (shape.size, shape.output) == (expected.size, expected.output)
    assert shape.height_em == pytest.approx(expected.height_em)
