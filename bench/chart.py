"""The start-up figures as a bar chart, an SVG that reads on white and on black."""

from __future__ import annotations

from html import escape

from figures import Times, median

_WIDTH, _ROW, _LEFT, _BAR = 900, 30, 250, 18
_ROWS = (
    ("PyScript, first output", "pyscript", "#8a7f92"),
    ("plain loadPyodide", "plain", "#8a7f92"),
    ("PyScript with MicroPython", "mpy", "#8a7f92"),
    ("one file on file://, live Python", "fileLive", "#c96a12"),
    ("site, first visit, live Python", "site1Live", "#c96a12"),
    ("site, second visit, live Python", "site2Live", "#c96a12"),
    ("one file on file://, stage", "fileStage", "#e0a458"),
    ("site, second visit, stage", "site2Stage", "#e0a458"),
    ("reveal.js, first of 60 slides", "revealFirst", "#8a7f92"),
    ("one file of the same 60 slides", "sixtyFirst", "#c96a12"),
)


def chart(times: Times) -> str:
    """Medians as bars, from zero, in milliseconds."""
    longest = max(median(times, key) for _, key, _ in _ROWS)
    scale = (_WIDTH - _LEFT - 110) / longest
    height = len(_ROWS) * _ROW + 20
    bars = []
    for index, (name, key, colour) in enumerate(_ROWS):
        value, top = median(times, key), 10 + index * _ROW
        bars.append(
            f'<text x="{_LEFT - 12}" y="{top + 15}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{top}" width="{value * scale:.1f}" height="{_BAR}" rx="3" fill="{colour}"/>'
            f'<text x="{_LEFT + value * scale + 8:.1f}" y="{top + 15}">{value:.0f} ms</text>'
        )
    style = "text{font:14px system-ui,sans-serif;fill:#5b5260}@media(prefers-color-scheme:dark){text{fill:#d5ccd8}}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
        f"<title>Time from opening a page, medians</title><style>{style}</style>{''.join(bars)}</svg>\n"
    )
