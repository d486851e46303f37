"""The plan of a talk as a table for people and as JSON for tools."""

from __future__ import annotations

import json
from typing import Any

from footlights.deck import Deck, Section, Slide, spell
from footlights.deck.renderers import plain_text


def outline_json(deck: Deck) -> str:
    """``{title, duration_s, sections: [{title, budget_s, stated, slides}], problems}``."""
    plan = {
        "title": plain_text(deck.title),
        "duration_s": deck.duration_s,
        "sections": [_section(deck, section) for section in deck.sections],
        "problems": [
            {"line": problem.line, "message": problem.message, "hint": problem.hint} for problem in deck.problems
        ],
    }
    return json.dumps(plan, ensure_ascii=False, indent=2)


def outline_table(deck: Deck) -> str:
    """A line for each section, one below it for each slide; ≈ marks time that was shared out."""
    lines = [f"{plain_text(deck.title)} · {spell(deck.duration_s)} · {len(deck.slides)} slides", ""]
    for section in deck.sections:
        about = " " if section.stated else "≈"
        lines.append(f"{about}{spell(section.budget_s):>9}  {section.number}. {plain_text(section.title)}")
        lines += [f"{slide.number:>13}  {_slide_title(slide)}" for slide in _slides(deck, section)]
    if deck.problems:
        count = "1 problem" if len(deck.problems) == 1 else f"{len(deck.problems)} problems"
        lines += ["", f"{count} of the plan: run `build.py check` to see them, and those of packages and cells"]
    return "\n".join(lines)


def _section(deck: Deck, section: Section) -> dict[str, Any]:
    slides = [
        {"title": plain_text(slide.title), "line": slide.line, "steps": slide.last_step, "cells": len(slide.cells)}
        for slide in _slides(deck, section)
    ]
    return {
        "title": plain_text(section.title),
        "budget_s": section.budget_s,
        "stated": section.stated,
        "slides": slides,
    }


def _slides(deck: Deck, section: Section) -> tuple[Slide, ...]:
    return deck.slides[section.first_slide - 1 : section.last_slide]


def _slide_title(slide: Slide) -> str:
    part = f" ({slide.part}/{slide.parts})" if slide.parts > 1 else ""
    return (plain_text(slide.title) or f"[{slide.layout}]") + part
