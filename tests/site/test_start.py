"""What the page starts from is trimmed at build time: nothing that is read may be lost on the way."""

import base64
import struct
from pathlib import Path

from fontTools.ttLib import TTFont

from footlights.site.page.fonts import characters_of, first_and_other_faces
from footlights.site.project import PYODIDE_FOLDER, WEB
from footlights.site.runtime.loader import without_unasked_symbols, without_unread_names
from footlights.site.runtime.snapshot import PAGE, fresh_memory, without_known_pages

MAGIC = b"\0asm\1\0\0\0"


def wasm(*segments: tuple[int, bytes]) -> bytes:
    """A module that holds these data segments, each at its address, and a custom section before them."""
    body = b"".join(b"\0\x41" + number(at) + b"\x0b" + number(len(data)) + data for at, data in segments)
    data = number(len(segments)) + body
    return MAGIC + b"\0\x03\x02hi" + b"\x0b" + number(len(data)) + data


def number(value: int) -> bytes:
    """LEB128, with a last byte that also reads as positive where the number is a signed one."""
    low, rest = value & 0x7F, value >> 7
    return bytes([low]) if not rest and low < 0x40 else bytes([low | 0x80]) + number(rest)


def restored(told: bytes, module: bytes) -> tuple[bytes, bytes]:
    """Head and memory, as web/js/python/boot.js makes them of a fresh module's memory."""
    size, head_length, count = struct.unpack_from("<3I", told)
    runs = struct.unpack_from(f"<{2 * count}I", told, 12)
    at = 12 + 8 * count
    head = told[at : at + head_length]
    at += head_length
    memory = bytearray(fresh_memory(module, size))
    for to, length in zip(runs[::2], runs[1::2], strict=True):
        memory[to : to + length] = told[at : at + length]
        at += length
    return head, bytes(memory)


def test_a_fresh_memory_is_what_the_data_segments_say() -> None:
    module = wasm((3, b"abc"), (130, b"z" * 70))
    assert fresh_memory(module, 256) == b"\0\0\0abc" + b"\0" * 124 + b"z" * 70 + b"\0" * 56


def test_a_module_with_no_data_has_an_empty_memory() -> None:
    assert fresh_memory(MAGIC, 8) == bytes(8)


def test_a_snapshot_is_restored_from_the_pages_that_differ() -> None:
    module = wasm((PAGE, b"constant" * 512), (3 * PAGE, b"cleared"))
    memory = bytearray(fresh_memory(module, 6 * PAGE + 10))
    memory[3 * PAGE : 3 * PAGE + 7] = bytes(7)
    memory[5 * PAGE + 1] = memory[-1] = 42
    head = struct.pack("<2I", 0, 12) + b"head"
    told = without_known_pages(head + memory, module)
    assert restored(told, module) == (head, bytes(memory))
    assert len(told) == 12 + 2 * 8 + len(head) + 2 * PAGE + 10


def test_pyodides_script_keeps_every_function_of_the_module_and_loses_the_names_that_nothing_reads() -> None:
    script = (
        "var API={},_read,_unread,_other;function use(){return _read()}"
        'function assignWasmExports(wasmExports){_unread=Module["_unread"]=wasmExports["unread"];'
        '_read=Module["_read"]=wasmExports["read"];_other=Module["_main"]=wasmExports["__main"];}'
    )
    assert without_unread_names(script) == (
        "var API={},_read,_other;function use(){return _read()}"
        'function assignWasmExports(wasmExports){for(const name of "unread".split(" "))'
        'Module["_"+name]=wasmExports[name];_read=Module["_read"]=wasmExports["read"];'
        '_other=Module["_main"]=wasmExports["__main"];}'
    )


def test_pyodides_script_tells_a_linker_of_what_is_asked_for_only() -> None:
    script = "f(){wasmExports=assign(wasmExports);assignWasmExports(wasmExports);updateGOT(origExports);LDSO.init()}"
    assert without_unasked_symbols(script) == (
        "f(){wasmExports=assign(wasmExports);assignWasmExports(wasmExports);"
        "for(const name of Object.keys(GOT))if(name in origExports)updateGOT({[name]:origExports[name]});"
        'else if(name.startsWith("emscripten_gl"))GOT[name].value=0;LDSO.init()}'
    )


def test_pyodides_own_script_is_one_of_that_shape() -> None:
    script = (PYODIDE_FOLDER / "pyodide.asm.mjs").read_text("utf-8")
    assert "updateGOT({[name]" in without_unasked_symbols(script)


def test_pyodides_own_script_is_a_quarter_shorter() -> None:
    script = (PYODIDE_FOLDER / "pyodide.asm.mjs").read_text("utf-8")
    assert len(without_unread_names(script)) < 0.75 * len(script)


def test_a_script_of_another_shape_stays_as_it_is() -> None:
    assert without_unread_names("export default 1") == "export default 1"
    assert without_unasked_symbols("export default 1") == "export default 1"


def face(name: str, file: str, spans: str) -> str:
    data = base64.b64encode(next((WEB.parent / "node_modules/@fontsource-variable").rglob(file)).read_bytes()).decode()
    return (
        f'@font-face{{font-family:{name};src:url(data:font/woff2;base64,{data}) format("woff2");unicode-range:{spans}}}'
    )


def test_the_first_slides_characters_have_a_font_of_their_own_and_all_others_the_whole_one(tmp_path: Path) -> None:
    css = face("A", "atkinson-hyperlegible-next-latin-wght-normal.woff2", "U+0041-0046,U+00E9")
    first, others = first_and_other_faces(css, frozenset("ABDé→"))
    assert first.endswith("unicode-range:U+41-42,U+44,U+e9}")
    assert others == css.replace("U+0041-0046,U+00E9", "U+43,U+45-46")
    small = tmp_path / "small.woff2"
    small.write_bytes(base64.b64decode(first.split("base64,")[1].split(")")[0]))
    whole = {"A": 0x41, "B": 0x42, "D": 0x44, "é": 0xE9}
    assert set(TTFont(small).getBestCmap()) == set(whole.values())


def test_a_face_without_any_of_the_characters_is_not_in_the_first_style() -> None:
    css = face("A", "atkinson-hyperlegible-next-latin-wght-normal.woff2", "U+0041-0046")
    assert first_and_other_faces(css, frozenset("xyz")) == ("", css.replace("U+0041-0046", "U+41-46"))


def test_the_characters_of_a_slide_are_what_it_shows_and_what_clocks_need() -> None:
    shown = characters_of('<p class="Q">caf&eacute;</p>')
    assert {"c", "é", "0", ":", "–"} <= shown
    assert "Q" not in shown
