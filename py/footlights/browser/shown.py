"""What code shows, made fit for a page: the richest of a bundle, not too much of it, HTML without scripts."""

from __future__ import annotations

from html import escape

from footlights.live.display import LONGEST_TEXT, OWN_HTML, SCRIPTED_HTML, Bundle, shortened
from footlights.live.html_size import bounded_html

LONGEST_FORMULA = 5_000
LONGEST_MARKDOWN = 100_000
CUT = "<p>… the rest is kept back.</p>"
_RICHEST = ("image/svg+xml", "image/png", "image/jpeg", "text/html", "text/markdown", OWN_HTML, "text/latex")


def richest(bundle: Bundle) -> Bundle:
    """Of all that a bundle says of one thing, what the page will show, and its text."""
    plain = shortened(bundle.get("text/plain", ""))
    html = bundle.get("text/html", "")
    if chart := next((mime for mime in bundle if mime.startswith("application/vnd.vegalite")), None):
        return {chart: bundle[chart], "text/plain": plain}
    if "<script" in html.lower():
        return {SCRIPTED_HTML: html, "text/plain": plain}
    for mime in _RICHEST:
        if mime in bundle and not (mime == "text/latex" and len(bundle[mime]) > LONGEST_FORMULA):
            return {mime: bundle[mime], "text/plain": plain}
    json = bundle.get("application/json", "")
    return {"application/json": json, "text/plain": plain} if 0 < len(json) <= LONGEST_TEXT else {"text/plain": plain}


def shown(bundle: Bundle) -> Bundle:
    """The richest of a bundle as the page shows it; HTML with scripts is for the sandbox, and stays as it is."""
    if "text/html" in bundle:
        return {**bundle, "text/html": _fit(bundle["text/html"])}
    if "text/markdown" in bundle:
        plain = bundle.get("text/plain", "")
        return {"text/html": _fit(_markdown_html(bundle["text/markdown"][:LONGEST_MARKDOWN])), "text/plain": plain}
    return bundle


def _fit(html: str) -> str:
    """HTML without scripts and handlers, and without what is too much. The page would drop them as well."""
    from footlights.deck.sanitise import sanitise

    bounded = bounded_html(html)
    harmless = sanitise(bounded)
    made = bounded_html(harmless)  # a parser may make more of it than was written
    return made if (bounded, made) == (html, harmless) else made + CUT


def _markdown_html(source: str) -> str:
    from footlights.deck.renderers import render_markdown

    def listing(_info: str, code: str) -> str:
        return f"<pre>{escape(code, quote=False)}</pre>"

    return render_markdown(source, "markdown-it", {}, listing, lambda _source, alt, _others: escape(alt))
