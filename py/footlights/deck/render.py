"""A slide as HTML: its frame by layout, its Markdown by the renderer that the notes chose.

The build writes this HTML into the page, and the page renders it again only for slides whose
``key`` has changed, so that Python takes over without a flash.
"""

from __future__ import annotations

from html import escape
from itertools import count

from footlights.deck.adapting import PREFIX
from footlights.deck.budget import spell
from footlights.deck.limits import as_written, too_much
from footlights.deck.markup import Markup
from footlights.deck.model import Deck, Layout, Section, Shown, Slide
from footlights.deck.renderers import attributes, render_inline, render_markdown
from footlights.deck.steps import split_at_pauses


def render_slide(deck: Deck, slide: Slide) -> str:
    """The inside of a slide's ``<section>``: a heading and a body, composed by layout."""
    if slide.layout is Layout.TITLE:
        return _title_slide(deck, slide)
    if slide.layout is Layout.AGENDA:
        return _agenda_slide(deck, slide)
    body = _body(deck, slide)
    heading = _heading(deck, slide)
    return (
        f'<div class="frame">{heading}<div class="body">{body}</div></div>'
        if body
        else f'<div class="frame">{heading}</div>'
    )


def slide_attributes(slide: Slide) -> dict[str, str]:
    """The attributes of a slide's ``<section>``, the same in the built page and in the running one."""
    return {
        "class": "slide",
        "id": PREFIX + slide.slug,
        "data-part": "slide",
        "data-slide": str(slide.number),
        "data-section": str(slide.section),
        "data-step": "1",
        "data-steps": str(slide.last_step),
        "data-layout": str(slide.layout),
        "data-density": slide.size,
        "data-key": slide.key,
        "aria-roledescription": "slide",
        "aria-label": f"Slide {slide.number}",
    }


def section_element(deck: Deck, slide: Slide) -> str:
    """A whole slide as HTML, for the built page."""
    return f"<section{attributes(slide_attributes(slide))}>{render_slide(deck, slide)}</section>"


def render_notes(deck: Deck, notes: str) -> str:
    """Speaker notes as HTML: Markdown as on a slide, in which code is only listed."""
    writer = Markup(iter(()), deck.pictures, 1, {})
    return render_markdown(notes, deck.settings.markdown, deck.references, writer.fence, writer.picture)


def _title_slide(deck: Deck, slide: Slide) -> str:
    settings = deck.settings
    by = " · ".join(escape(part) for part in (settings.author, settings.date) if part)
    subtitle = (
        f'<p class="subtitle">{render_inline(settings.subtitle, deck.references)}</p>' if settings.subtitle else ""
    )
    byline = f'<p class="byline">{by}</p>' if by else ""
    title = f"<h1>{render_inline(slide.title, deck.references)}</h1>"
    body = _body(deck, slide)
    inner = f'<div class="body">{body}</div>' if body else ""
    return f'<div class="frame"><header class="heading">{title}{subtitle}{byline}</header>{inner}</div>'


def _agenda_slide(deck: Deck, slide: Slide) -> str:
    """One row a section, with its budget; long agendas go on over several slides, in even parts."""
    each = -(-len(deck.sections) // slide.parts)
    first = each * (slide.part - 1)
    rows = "".join(_agenda_row(section, deck) for section in deck.sections[first : first + each])
    total = f'<p class="agenda-total">{escape(spell(deck.duration_s))}</p>'
    heading = f'<header class="heading"><h2>{escape(slide.title)}</h2>{total}</header>'
    agenda = f'<ol class="agenda" data-part="agenda" start="{first + 1}">{rows}</ol>'
    return f'<div class="frame">{heading}<div class="body">{agenda}</div></div>'


def _agenda_row(section: Section, deck: Deck) -> str:
    about = "" if section.stated else '<span class="about" title="shared out">≈ </span>'
    title = render_inline(section.title, deck.references)
    return (
        f'<li><span class="agenda-number">{section.number}</span><span class="agenda-title">{title}</span>'
        f'<span class="agenda-budget">{about}{escape(spell(section.budget_s))}</span></li>'
    )


def _heading(deck: Deck, slide: Slide) -> str:
    section = deck.section_of(slide)
    lead = section is not None and slide.number == section.first_slide
    part = f'<span class="part">{slide.part} / {slide.parts}</span>' if slide.parts > 1 else ""
    eyebrow = f'<p class="eyebrow">{part}</p>' if part else ""
    if section is not None:
        name = "" if lead else f'<span class="section-name">{render_inline(section.title, deck.references)}</span>'
        time = f'<span class="section-budget">{escape(spell(section.budget_s))}</span>' if lead else ""
        eyebrow = f'<p class="eyebrow"><span class="section-number">{section.number}</span>{name}{time}{part}</p>'
    title = f"<h2>{render_inline(slide.title, deck.references)}</h2>" if slide.title else ""
    return f'<header class="heading">{eyebrow}{title}</header>' if eyebrow or title else ""


def _body(deck: Deck, slide: Slide) -> str:
    if too_much(slide.source):
        return as_written(slide.source)
    steps = slide.comes_with()
    cells = iter(slide.cells)
    html = ""
    for number, piece in enumerate(split_at_pauses(slide.source), 1):
        writer = Markup(cells, deck.pictures, number, steps)
        bullets = (steps.get(Shown(number, item), 0) for item in count(1)) if deck.settings.incremental else ()
        rendered = render_markdown(
            piece, deck.settings.markdown, deck.references, writer.fence, writer.picture, bullets, of_slide=True
        )
        step = steps.get(Shown(number))
        html += f'<div class="step" data-from-step="{step}">{rendered}</div>' if step else rendered
    return html
