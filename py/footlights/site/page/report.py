"""What weighs what in a page."""

from __future__ import annotations

from footlights.site.page.one_file import weights
from footlights.site.page.parts import Parts
from footlights.site.project import Unable


def report(parts: Parts) -> str:
    """The parts of a page by their weight, the heaviest first, as a table."""
    found = sorted(weights(parts).items(), key=lambda item: -item[1])
    total = sum(weight for _, weight in found)
    width = max(len(name) for name, _ in found)
    rows = [f"{_mega(weight)}  {weight / total:5.1%}  {name:<{width}}".rstrip() for name, weight in found]
    return "\n".join([*rows, f"{_mega(total)}  in all"])


def require_size(parts: Parts, most_bytes: int, page_bytes: int) -> None:
    """Raise Unable, with what weighs what, for a page that is too big."""
    if page_bytes > most_bytes:
        what = f"the page has {page_bytes / 1e6:.1f} MB, more than the {most_bytes / 1e6:.1f} MB that were allowed"
        raise Unable(f"{what}:\n{report(parts)}")


def _mega(weight: int) -> str:
    return f"{weight / 1e6:7.2f} MB"
