"""What a value looks like: one bundle of texts by MIME type, as in Jupyter's display protocol.

https://ipython.readthedocs.io/en/stable/config/integrating.html describes the methods that a
value may bring. What brings none may still be a figure, rows of a table, or a structure.
"""

from __future__ import annotations

import base64
import io
import json
import pprint
from collections.abc import Callable
from typing import Any

from footlights.live.html_size import bounded_html
from footlights.live.structure import is_small, structure_html, table_html

Bundle = dict[str, str]

_OWN = "application/vnd.footlights+"
OWN_HTML = f"{_OWN}html"
"""HTML that was made here, so that it need not be made harmless."""

VEGA_LITE = "application/vnd.vegalite.v6+json"
"""A chart's specification, which the page draws in a sandbox."""

SCRIPTED_HTML = f"{_OWN}scripted"
"""HTML whose scripts are to run: the page shows it in a sandbox."""

LONGEST_TEXT = 20_000
"""Characters of a plain representation that are shown."""

MOST_LAID_OUT = 5_000
"""Values in a structure whose text is laid out over several lines."""

_METHODS = (
    ("_repr_html_", "text/html"),
    ("_repr_markdown_", "text/markdown"),
    ("_repr_svg_", "image/svg+xml"),
    ("_repr_png_", "image/png"),
    ("_repr_jpeg_", "image/jpeg"),
    ("_repr_latex_", "text/latex"),
    ("_repr_json_", "application/json"),
)


def described(value: Any) -> tuple[Bundle, str]:
    """How to show a value, and its whole text where that leaves some of it out, else nothing."""
    bundle, leaves_out = _described(value)
    return bundle, whole(value) if leaves_out else ""


def bundle_of(value: Any) -> Bundle:
    """How to show a value: always as ``text/plain``, and as whatever else it brings.

    Pictures are base64, JSON is text. Never raises: what a value's own methods raise is shown
    in place of the value.
    """
    return _described(value)[0]


def _described(value: Any) -> tuple[Bundle, bool]:
    """How to show a value, and whether that leaves some of it out."""
    try:
        for describe in (_interactive, _own_bundle, _own_pictures, _figure):
            if found := describe(value):
                html = found.get("text/html", "")
                return {"text/plain": plain(value), **found}, bounded_html(html) != html
        for lay_out in (table_html, structure_html):
            html, leaves_out = lay_out(value)
            if html:
                return {"text/plain": plain(value), OWN_HTML: html}, leaves_out
    except Exception as error:
        return {"text/plain": f"<{type(value).__name__}: {describe_error(error)}>"}, False
    text = whole(value)
    return {"text/plain": shortened(text)}, len(text) > LONGEST_TEXT


def plain(value: Any) -> str:
    """A value as text, cut in the middle where it is too long."""
    return shortened(whole(value))


def whole(value: Any) -> str:
    """A value as text: structures over several lines, unless they are so large that nobody would read them."""
    try:
        laid_out = _is_structure(value) and is_small(value, MOST_LAID_OUT)
        return pprint.pformat(value, width=88, sort_dicts=False) if laid_out else repr(value)
    except Exception as error:
        return f"<{type(value).__name__}: {describe_error(error)}>"


def shortened(text: str, longest: int = LONGEST_TEXT) -> str:
    """A text as it is or, where it is too long, its beginning and its end."""
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]}\n… {len(text) - 2 * half:,} characters more …\n{text[-half:]}"


def describe_error(error: Exception) -> str:
    """What went wrong while a value described itself, in a few words."""
    return f"its representation raised {type(error).__name__}: {shortened(str(error), 1000)}"


def _interactive(value: Any) -> Bundle:
    """A Plotly figure with its script inside, an Altair chart as its specification.

    What they bring by themselves is HTML that asks the network for its scripts.
    """
    package = type(value).__module__.split(".")[0]
    if package == "plotly" and _method(value, "to_html"):
        return {"text/html": value.to_html(include_plotlyjs=True, full_html=False, default_height="100%")}
    if package == "altair" and _method(value, "to_dict"):
        return {VEGA_LITE: json.dumps(value.to_dict())}
    return {}


def _own_bundle(value: Any) -> Bundle:
    """What a value says of itself, asked as IPython does; what only Footlights makes is not for it to give."""
    describe = _method(value, "_repr_mimebundle_")
    try:
        found = describe(include=None, exclude=None) if describe else None
    except TypeError:
        found = describe() if describe else None
    bundle = found[0] if isinstance(found, tuple) else found
    if not isinstance(bundle, dict):
        return {}
    return {mime: _text(mime, data) for mime, data in bundle.items() if not str(mime).startswith(_OWN)}


def _own_pictures(value: Any) -> Bundle:
    """What each method gives; one that fails, as for want of a library, does not take the others along."""
    found: Bundle = {}
    failed: Exception | None = None
    for name, mime in _METHODS:
        describe = _method(value, name)
        try:
            data = describe() if describe else None
        except (ImportError, NotImplementedError):
            continue
        except Exception as error:
            failed = failed or error
            continue
        data = data[0] if isinstance(data, tuple) else data
        if data is not None:
            found[mime] = _text(mime, data)
    if failed and not found:
        raise failed
    return found


def _figure(value: Any) -> Bundle:
    """Anything that saves itself as a picture, as matplotlib's figures do."""
    save = _method(value, "savefig")
    if save is None:
        return {}
    target = io.BytesIO()
    save(target, format="png", dpi=160, bbox_inches="tight")
    return {"image/png": _text("image/png", target.getvalue())}


def _method(value: Any, name: str) -> Callable[..., Any] | None:
    """A value's own method; classes and values that answer to every name have none."""
    if isinstance(value, type) or not callable(getattr(type(value), name, None)):
        return None
    method: Callable[..., Any] = getattr(value, name)
    return method


def _text(mime: str, data: Any) -> str:
    if isinstance(data, bytes | bytearray) and (mime.startswith("text/") or mime == "image/svg+xml"):
        return data.decode("utf-8", "replace")
    if isinstance(data, bytes | bytearray | memoryview):
        return base64.b64encode(bytes(data)).decode()
    return data if isinstance(data, str) else json.dumps(data, default=repr, ensure_ascii=False)


def _is_structure(value: Any) -> bool:
    return isinstance(value, dict | list | tuple | set | frozenset)
