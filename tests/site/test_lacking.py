"""What the build could not bring is said in the page too, with the reason and the remedy that the build knows."""

from pathlib import Path

from tests.site.test_packages import house_of, talk


def test_a_module_that_no_package_brings_has_its_reason_for_the_page(tmp_path: Path) -> None:
    house = house_of(talk(tmp_path, "[]", "import footlights_gone, tkinter"))
    assert house.lacking["footlights_gone"].startswith(
        "PyPI does not have it; Pyodide's distribution does not have it. Na"
    )
    assert house.lacking["tkinter"] == "there is no such module in a browser's Python."
