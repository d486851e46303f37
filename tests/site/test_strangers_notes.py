"""Reading a stranger's notes runs none of the stranger's code on this machine, and takes none of its files."""

import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import InvalidRequirement

from footlights.site.packages.brought import BUILT
from footlights.site.packages.requirements import spelt_anew
from footlights.site.packages.resolving import resolve
from footlights.site.packages.wheelhouse import wheelhouse_of
from footlights.site.project import CACHE, Unable
from tests.commands import build_py
from tests.site.test_packages import house_of, talk
from tests.site.wheel_making import make_wheel

NAME = "footlights-strange"


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("FastAPI", "fastapi"),
        ("ruamel.yaml>=0.17,<1", "ruamel-yaml<1,>=0.17"),
        ("uvicorn[Standard, b]==1.*", "uvicorn[b,standard]==1.*"),
        ("evil.tar.gz", "evil-tar-gz"),
        ("here; sys_platform == 'emscripten'", "here"),
        ("not-here; sys_platform == 'win32'", ""),
    ],
)
def test_requirements_are_spelt_anew(text: str, spelt: str) -> None:
    assert spelt_anew(text) == spelt


@pytest.mark.parametrize(
    "text",
    [
        *("x @ file:///tmp/x", "x @ git+https://example.org/x", "x@https://example.org/x.whl", "git+https://x.org/x"),
        *("--index-url=http://example.org", "-r list.txt", "-e .", ".", "./x", "/tmp/x", "x/", "x===../x", "x\n-e ."),
        *("", "ünicode", "_x", "x==1 --hash=sha256:0", "x\0"),
    ],
)
def test_what_is_more_than_a_name_with_versions_never_reaches_pip(tmp_path: Path, text: str) -> None:
    with pytest.raises(InvalidRequirement):
        spelt_anew(text)
    with pytest.raises(Unable, match="is not a package's name with versions"):
        resolve([text], tmp_path)


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """What the stranger's code writes when it runs."""
    return tmp_path / "the-strangers-code-ran"


@pytest.fixture
def sources(tmp_path: Path, mark: Path) -> Path:
    """A folder with sources of a package, as a folder and as an archive, whose set-up leaves the mark."""
    folder = tmp_path / "sources"
    (folder / NAME).mkdir(parents=True)
    module = NAME.replace("-", "_")
    files = {
        "setup.py": f"from pathlib import Path\nPath({str(mark)!r}).touch()\nfrom setuptools import setup\n"
        f"setup(name={NAME!r}, version='1.0', py_modules=[{module!r}])\n",
        f"{module}.py": "",
        "PKG-INFO": f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n",
    }
    with tarfile.open(folder / f"{NAME}-1.0.tar.gz", "w:gz") as archive:
        for name, text in files.items():
            (folder / NAME / name).write_text(text, encoding="utf-8")
            entry = tarfile.TarInfo(f"{NAME}-1.0/{name}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return folder


@pytest.mark.parametrize(
    "requirement", ["{name} @ file://{sources}/{name}", "{name} @ git+file://{sources}/{name}", "{name}-1.0.tar.gz"]
)
def test_no_address_and_no_archive_is_installed(tmp_path: Path, sources: Path, mark: Path, requirement: str) -> None:
    asked = requirement.format(name=NAME, sources=sources)
    notes = talk(tmp_path, json.dumps([asked]), "1")
    result = build_py("check", str(notes.path), cwd=sources)
    assert (result.returncode, mark.exists()) == (1, False)
    assert f"{notes.path}:2: package " in result.stdout


def test_modules_of_the_folder_that_the_speaker_is_in_are_not_pips(tmp_path: Path, mark: Path) -> None:
    for name in ("json", "typing", "pip", "footlights"):
        (tmp_path / f"{name}.py").write_text(f"open({str(mark)!r}, 'w')", encoding="utf-8")
    build_py("check", str(talk(tmp_path, "[footlights-nowhere]").path), cwd=tmp_path)
    assert not mark.exists()


def test_an_address_in_a_wheel_beside_the_notes_is_not_taken(tmp_path: Path, sources: Path, mark: Path) -> None:
    address = f"{NAME} @ file://{sources}/{NAME}"
    make_wheel(tmp_path / "wheels", "footlights-one", requires=(address,), footlights_one="")
    messages = [problem.message for problem in house_of(talk(tmp_path, "[footlights-one]")).problems]
    reason = f"{NAME} is asked for by an address, which is not taken"
    assert (messages, mark.exists()) == ([f"package footlights-one can't be used: {reason}"], False)


@pytest.fixture
def index(sources: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An index that has these sources too; what is built of them does not outlive the test."""
    monkeypatch.setenv("PIP_FIND_LINKS", str(sources))
    forget_what_was_chosen()
    yield sources
    forget_what_was_chosen()


def forget_what_was_chosen() -> None:
    """No run finds what an earlier one built, or was told that there is none of."""
    for wheel in BUILT.glob(f"{NAME.replace('-', '_')}-*.whl"):
        wheel.unlink()
    for folder in CACHE.glob("chosen-*"):
        if speaks_of_it(folder):
            shutil.rmtree(folder, ignore_errors=True)


def speaks_of_it(folder: Path) -> bool:
    """Whether a choice is of this package; another test may put another choice in its place meanwhile."""
    try:
        texts = [file.read_text(encoding="utf-8") for file in folder.glob("*.json")]
        return any(NAME.replace("-", "_") in wheel.name for wheel in folder.glob("*.whl")) or NAME in "".join(texts)
    except FileNotFoundError:
        return False


@pytest.mark.usefixtures("index")
def test_sources_are_built_only_of_the_package_that_is_named_on_the_command_line(tmp_path: Path, mark: Path) -> None:
    notes = talk(tmp_path, "[]", f"import {NAME.replace('-', '_')}")
    (problem,) = house_of(notes).problems
    assert problem.message.endswith(": PyPI has only sources of it; Pyodide's distribution does not have it")
    assert problem.hint == (
        "Build them here, which runs their code, if you trust it and it needs no compiler: "
        f"--build-sources {NAME}"
    )  # fmt: skip
    other = build_py("check", str(notes.path), "--build-sources", "another")
    assert (other.returncode, mark.exists()) == (1, False)
    asked = build_py("check", str(notes.path), "--build-sources", NAME.upper())
    assert (asked.returncode, mark.exists()) == (0, True), asked.stderr
    mark.unlink()
    assert (build_py("check", str(notes.path)).returncode, mark.exists()) == (0, False), "built once is enough"


def test_sources_and_pages_among_the_wheels_beside_the_notes_are_not_looked_at(
    tmp_path: Path, sources: Path, mark: Path
) -> None:
    make_wheel(tmp_path / "elsewhere", "footlights-elsewhere", footlights_elsewhere="")
    (wheels := tmp_path / "wheels").mkdir()
    (sources / f"{NAME}-1.0.tar.gz").rename(wheels / f"{NAME}-1.0.tar.gz")
    name = "footlights_elsewhere-1.0-py3-none-any.whl"
    (wheels / "index.html").write_text(f'<a href="file://{tmp_path}/elsewhere/{name}">w</a>', encoding="utf-8")
    (wheels / name).symlink_to(tmp_path / "elsewhere" / name)
    house = house_of(talk(tmp_path, f"[{NAME}, footlights-elsewhere]"))
    assert (sorted(house.wheels), len(house.problems), mark.exists()) == (["micropip"], 2, False)


ENTRY = {
    "name": NAME,
    "version": "1.0",
    "file_name": f"{NAME.replace('-', '_')}-1.0-py3-none-any.whl",
    "sha256": "0" * 64,
    "imports": [],
    "depends": [],
    "install_dir": "site",
    "package_type": "package",
    "unvendored_tests": False,
}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("--find-links={sources}", {}),
        (f"{NAME} @ file://{{sources}}/{NAME} #", {}),
        (f"{NAME} @ file://{{sources}}/{NAME} #", {"name": f"{NAME} @ file://{{sources}}/{NAME} #"}),
        (NAME, {"version": f"1.0 @ file://{{sources}}/{NAME}"}),
        (NAME, {"version": "2.0"}),
        (NAME, {"file_name": f"../sources/{NAME}-1.0.tar.gz"}),
        (NAME, {"file_name": "/etc/hostname"}),
        (NAME, {"sha256": "../0"}),
        (NAME, {"name": "another"}),
    ],
)
def test_a_lock_names_packages_with_versions_and_nothing_else(
    tmp_path: Path, sources: Path, mark: Path, name: str, change: dict[str, str]
) -> None:
    entry = {**ENTRY, **{key: value.format(sources=sources) for key, value in change.items()}}
    info = {
        "abi_version": "2026_0",
        "arch": "wasm32",
        "platform": "emscripten_5_0_3",
        "python": "3.14.2",
        "version": "1",
    }
    lock = {"info": info, "packages": {name.format(sources=sources): entry}}
    (tmp_path / "talk.wheels").mkdir()
    (tmp_path / "talk.wheels" / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")
    notes = talk(tmp_path, f"[{NAME}]")
    (problem,) = house_of(notes).problems
    assert ("pyodide-lock.json is not a lock of packages" in problem.message, mark.exists()) == (True, False)


def test_an_index_that_was_out_of_reach_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = talk(tmp_path, "[six]")
    with monkeypatch.context() as without_network:
        without_network.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
        without_network.setenv("PIP_NO_CACHE_DIR", "1")
        house = wheelhouse_of(notes, notes.deck, renew=True)
        assert ["can't be reached" in problem.message for problem in house.problems] == [True]
    assert "six" in wheelhouse_of(notes, notes.deck).wheels


def test_what_can_only_be_had_of_an_unreached_distribution_says_what_helps(tmp_path: Path) -> None:
    notes = talk(tmp_path, "[]", "import numpy")
    house = house_of(notes)
    if "numpy" in house.wheels:
        pytest.skip("Pyodide's distribution can be reached from here")
    (problem,) = house.problems
    assert problem.message.startswith("the cell imports numpy: ")
    assert problem.hint.startswith("Build once where https://cdn.jsdelivr.net can be reached, then keep it")


def test_a_module_that_no_package_can_be_named_for_is_told(tmp_path: Path) -> None:
    notes = talk(tmp_path, "[]", "import _hidden_thing, ünicode_thing")
    assert [problem.line for problem in house_of(notes).problems] == [9, 9]
