"""HTML written in notes, cut down to what belongs on a slide and made well-formed.

A slide must never break out of its place in the page, whatever its author wrote, so that the
text is parsed as a browser would parse it. The page's own gate (DOMPurify and a policy that
allows no script) stands behind this one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from justhtml import SanitizationPolicy

_TAGS = (
    "a abbr aside audio b blockquote br button caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
).split()
_ATTRIBUTES = {
    "*": "class id title lang dir role tabindex aria-label aria-hidden aria-live data-part data-cell data-state "
    "data-kind data-from-step data-picture data-language data-action data-size data-output data-coloured "
    "data-lines data-lines-from data-name data-path data-readonly hidden",
    "a": "href target rel",
    "img": "src alt width height",
    "ol": "start reversed type",
    "td": "colspan rowspan align",
    "th": "colspan rowspan align scope",
    "input": "type checked disabled",
    "button": "type",
    "details": "open",
    "time": "datetime",
    "audio": "controls",
}
_RAW_HTML = re.compile(r"<[a-zA-Z/!?]")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\s]*|[^<>\s@]+@[^<>\s]+)>")


def has_html(source: str) -> bool:
    """Whether Markdown may hold HTML of its own; autolinks are none."""
    return bool(_RAW_HTML.search(_AUTOLINK.sub("", source)))


def sanitise(html: str, *, drop: bool = False) -> str:
    """Well-formed HTML, scripts and styles gone, other tags that are not on the list shown as text.

    ``drop`` leaves those out as well, and keeps what stands in them.
    """
    from justhtml import JustHTML

    return JustHTML(html, fragment=True, policy=_policy("unwrap" if drop else "escape")).to_html(pretty=False)


@cache
def _policy(unlisted: str) -> SanitizationPolicy:
    from justhtml import SanitizationPolicy, UrlPolicy, UrlRule

    schemes = frozenset({"http", "https", "mailto", "tel"})
    pictures = frozenset({"http", "https", "data"})
    return SanitizationPolicy(
        allowed_tags=frozenset(_TAGS),
        allowed_attributes={tag: frozenset(names.split()) for tag, names in _ATTRIBUTES.items()},
        url_policy=UrlPolicy(
            allow_rules={
                ("a", "href"): UrlRule(allowed_schemes=schemes),
                ("img", "src"): UrlRule(allowed_schemes=pictures),
            },
        ),
        disallowed_tag_handling=unlisted,  # type: ignore[arg-type]
        strip_invisible_unicode=False,
    )
