"""What a built page bundles: name, version, licence and the licence's own words."""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from footlights.site.packages.wheels import licence_of
from footlights.site.project import NODE_MODULES, PROJECT
from footlights.site.runtime.runtime import make_bundle

PYTHON_PARTS = ("markdown-it-py", "mdit-py-plugins", "mdurl", "Markdown", "ruamel.yaml", "justhtml")
NODE_PARTS = (
    "pyodide",
    "dompurify",
    "@codemirror/autocomplete",
    "@codemirror/commands",
    "@codemirror/lang-python",
    "@codemirror/language",
    "@codemirror/search",
    "@codemirror/state",
    "@codemirror/view",
    "@marijn/find-cluster-break",
    "anser",
    "crelt",
    "preact",
    "style-mod",
    "temml",
    "w3c-keyname",
    "@lezer/common",
    "@lezer/highlight",
    "@lezer/lr",
    "@lezer/python",
    "@fontsource-variable/atkinson-hyperlegible-mono",
    "@fontsource-variable/atkinson-hyperlegible-next",
    "@fontsource-variable/bricolage-grotesque",
)
EXTRA_PARTS = {
    "micropython": ("@micropython/micropython-webassembly-pyscript",),
    "skulpt": ("skulpt",),
    "brython": ("brython",),
    "app": (
        "@mswjs/interceptors",
        "@open-draft/until",
        "debug",
        "eventsource",
        "eventsource-parser",
        "ms",
        "outvariant",
        "rettime",
    ),
    "swagger": ("swagger-ui-dist",),
    "site": ("workbox-precaching", "workbox-core", "workbox-routing", "workbox-strategies"),
}
"""What comes with each engine that only some pages carry, and with a site; charts come with a list of theirs."""

_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "COPYING")


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """A bundled part; ``text`` is its licence file, empty where the package has none."""

    name: str
    version: str
    licence: str
    text: str


def bundled_parts(extras: Collection[str], wheels: Iterable[Path] = ()) -> tuple[LicensedPart, ...]:
    """Everything that stands in a page with these extras and wheels, our own part first."""
    own = LicensedPart("footlights", "0.1.0", "MIT", _read(PROJECT / "LICENSE"))
    cpython = LicensedPart("CPython (in pyodide)", "3.14", "PSF-2.0", "See https://docs.python.org/3.14/license.html\n")
    others = [part for name in EXTRA_PARTS if name in extras for part in EXTRA_PARTS[name]]
    if "vega" in extras:
        others += (make_bundle() / "vega.parts").read_text(encoding="utf-8").split()
    return (
        own,
        *map(_node_part, (*NODE_PARTS, *others)),
        cpython,
        *map(_python_part, PYTHON_PARTS),
        *map(_wheel_part, wheels),
    )


def licence_text(parts: tuple[LicensedPart, ...]) -> str:
    """A table of the parts, then each licence in full."""
    width = max(len(part.name) for part in parts)
    table = [f"{part.name:<{width}}  {part.version:<9}  {part.licence}" for part in parts]
    texts = [
        f"{'=' * 78}\n{part.name} {part.version} ({part.licence})\n\n{part.text.strip()}" for part in parts if part.text
    ]
    return "\n".join(["What this page bundles", "", *table, "", *texts, ""])


def _node_part(name: str) -> LicensedPart:
    folder = NODE_MODULES / name
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    return LicensedPart(name, package["version"], str(package.get("license", "")), _licence_in(folder))


def _python_part(name: str) -> LicensedPart:
    metadata = importlib.metadata.metadata(name)
    files = importlib.metadata.files(name) or []
    text = next(
        (_read(Path(str(file.locate()))) for file in files if file.name.upper().startswith(("LICEN", "COPYING"))), ""
    )
    return LicensedPart(
        name, metadata["Version"], metadata.get("License-Expression") or _classified(metadata) or "see below", text
    )


def _wheel_part(wheel: Path) -> LicensedPart:
    name, version, *_ = wheel.name.split("-")
    return LicensedPart(name, version, *licence_of(wheel))


def _classified(metadata: importlib.metadata.PackageMetadata) -> str:
    classifiers = metadata.get_all("Classifier") or []
    return next((line.rsplit(" :: ", 1)[-1] for line in classifiers if line.startswith("License ::")), "")


def _licence_in(folder: Path) -> str:
    return next((_read(folder / name) for name in _FILES if (folder / name).is_file()), "")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
