"""A memory snapshot without what a fresh Python's memory holds anyway."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Iterator

PAGE = 4096
_CUSTOM, _DATA = 0, 11
_I32_CONST, _END = 0x41, 0x0B


def without_known_pages(snapshot: bytes, wasm: bytes) -> bytes:
    """Of a snapshot only those pages that differ from the memory of a module that was just made.

    Pyodide writes a head, whose length is its second number, then the memory. Here: four-byte
    little-endian numbers (the memory's size, the head's length, how many runs of pages follow, each
    run's first byte and length), the head, the runs. ``web/js/python/boot.js`` reads it.
    """
    head_length = struct.unpack_from("<I", snapshot, 4)[0]
    head, memory = snapshot[:head_length], snapshot[head_length:]
    fresh = fresh_memory(wasm, len(memory))
    runs = list(_differing(memory, fresh))
    numbers = [len(memory), len(head), len(runs), *itertools.chain.from_iterable(runs)]
    return struct.pack(f"<{len(numbers)}I", *numbers) + head + b"".join(memory[at : at + size] for at, size in runs)


def fresh_memory(wasm: bytes, size: int) -> bytes:
    """What the data segments of a module make of its memory (WebAssembly 3.0, section 5.5.14)."""
    memory = bytearray(size)
    at = 8
    while at < len(wasm):
        kind = wasm[at]
        length, at = _number(wasm, at + 1)
        if kind == _DATA:
            for to, data in _segments(wasm, at):
                memory[to : to + len(data)] = data
        at += length
    return bytes(memory[:size])


def _segments(wasm: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Where each active segment with a constant address goes, and what it holds; others leave nothing known."""
    count, at = _number(wasm, at)
    for _ in range(count):
        kind, at = _number(wasm, at)
        to = None
        if kind == 0:
            constant = wasm[at] == _I32_CONST
            to, at = _number(wasm, at + 1)
            if not constant or wasm[at] != _END:
                return
            at += 1
        elif kind != 1:
            return
        length, at = _number(wasm, at)
        if to is not None:
            yield to, wasm[at : at + length]
        at += length


def _number(wasm: bytes, at: int) -> tuple[int, int]:
    """A LEB128 number and where it ends; addresses below 2 GiB read the same signed and unsigned, but for bit 6."""
    value = shift = 0
    while True:
        byte = wasm[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            return value, at


def _differing(memory: bytes, fresh: bytes) -> Iterator[tuple[int, int]]:
    """Runs of pages that differ: where each begins, and how long it is."""
    pages = range(0, len(memory), PAGE)
    differs = ((at, memory[at : at + PAGE] != fresh[at : at + PAGE]) for at in pages)
    for differing, run in itertools.groupby(differs, key=lambda page: page[1]):
        if differing:
            places = [at for at, _ in run]
            yield places[0], min(places[-1] + PAGE, len(memory)) - places[0]
