"""The one-file page: slides first, then the script, then everything Python needs."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zipfile
from html import escape
from pathlib import Path

from footlights.deck import PYODIDE, Deck, section_element, without_asides
from footlights.site.notes import PICTURE_TYPES, Notes
from footlights.site.project import WEB
from footlights.site.runtime import EXTRAS, OTHER_ENGINES, Runtime, compressed

BLOB_ORDER = ("asm", "wasm", "snapshot", "footlights", "stdlib")
"""As the page works on them: the snapshot takes longest to unpack, the wasm compiles beside it.

The page's own script stands after the first, so that the first slide is painted before it runs.
"""

PIECE = 1 << 16
"""Characters of base64 in one element; a multiple of four."""

_PICTURE = re.compile(r'<img data-picture="([^"]+)"')
_SCRIPT = re.compile(r"<script(?: data-arrived=\"\w+\")?>(.*?)</script>", re.DOTALL)
_ARRIVED = '<script data-arrived="{}">footlights.arrived()</script>'


def one_file_page(
    notes: Notes, runtime: Runtime, *, served: bool = False, without_notes: bool = False, all_engines: bool = False
) -> str:
    """The whole talk as HTML. A ``served`` page may also talk to the server it came from.

    It carries the engines that its cells name; with ``all_engines`` every one there is.
    """
    deck = notes.deck()
    text = without_asides(notes.text) if without_notes else notes.text
    shell = (WEB / "index.html").read_text(encoding="utf-8")
    extras = extras_used(deck, all_engines=all_engines)
    files = notes.files()
    slides = "\n".join(section_element(deck, slide) for slide in deck.slides)
    values = {
        "lang": escape(deck.settings.lang),
        "title": escape(deck.title),
        "theme": escape(deck.settings.theme),
        "style": runtime.css,
        "nonce": _nonce(runtime.css),
        "late_style": runtime.late_css,
        "slides": _with_pictures(slides, notes.pictures),
        "talk": _json(
            {
                "notes": text,
                "name": notes.path.name,
                "pictures": list(notes.pictures),
                "engines": [PYODIDE, *(name for name in extras if name in OTHER_ENGINES)],
                "files": list(files),
            }
        ),
        "head": _closed(runtime.head_js),
        "worker": _closed(runtime.worker_js),
        "page": _closed(runtime.page_js),
        "first_blob": _carriers(BLOB_ORDER[0], runtime.blobs[BLOB_ORDER[0]]),
        "blobs": _ARRIVED.format(BLOB_ORDER[0])
        + "\n".join(_arriving(name, runtime.blobs[name]) for name in BLOB_ORDER[1:])
        + "\n".join(_arriving(name, runtime.extras[name]) for name in extras)
        + (_arriving("files", compressed(_zip(files))) if files else ""),
    }
    if served:
        shell = shell.replace("<title>", '<meta name="footlights-served" content="yes">\n<title>', 1)
    page = re.sub(r"\{\{(\w+)\}\}", lambda match: values.get(match[1], match[0]), shell)
    return page.replace("{{policy}}", _policy(page, (runtime.css, runtime.late_css), served=served), 1)


def extras_used(deck: Deck, *, all_engines: bool) -> tuple[str, ...]:
    """The scripts that a page of this deck carries beside its own: engines, and what draws charts."""
    cells = [cell for slide in deck.slides for cell in slide.cells]
    engines = {name for cell in cells for name in cell.engines}
    code = "".join((*(cell.whole for cell in cells), *(slide.setup for slide in deck.slides)))
    charts = re.search(r"\baltair\b|vegalite", code) is not None
    used = {*engines, *(("vega",) if charts else ())}
    return EXTRAS if all_engines else tuple(name for name in EXTRAS if name in used)


def _zip(files: dict[str, Path]) -> bytes:
    """Files for ``open()`` in one archive; what compresses is compressed with the whole of it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files.items():
            archive.writestr(zipfile.ZipInfo(name), file.read_bytes())
    return target.getvalue()


def _with_pictures(html: str, pictures: dict[str, Path]) -> str:
    """Pictures carried inside the page. The first time with their data; later ones copy it in the page."""

    def embed(match: re.Match[str]) -> str:
        file = pictures.get(match[1].replace("&amp;", "&"))
        if file is None:
            return match[0]
        data = base64.b64encode(file.read_bytes()).decode()
        return f'<img data-picture="{match[1]}" src="data:{PICTURE_TYPES[file.suffix.lower()]};base64,{data}"'

    return _PICTURE.sub(embed, html)


def _carriers(name: str, data: bytes) -> str:
    """Gzipped bytes in base64. A line of script says that they have arrived.

    In pieces, because a browser appends to a script's text by copying it: one piece of 7 MB takes
    its parser far longer than fourteen of half a MB.
    """
    text = base64.b64encode(data).decode()
    pieces = (text[start : start + PIECE] for start in range(0, len(text), PIECE))
    return "".join(f'<script type="application/octet-stream" data-blob="{name}">{piece}</script>' for piece in pieces)


def _arriving(name: str, data: bytes) -> str:
    return _carriers(name, data) + _ARRIVED.format(name)


def _json(value: object) -> str:
    """JSON that can stand in a script element: no tag can begin or end in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _closed(script: str) -> str:
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(page: str, styles: tuple[str, ...], *, served: bool) -> str:
    """Only this page's own scripts and styles, by their hashes; no host but, when served, its own."""
    scripts = sorted({_hash(match[1]) for match in _SCRIPT.finditer(page)})
    connect = "blob: data: 'self'" if served else "blob: data:"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)} blob: 'wasm-unsafe-eval'",
            f"style-src {' '.join(map(_hash, styles))} 'nonce-{_nonce(styles[0])}'",
            "style-src-attr 'unsafe-inline'",  # browsers write them while they edit; slide HTML can't have any
            "worker-src blob:",
            "frame-src 'self'",  # the page itself, as a sandbox: see web/js/sandboxed.js
            "img-src data: blob:",
            "font-src data:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types footlights dompurify",
        )
    )


def _nonce(css: str) -> str:
    """Lets the editor add its own style element; slide HTML can't have one, so that it need not be secret."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
