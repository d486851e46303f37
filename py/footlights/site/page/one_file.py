"""The one-file page: slides first, then the script, then everything Python needs."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from html import escape

from footlights.site.page.fonts import characters_of, first_and_other_faces
from footlights.site.page.parts import (
    PYTHON_PARTS,
    Parts,
    closed_script,
    data_address,
    json_in_html,
    talk_json,
    with_pictures,
)
from footlights.site.page.policy import PACKAGE_INDEX, nonce_of, policy, require_only
from footlights.site.project import WEB
from footlights.site.runtime.runtime import LATE_SCRIPTS

PIECE = 1 << 16
"""Characters of base64 in one element; a multiple of four."""

_ARRIVED = "footlights.arrived()"


def one_file_page(parts: Parts, *, served: str = "") -> str:
    """The whole talk as HTML. A page that is ``served``, in this version, may also talk to the server it came from.

    The page's own script stands after the first blob, so that the first slide is painted before it runs.
    """
    runtime = parts.runtime
    shell = (WEB / "index.html").read_text(encoding="utf-8")
    first, *others = parts.blobs
    shown_first = parts.slides.partition("</section>")[0] + shell[shell.index("<body>") :]
    first_faces, other_faces = first_and_other_faces(runtime.fonts_css, characters_of(shown_first))
    late_css = other_faces + runtime.late_css
    head, page_js = closed_script(runtime.head_js), closed_script(runtime.page_js)
    pictures = _embedded(parts)
    worker, talk = closed_script(runtime.worker_js), talk_json(parts.talk, pictures)
    values = {
        **shell_values(parts, talk),
        "styles": f"<style>{runtime.css}</style><style>{first_faces}</style>",
        "late_styles": f"<style>{late_css}</style>",
        "slides": with_pictures(parts.slides, pictures),
        "worker": f'<script type="text/plain">{worker}</script>',
        "page": f"{_carriers(first, parts.blobs[first])}\n<script>{page_js}</script>",
        "blobs": _arrived(first) + "\n".join(_carriers(name, parts.blobs[name]) + _arrived(name) for name in others),
        "served": f'<meta name="footlights-served" content="{escape(served)}">' if served else "",
    }
    values["nonce"] = nonce_of(values)
    connect = (*(("'self'",) if served else ()), *((PACKAGE_INDEX,) if parts.reaches_index else ()))
    values["policy"] = policy(
        (head, page_js, _ARRIVED), (runtime.css, first_faces, late_css), values["nonce"], connect=connect
    )
    page = filled(shell, values)
    require_only(page, (head, talk, worker, page_js, *(_ARRIVED for _ in parts.blobs)))
    return page


def shell_values(parts: Parts, talk: str) -> dict[str, str]:
    """What every page of a talk has in the shell's places; ``talk`` is what it knows of its talk, as JSON."""
    settings = parts.deck.settings
    return {
        "lang": escape(settings.lang),
        "title": escape(parts.deck.title),
        "theme": escape(settings.theme),
        "head": closed_script(parts.runtime.head_js),
        "talk": talk,
        # An icon in SVG would be parsed anew, as a document, whenever the address bar shows another slide.
        "links": '<link rel="icon" href="data:,">',
    }


def filled(shell: str, values: Mapping[str, str]) -> str:
    """The shell with its places filled, in one go: what a value holds is no place."""
    return re.sub(r"\{\{(\w+)\}\}", lambda match: values[match[1]], shell)


def weights(parts: Parts) -> dict[str, int]:
    """Bytes in the one-file page for each part of it, under names for people."""
    runtime = parts.runtime
    python = {name: _carried(parts.blobs[name]) for name in PYTHON_PARTS}
    pictures = sum(len(text) for text in _embedded(parts).values())
    return {
        "Python itself (WebAssembly and its loader)": python["wasm"] + python["asm"],
        "Python's memory, ready to start from": python["snapshot"],
        "the standard library": python["stdlib"],
        "Footlights' Python": python["footlights"],
        "Footlights' scripts, styles and fonts": sum(
            len(text.encode())
            for text in (
                runtime.head_js,
                runtime.page_js,
                runtime.worker_js,
                runtime.css,
                runtime.fonts_css,
                runtime.late_css,
            )
        )
        + sum(_carried(parts.blobs[name]) for name in LATE_SCRIPTS),
        "slides and notes": len(parts.slides.encode()) + len(json_in_html(parts.talk).encode()),
        **({"pictures": pictures} if pictures else {}),
        **{
            name.replace("package-", "package "): _carried(data)
            for name, data in parts.blobs.items()
            if name not in {*python, *LATE_SCRIPTS}
        },
    }


def _arrived(name: str) -> str:
    return f'<script data-arrived="{name}">{_ARRIVED}</script>'


def _carried(data: bytes) -> int:
    return (len(data) + 2) // 3 * 4


def _embedded(parts: Parts) -> dict[str, str]:
    """Each picture that slides or notes show as a data address."""
    return {name: data_address(file) for name, file in parts.pictures.items()}


def _carriers(name: str, data: bytes) -> str:
    """Gzipped bytes in base64. A line of script says that they have arrived.

    In pieces, because a browser appends to a text by copying it: one piece of 7 MB takes its parser far
    longer than fourteen of half a MB. In templates, whose plain text is read faster than a script's.
    """
    text = base64.b64encode(data).decode()
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    return "".join(f'<template data-blob="{name}">{piece}</template>' for piece in pieces)
