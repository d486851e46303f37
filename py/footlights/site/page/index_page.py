"""The first page of a site of several talks: their titles, lengths and sections."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from footlights.deck import Deck, spell
from footlights.site.page.one_file import filled
from footlights.site.page.policy import policy, require_only
from footlights.site.project import WEB
from footlights.site.runtime.runtime import make_bundle


def index_page(talks: Sequence[tuple[str, Deck]], links: str) -> str:
    """The page for talks, each with the folder it is in; ``links`` are for its head. It has no script."""
    css = (make_bundle() / "index.css").read_text(encoding="utf-8")
    items = "\n".join(_item(name, deck) for name, deck in talks)
    shell = (WEB / "talks.html").read_text(encoding="utf-8")
    values = {"styles": f"<style>{css}</style>", "links": links, "talks": items}
    page = filled(shell, {**values, "policy": policy((), (css,), own_files=True)})
    require_only(page, ())
    return page


def _item(name: str, deck: Deck) -> str:
    settings = deck.settings
    by = " · ".join(escape(part) for part in (settings.author, settings.date) if part)
    sections = " · ".join(escape(section.title) for section in deck.sections)
    facts = " · ".join((spell(deck.duration_s), f"{len(deck.slides)} slides"))
    return (
        f'<li><a href="{escape(name)}/"><h2>{escape(deck.title)}</h2>'
        + (f'<p class="subtitle">{escape(settings.subtitle)}</p>' if settings.subtitle else "")
        + (f'<p class="by">{by}</p>' if by else "")
        + f'<p class="facts">{facts}</p><p class="sections">{sections}</p></a></li>'
    )
