"""Zips that are made smaller hold what they held."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from footlights.site.runtime.zips import smaller_zip

names = st.text("abcé_/.0", min_size=1, max_size=12)


@given(st.dictionaries(names, st.binary(max_size=300), max_size=5))
def test_the_same_files_in_the_same_order(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
    with zipfile.ZipFile(io.BytesIO(smaller_zip(target.getvalue()))) as smaller:
        assert smaller.testzip() is None
        assert {info.filename: smaller.read(info) for info in smaller.infolist()} == files
        assert [info.filename for info in smaller.infolist()] == list(files)


def test_what_is_compressed_by_the_best_of_zlib_gets_smaller() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("words.txt", " ".join(str(number * number) for number in range(20_000)))
    assert len(smaller_zip(target.getvalue())) < len(target.getvalue())
