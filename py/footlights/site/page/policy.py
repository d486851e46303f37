"""The content security policy of a page: its own scripts and styles by their hashes, no foreign host."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Mapping, Sequence

from footlights.deck import scripts_in
from footlights.site.project import Unable

PACKAGE_INDEX = "https://pypi.org https://files.pythonhosted.org"
"""Where micropip looks, in pages that bring it."""


def policy(
    scripts: Collection[str],
    styles: Collection[str],
    nonce: str = "",
    *,
    connect: Collection[str] = (),
    own_files: bool = False,
) -> str:
    """The policy of a page in which these scripts and styles stand, and no others.

    With ``own_files`` it may load files from the place it came from.
    """
    own = " 'self'" if own_files else ""
    by_nonce = f" 'nonce-{nonce}'" if nonce else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(sorted(map(_hash, set(scripts))))} blob:{own} 'wasm-unsafe-eval'",
            f"style-src {' '.join(map(_hash, styles))}{own}{by_nonce}",
            "style-src-attr 'unsafe-inline'",  # browsers write them while they edit; slide HTML can't have any
            f"worker-src blob:{own}",
            "frame-src 'self'",  # the page itself, as a sandbox: see web/js/sandbox/guest.js
            f"img-src data: blob:{own}",
            "font-src data:",
            f"connect-src {' '.join(('blob: data:' + own, *connect))}",
            *(("manifest-src 'self'",) if own_files else ()),
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types footlights dompurify",
        )
    )


def nonce_of(values: Mapping[str, str]) -> str:
    """What lets the editor add its own style element, in this page alone.

    A hash of all that stands in the page, so that the same notes make the same bytes: what stands in
    the page can't hold it, for it would have to hold its own hash.
    """
    return hashlib.sha256(json.dumps(sorted(values.items())).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def require_only(page: str, scripts: Sequence[str]) -> None:
    """Raise Unable if a browser would find other scripts in a page than these, given by their address or text."""
    found = list(scripts_in(page))
    if found != list(scripts):
        strange = next((script for script in found if script not in scripts), "")
        raise Unable(f"the page would not have Footlights' own scripts only, but: {strange.strip()[:60]!r}")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
