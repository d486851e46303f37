"""The files of a static site: named by their content, hashed, listed for the service worker, compressed."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from footlights.site.page.sites import site_of
from footlights.site.project import Unable
from footlights.site.published import LIST


def write_talks(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / f"{name}.md").write_text(f"# {name}\n\n## One\n\nwords\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_talks(tmp_path_factory.mktemp("talks"), "one", "two", "README")
    return site_of(folder, folder / "site").page.parent


def listed(site: Path) -> dict[str, str | None]:
    head = (site / "sw.js").read_text(encoding="utf-8").split("\n", 1)[0]
    files = json.loads(json.loads(head.removeprefix("globalThis.footlightsSite=").rstrip(";"))["listing"])["files"]
    return {each["url"]: each["revision"] for each in files}


def test_a_site_of_several_talks_has_a_page_for_each_and_one_runtime(site: Path) -> None:
    pages = sorted(path for path in listed(site) if path.endswith(".html"))
    assert pages == ["index.html", "one/index.html", "two/index.html"]
    stems = [path.split(".")[0] for path in listed(site) if path.startswith("assets/")]
    twice = ["assets/late", "assets/late", "assets/page", "assets/page"]
    assert sorted(stem for stem in stems if stems.count(stem) > 1) == twice, "its scripts and styles"


def test_the_service_worker_keeps_every_file_that_a_visit_needs(site: Path) -> None:
    there = {
        file.relative_to(site).as_posix()
        for file in site.rglob("*")
        if file.is_file() and file.suffix not in (".br", ".gz")
    }
    assert there - set(listed(site)) == {"sw.js", "_headers", "LICENSES.txt", LIST}


def test_files_that_stay_for_a_year_are_named_by_their_content(site: Path) -> None:
    for path, revision in listed(site).items():
        digest = hashlib.sha256((site / path).read_bytes()).hexdigest()
        if path.startswith("assets/"):
            assert (path.split(".")[-2], revision) == (digest[:12], None)
        else:
            assert revision == digest[:16]


def test_scripts_styles_and_parts_are_named_with_their_hash(site: Path) -> None:
    page = (site / "one" / "index.html").read_text(encoding="utf-8")
    tags = re.findall(r'(?:src|href)="(\.\./assets/[^"]+)" integrity="([^"]+)"', page)
    found = re.search(r'<script type="application/json">(\{"wasm.*?)</script>', page)
    assert found is not None
    parts = [(part["url"], part["integrity"]) for part in json.loads(found[1]).values()]
    assert {url.split("/")[-1].split(".")[0] for url, _ in (*tags, *parts)} == {
        *("page", "late", "worker", "python", "asm", "snapshot", "footlights", "stdlib", "formulae"),
    }
    for url, integrity in (*tags, *parts):
        digest = hashlib.sha256((site / "one" / url).read_bytes()).digest()
        assert integrity == f"sha256-{base64.b64encode(digest).decode()}"


def test_the_policy_of_a_talk_allows_its_own_site_and_no_other_host(site: Path) -> None:
    page = (site / "one" / "index.html").read_text(encoding="utf-8")
    found = re.search(r'Content-Security-Policy" content="(default-src[^"]+)"', page)
    assert found is not None
    assert "http" not in found[1]
    assert "connect-src blob: data: 'self';" in found[1]


def test_what_compresses_has_both_variants(site: Path) -> None:
    for file in (path for path in site.rglob("*") if path.suffix in (".html", ".js", ".css", ".wasm", ".svg")):
        assert gzip.decompress(file.with_name(file.name + ".gz").read_bytes()) == file.read_bytes()
        assert file.with_name(file.name + ".br").is_file()


def test_hosts_are_told_what_never_changes(site: Path) -> None:
    rules = (site / "_headers").read_text(encoding="utf-8").split("\n/assets/*\n")
    assert "Cross-Origin-Embedder-Policy: require-corp" in rules[0]
    assert "Cache-Control: no-cache" in rules[0]
    assert "Content-Security-Policy: frame-ancestors 'self'" in rules[0]
    assert "max-age=31536000, immutable" in rules[1]


def test_the_same_notes_give_the_same_site(tmp_path: Path) -> None:
    notes = write_talks(tmp_path, "one") / "one.md"
    first = {file.name: file.read_bytes() for file in site_of(notes, tmp_path / "a").page.parent.rglob("*.*")}
    second = {file.name: file.read_bytes() for file in site_of(notes, tmp_path / "b").page.parent.rglob("*.*")}
    assert first == second


def test_a_site_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_talks(tmp_path, "one", "two")
    site_of(tmp_path, site)
    mine = [site / "CNAME", site / ".git" / "HEAD", site / "thesis.md", site / "assets" / "thesis.txt"]
    for file in mine:
        file.parent.mkdir(exist_ok=True)
        file.write_text("years of work", encoding="utf-8")
    before = set(listed(site))
    (tmp_path / "two.md").unlink()
    site_of(tmp_path, site)
    gone = before - set(listed(site))
    assert {"one/index.html", "two/index.html"} <= gone
    assert [name for name in gone if (site / name).exists()] == []
    assert [file.read_text(encoding="utf-8") for file in mine] == ["years of work"] * 4


def test_somebody_elses_site_is_left_alone(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / ".git").mkdir(parents=True)
    theirs = {site / name: name for name in ("sw.js", "CNAME", ".git/HEAD", "talk.md")}
    for file, text in theirs.items():
        file.write_text(text, encoding="utf-8")
    with pytest.raises(Unable, match=r"sw.js was not written by this command, or changed since; move it away"):
        site_of(write_talks(tmp_path, "one") / "one.md", site)
    assert {file: file.read_text(encoding="utf-8") for file in site.rglob("*") if file.is_file()} == theirs


def test_two_talks_with_one_address_are_told_and_neither_is_lost(tmp_path: Path) -> None:
    write_talks(tmp_path, "my talk", "my-talk")
    with pytest.raises(Unable, match=r"my talk.md and my-talk.md would both be at my-talk/; rename one of them"):
        site_of(tmp_path, tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_talk_in_the_place_of_the_parts_is_told(tmp_path: Path) -> None:
    write_talks(tmp_path, "Assets", "other")
    with pytest.raises(Unable, match=r"Assets.md would be at assets/, which the site needs for itself; rename it"):
        site_of(tmp_path, tmp_path / "site")


def test_notes_that_are_a_link_to_elsewhere_are_no_talk_of_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "diary.md").symlink_to(write_talks(tmp_path, "diary") / "diary.md")
    with pytest.raises(Unable, match="there are no notes"):
        site_of(folder, tmp_path / "site")


def test_a_folder_without_notes_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unable, match="there are no notes"):
        site_of(tmp_path, tmp_path / "site")
