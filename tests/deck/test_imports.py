"""What code imports is read from its text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from footlights.deck import Import, imports_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import a.b, c", (Import("a.b", 1), Import("c", 1))),
        ("from a.b import c as d", (Import("a.b", 1),)),
        ("from . import a\nfrom .b import c", ()),
        ("x = 1\ndef f():\n    import a", (Import("a", 3),)),
        ("try:\n    import a\nexcept ImportError:\n    a = None", (Import("a", 2, optional=True),)),
        ("try:\n    import a\nexcept (KeyError, ModuleNotFoundError):\n    pass", (Import("a", 2, optional=True),)),
        ("try:\n    import a\nexcept KeyError:\n    import b", (Import("a", 2), Import("b", 4))),
        (
            "try:\n    import a\nexcept KeyError:\n    pass\nexcept ImportError:\n    pass",
            (Import("a", 2, optional=True),),
        ),
        ("try:\n    pass\nexcept ImportError:\n    import a", (Import("a", 4),)),
        ("await asyncio.sleep(1)\nimport a", (Import("a", 2),)),
        ("import a\nthis is no Python", ()),
        ("# import a\n'import b'", ()),
        ("\0", ()),
    ],
)
def test_imports_are_found_wherever_they_stand(source: str, expected: tuple[Import, ...]) -> None:
    assert imports_of(source) == expected


@given(st.text())
def test_no_text_makes_it_fail(source: str) -> None:
    assert isinstance(imports_of(source), tuple)


def test_the_first_part_of_a_name_is_what_a_package_brings() -> None:
    assert [found.top for found in imports_of("import a.b.c\nimport d")] == ["a", "d"]
