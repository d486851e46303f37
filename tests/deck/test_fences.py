"""Info strings of our own and of other tools say how a fence is shown and run."""

import pytest

from footlights.deck import parse
from footlights.deck.cells import CellCode, cell_code
from footlights.deck.fences import FenceInfo, info_problems, read_info
from footlights.deck.model import Lit


@pytest.mark.parametrize(
    "info, expected",
    [
        ("", FenceInfo()),
        ("js", FenceInfo("js")),
        ("python", FenceInfo("python")),
        ("py run", FenceInfo("python", "run")),
        ("{python}", FenceInfo("python", "run")),
        ("{pyodide}", FenceInfo("python", "run")),
        ("python {monaco-run}", FenceInfo("python", "run")),
        ("python +exec", FenceInfo("python", "run")),
        ("{.python .run}", FenceInfo("python", "run")),
        ("pyodide", FenceInfo("python", "run")),
        ("{python id=a}", FenceInfo("python", "run", "a")),
        ("python run edit=false", FenceInfo("python", "run", readonly=True)),
        ("python setup", FenceInfo("python", "setup")),
        ("python app", FenceInfo("python", "app")),
        ("python compare engines=skulpt,Brython", FenceInfo("python", "compare", engine="skulpt,brython")),
        ("python autorun", FenceInfo("python", "run", autorun=True)),
        ("python {2,3}", FenceInfo("python", lines=("2,3",))),
        ("python {1|2-3|all} run", FenceInfo("python", "run", lines=("1", "2-3", "all"))),
        ("python {1|2} {.run}", FenceInfo("python", "run", lines=("1", "2"))),
        ("{python lines=2}", FenceInfo("python", "run", lines=("2",))),
        ("python [1-3|5]", FenceInfo("python", lines=("1-3", "5"))),
        ("python run lines=1-3|5", FenceInfo("python", "run", lines=("1-3", "5"))),
        ("python run id=sum readonly", FenceInfo("python", "run", "sum", readonly=True)),
        ("python run timeout=500ms output=right", FenceInfo("python", "run", timeout_s=0.5, output="beside")),
        ("python run timeout=soon output=somewhere", FenceInfo("python", "run")),
        ("python run engine=MicroPython expect='two words'", FenceInfo("python", "run", engine="micropython", expect="two words")),
    ],
)  # fmt: skip
def test_an_info_string_is_understood(info: str, expected: FenceInfo) -> None:
    assert read_info(info) == expected


@pytest.mark.parametrize(
    "source, expected",
    [
        ("a\nb", CellCode("a\nb", whole="a\nb")),
        ("/// a\nb\n/// c", CellCode("b", "a", "c", "a\nb\nc")),
        ("a\n/// b\nc", CellCode("a\nc", whole="a\nb\nc", readonly=True)),
        ("/// a", CellCode("", "a", whole="a", readonly=True)),
    ],
)
def test_marked_lines_are_hidden_and_run(source: str, expected: CellCode) -> None:
    assert cell_code(source) == expected


def test_groups_of_lines_are_steps_and_setup_is_not_shown() -> None:
    notes = "# T\n\n## One\n\n```python setup\nx = 1\n```\n\n```python run lines=1|2-3|all\na\nb\nc\n```\n"
    slide = next(slide for slide in parse(notes).slides if slide.cells)
    assert (slide.setup, slide.steps, [cell.identity for cell in slide.cells]) == (
        "x = 1",
        ((), (Lit(1, 2, 2),), (Lit(1, 2, 3),)),
        [1],
    )


def test_cells_with_the_same_code_have_names_of_their_own() -> None:
    notes = "# T\n\n## One\n\n```python run\n1\n```\n\n## Two\n\n```python run\n1\n```\n"
    names = [cell.name for slide in parse(notes).slides for cell in slide.cells]
    assert names[1] == f"{names[0]}-2"


@pytest.mark.parametrize(
    "ids, names",
    [
        (["a", "a", "a-2"], ["a", "a-3", "a-2"]),
        (["a", "a-2", "a", "a", "a-2"], ["a", "a-2", "a-3", "a-4", "a-2-2"]),
        (["a", "b"], ["a", "b"]),
    ],
)
def test_no_two_cells_have_the_same_name(ids: list[str], names: list[str]) -> None:
    notes = "# T\n\n" + "".join(f"```python run id={each}\n1\n```\n\n" for each in ids)
    assert [cell.name for slide in parse(notes).slides for cell in slide.cells] == names


@pytest.mark.parametrize(
    "info, problems",
    [
        ("python run timout=5s", [("a cell has no option 'timout'", "Did you mean timeout?")]),
        ("python run autorn", [("a cell has no option 'autorn'", "Did you mean autorun?")]),
        ("python run fancy", [("a cell has no option 'fancy'", "It is ignored.")]),
        ("python run timeout=5x", [("timeout=5x can't be understood", "A time is written as 500ms, 5s or 2m.")]),
        ("python run output=left", [("output=left can't be understood", "Output goes right, below or none.")]),
        ("python run readonly=yes", [("readonly takes no value", "Write readonly alone, or leave it out.")]),
        ("python run autorun=no", [("autorun takes no value", "Write autorun alone, or leave it out.")]),
        ("python run id=", [("id= needs a value", "Write id=…, without a space.")]),
        ("python run timeout", [("timeout= needs a value", "Write timeout=…, without a space.")]),
        ("python run engines=skulpt", [("engines= is for cells that compare", "Did you mean engine=?")]),
        ("python run autorunn timeout=abc output=left", [
            ("a cell has no option 'autorunn'", "Did you mean autorun?"),
            ("timeout=abc can't be understood", "A time is written as 500ms, 5s or 2m."),
            ("output=left can't be understood", "Output goes right, below or none.")]),
        ("python rum", [("this code is shown, not run: 'rum'", "Did you mean run?")]),
        ("pyhton run", [("there is no language 'pyhton' that runs", "Did you mean python?")]),
        ("python run id=a lines=1-3|5 timeout=5s output=right expect='1' norecord autorun=true", []),
        ("python compare engines=skulpt", []),
        ("python title=anything", []),
        ("python showLineNumbers", []),
        ("{python} echo=false", []),
        ("js run", []),
        ("", []),
    ],
)  # fmt: skip
def test_all_that_an_author_misspelt_is_told(info: str, problems: list[tuple[str, str]]) -> None:
    assert info_problems(info) == problems


@pytest.mark.parametrize(
    "lines, code, message",
    [
        ("1-3|9", "a\nb\nc", "line 9 is to be lit, the cell has 3 lines"),
        ("2", "/// a\nb", "line 2 is to be lit, the cell has 1 line"),
        ("1-3|all", "a\nb\nc", None),
    ],
)
def test_lines_beyond_the_cells_last_are_told(lines: str, code: str, message: str | None) -> None:
    problems = parse(f"# T\n\n## One\n\n```python run lines={lines}\n{code}\n```\n").problems
    assert [(problem.line, problem.message) for problem in problems] == ([(5, message)] if message else [])


def test_a_misspelt_option_is_a_problem_with_its_line() -> None:
    deck = parse("# T\n\n## One\n\n```python run timout=5s\n1\n```\n")
    problem = next(each for each in deck.problems if "timout" in each.message)
    assert (problem.line, problem.hint) == (5, "Did you mean timeout?")


def test_a_cell_with_hidden_lines_in_its_middle_can_not_be_edited() -> None:
    deck = parse("# T\n\n## S\n\n```python run\na\n/// b\nc\n```\n\n```python run\n/// a\nb\n```\n")
    assert [(cell.source, cell.readonly) for slide in deck.slides for cell in slide.cells] == [
        ("a\nc", True),
        ("b", False),
    ]


@pytest.mark.parametrize("closing, told", [("````", []), ("`````", []), ("```", [5]), ("````x", [5]), ("~~~~", [5])])
def test_a_fence_is_closed_by_as_many_marks_as_opened_it(closing: str, told: list[int]) -> None:
    problems = parse(f"# T\n\n## S\n\n````\n1\n{closing}\n").problems
    assert [problem.line for problem in problems if problem.message == "this code fence is never closed"] == told
