"""The content security policy of a page: its own scripts and styles by their hashes, no foreign host."""

from __future__ import annotations

import base64
import hashlib
import re

PACKAGE_INDEX = "https://pypi.org https://files.pythonhosted.org"
"""Where micropip looks, in pages that bring it."""

_SCRIPT = re.compile(r"<script(?: data-arrived=\"[\w.-]+\")?>(.*?)</script>", re.DOTALL)


def policy(page: str, styles: tuple[str, ...], *, connect: tuple[str, ...] = (), own_files: bool = False) -> str:
    """The policy for a page's text. With ``own_files`` it may load files from the place it came from."""
    scripts = sorted({_hash(match[1]) for match in _SCRIPT.finditer(page)})
    own = " 'self'" if own_files else ""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(scripts)} blob:{own} 'wasm-unsafe-eval'",
            f"style-src {' '.join(map(_hash, styles))}{own} 'nonce-{nonce(styles[0])}'",
            "style-src-attr 'unsafe-inline'",  # browsers write them while they edit; slide HTML can't have any
            f"worker-src blob:{own}",
            "frame-src 'self'",  # the page itself, as a sandbox: see web/js/sandboxed.js
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


def nonce(css: str) -> str:
    """Lets the editor add its own style element; slide HTML can't have one, so that it need not be secret."""
    return hashlib.sha256(css.encode()).hexdigest()[:16]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
