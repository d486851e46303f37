"""``build --site``: talks as a static site of separate files, kept in the browser after the first visit.

index.html            the talk, or of several the list of them
TALK/index.html       each of several talks
assets/NAME.HASH.EXT  everything else, under names that change with the content; shared by the talks. Drawings (SVG)
                      stand in the pages: as files they would be documents of the site, with scripts that run
sw.js                 the service worker (web/js/service_worker/service_worker.js) with the list of all files
manifest.webmanifest, _headers, LICENSES.txt
"""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from footlights.site.page.index_page import index_page
from footlights.site.page.one_file import filled, shell_values
from footlights.site.page.parts import (
    Parts,
    closed_script,
    data_address,
    json_in_html,
    talk_json,
    with_pictures,
)
from footlights.site.page.policy import PACKAGE_INDEX, nonce_of, policy, require_only
from footlights.site.page.variants import add_variants
from footlights.site.project import PYODIDE_FOLDER, WEB
from footlights.site.published import publish
from footlights.site.runtime.runtime import make_bundle

HEADERS = """/*
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Embedder-Policy: require-corp
  Cross-Origin-Resource-Policy: same-origin
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: frame-ancestors 'self'
  Cache-Control: no-cache
/assets/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
/assets/*.svg
  Content-Security-Policy: sandbox
"""
"""For hosts that read a ``_headers`` file (Netlify, Cloudflare Pages)."""


@dataclass(frozen=True, slots=True)
class SiteTalk:
    """A talk of a site: its folder's name and its parts."""

    name: str
    parts: Parts


@dataclass(slots=True)
class _Files:
    """Files of a site as they are written; ``listed`` is what the service worker keeps."""

    folder: Path
    listed: dict[str, str | None] = field(default_factory=dict)
    integrity: dict[str, str] = field(default_factory=dict)

    def asset(self, name: str, content: bytes) -> dict[str, str]:
        """Write a file under a name that changes with its content; its address from the root, and its hash."""
        digest = hashlib.sha256(content).digest()
        stem, _, suffix = name.rpartition(".")
        path = f"assets/{stem}.{digest.hex()[:12]}.{suffix}"
        if path not in self.listed:
            self._write(path, content)
            self.listed[path] = None
        return {"url": path, "integrity": self.integrity[path]}

    def page(self, path: str, text: str) -> None:
        """Write a file that keeps its name when its content changes."""
        self._write(path, text.encode())
        self.listed[path] = hashlib.sha256(text.encode()).hexdigest()[:16]

    def unlisted(self, path: str, text: str) -> None:
        """Write a file that browsers need not keep."""
        self._write(path, text.encode())

    def _write(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        self.integrity[path] = f"sha256-{base64.b64encode(hashlib.sha256(content).digest()).decode()}"


def build_site(talks: Sequence[SiteTalk], licences: str, folder: Path) -> Path:
    """Write a site of one talk or of several into a folder; the path of its first page.

    Raises Unable where somebody else's files are in the way.
    """
    with tempfile.TemporaryDirectory() as made:
        _make_site(talks, licences, Path(made))
        publish(Path(made), folder)
    return folder / "index.html"


def _make_site(talks: Sequence[SiteTalk], licences: str, folder: Path) -> None:
    files = _Files(folder)
    several = len(talks) > 1
    icon = files.asset("icon.png", (WEB / "icon.png").read_bytes())
    for talk in talks:
        up = "../" if several else ""
        page = _talk_page(talk.parts, files, up, _links(up, icon["url"]))
        files.page(f"{talk.name}/index.html" if several else "index.html", page)
    if several:
        listed = [(talk.name, talk.parts.deck) for talk in talks]
        files.page("index.html", index_page(listed, _links("", icon["url"])))
    title = "Talks" if several else talks[0].parts.deck.title
    files.page("manifest.webmanifest", _manifest(title, icon["url"]))
    files.unlisted("LICENSES.txt", licences)
    files.unlisted("_headers", HEADERS)
    files.unlisted("sw.js", _service_worker(files))
    add_variants(folder)


def _links(up: str, icon: str) -> str:
    return f'<link rel="icon" href="{up}{icon}">\n<link rel="manifest" href="{up}manifest.webmanifest">'


def _talk_page(parts: Parts, files: _Files, up: str, links: str) -> str:
    """A talk's page, which finds its parts beside it; ``up`` leads to the site's root."""
    runtime = parts.runtime

    def link(style: dict[str, str]) -> str:
        return f'<link rel="stylesheet" href="{up}{style["url"]}" integrity="{style["integrity"]}">'

    def found(part: dict[str, str]) -> dict[str, str]:
        return {**part, "url": up + part["url"]}

    script = files.asset("page.js", runtime.page_js.encode())
    worker = files.asset("worker.js", runtime.worker_js.encode())
    blobs = {name: files.asset(f"{name}.bin", data) for name, data in parts.blobs.items() if name != "wasm"}
    wasm = files.asset("python.wasm", (PYODIDE_FOLDER / "pyodide.asm.wasm").read_bytes())
    addresses = {name: found(part) for name, part in {"wasm": wasm, **blobs, "worker": worker}.items()}
    pictures = {
        name: data_address(file)
        if file.suffix.lower() == ".svg"
        else up + files.asset(file.name, file.read_bytes())["url"]
        for name, file in parts.pictures.items()
    }
    head, where, page_js = closed_script(runtime.head_js), json_in_html(addresses), up + script["url"]
    talk = talk_json(parts.talk, pictures)
    values = {
        **shell_values(parts, talk),
        "styles": link(files.asset("page.css", (runtime.fonts_css + runtime.css).encode())),
        "late_styles": link(files.asset("late.css", runtime.late_css.encode())),
        "links": f'{links}\n<meta name="footlights-site" content="{up}sw.js">',
        "slides": with_pictures(parts.slides, pictures),
        "worker": f'<script type="application/json">{where}</script>',
        "page": f'<script src="{page_js}" integrity="{script["integrity"]}"></script>',
        "blobs": "",
        "served": "",
    }
    values["nonce"] = nonce_of(values)
    connect = (PACKAGE_INDEX,) if parts.reaches_index else ()
    values["policy"] = policy((head,), (runtime.css,), values["nonce"], connect=connect, own_files=True)
    page = filled((WEB / "index.html").read_text(encoding="utf-8"), values)
    require_only(page, (head, talk, where, page_js))
    return page


def _manifest(title: str, icon: str) -> str:
    manifest = {
        "name": title,
        "short_name": title[:24],
        "start_url": ".",
        "scope": ".",
        "display": "fullscreen",
        "background_color": "#15111c",
        "theme_color": "#15111c",
        "icons": [{"src": icon, "sizes": "512x512", "type": "image/png"}],
    }
    return json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"


def _service_worker(written: _Files) -> str:
    """The service worker with what it keeps. A version is called by the hash of its listing, to check that by."""
    script = (make_bundle() / "service_worker.js").read_text(encoding="utf-8")
    files = [
        {"url": url, "revision": revision, "integrity": written.integrity[url]}
        for url, revision in sorted(written.listed.items())
    ]
    listing = json.dumps({"files": files, "script": hashlib.sha256(script.encode()).hexdigest()})
    version = hashlib.sha256(listing.encode()).hexdigest()
    return f"globalThis.footlightsSite={json.dumps({'version': version, 'listing': listing})};\n{script}"
