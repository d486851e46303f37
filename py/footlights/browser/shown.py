"""What code shows, made fit for a page: HTML without scripts, Markdown as HTML."""

from __future__ import annotations

from html import escape

from footlights.live.display import SCRIPTED_HTML, Bundle

LONGEST_CLEANED = 200_000


def shown(bundle: Bundle) -> Bundle:
    """A bundle as the page shows it; HTML with scripts is for the sandbox."""
    html = bundle.get("text/html")
    if html is None and "text/markdown" in bundle:
        return {**bundle, "text/html": _markdown_html(bundle["text/markdown"])}
    if html is not None and "<script" in html.lower():
        return {SCRIPTED_HTML: html, "text/plain": bundle.get("text/plain", "")}
    if html is not None and len(html) <= LONGEST_CLEANED:
        return {**bundle, "text/html": _harmless(html)}
    return bundle


def _harmless(html: str) -> str:
    """HTML without scripts and handlers. The page would drop them as well, with a word in its console."""
    from footlights.deck.sanitise import sanitise

    return sanitise(html)


def _markdown_html(source: str) -> str:
    from footlights.deck.renderers import render_markdown

    def listing(_info: str, code: str) -> str:
        return f"<pre>{escape(code, quote=False)}</pre>"

    return render_markdown(source, "markdown-it", {}, listing, lambda _source, alt, _others: escape(alt))
