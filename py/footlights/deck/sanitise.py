"""HTML that notes give, cut down to what belongs on a slide and made well-formed.

A slide must never break out of its place in the page, whatever its author wrote, so that the
text is parsed as a browser would parse it. Only what is listed here stays; what the page itself
works with (parts, cells, states) is not on the list, and comes in afterwards, in the place of
marks that notes can't write. The page's own gate (DOMPurify and a policy that allows no script)
stands behind this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from footlights.deck.adapting import Picture, adapt

if TYPE_CHECKING:
    from justhtml import Node, SanitizationPolicy

_TAGS = (
    "a abbr aside audio b blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 header hr i img input ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
).split()
_ATTRIBUTES = {
    "*": "class id title lang dir aria-label aria-hidden hidden",
    "a": "href",
    "img": "src alt width height",
    "ol": "start reversed type",
    "td": "colspan rowspan align",
    "th": "colspan rowspan align scope",
    "input": "type checked disabled",
    "details": "open",
    "time": "datetime",
    "audio": "controls",
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARK = "\ud800"
"""Half a surrogate pair. HTML and Markdown can't write one: a reference to it gives U+FFFD (HTML, 13.2.5.80)."""
_MARKED = re.compile(f'<(?:hr|img) class="{_MARK}(\\d+)">')
_SPELT_OUT = re.compile(f'&lt;(?:hr|img) class="{_MARK}\\d+"&gt;')
"""A mark that notes have put where HTML is text."""


def without_marks(source: str) -> str:
    """Markdown in which nothing looks like a mark."""
    return _SURROGATE.sub("\ufffd", source)


@dataclass(slots=True)
class Own:
    """Our own markup in HTML that is still to be sanitised: a mark stands in the place of each piece.

    The marks are void elements that HTML's parser treats as it will treat what they stand for.
    """

    pieces: list[str] = field(default_factory=list)

    def block(self, html: str) -> str:
        """A mark for a block; none for nothing."""
        return f'<hr class="{self._kept(html)}">' if html else ""

    def inline(self, html: str) -> str:
        """A mark for something in a line of text."""
        return f'<img class="{self._kept(html)}">'

    def tree(self, html: str, picture: Picture | None = None) -> Node:
        """What notes gave, harmless, with marks for our own markup. ``picture`` gives pictures written as HTML."""
        from justhtml import JustHTML

        root = JustHTML(html, fragment=True, policy=_policy("escape")).root
        adapt(root, self._kept, picture)
        return root

    def piece_of(self, element: Node) -> str | None:
        """What an element stands for; None for one of the notes."""
        mark = str((element.attrs or {}).get("class") or "")
        return self.pieces[int(mark.removeprefix(_MARK))] if mark.startswith(_MARK) else None

    def html(self, root: Node) -> str:
        """A tree as HTML, with our own markup in its places."""
        text = root.to_html(pretty=False)
        text = _MARKED.sub(lambda match: self.pieces[int(match[1])], _SPELT_OUT.sub("", text))
        return _SURROGATE.sub("", text)

    def _kept(self, html: str) -> str:
        self.pieces.append(html)
        return f"{_MARK}{len(self.pieces) - 1}"


def sanitise(html: str) -> str:
    """HTML that code shows, well-formed, without scripts and styles; of other unlisted tags only what is in them."""
    from justhtml import JustHTML

    return JustHTML(html, fragment=True, policy=_policy("unwrap")).to_html(pretty=False)


def scripts_in(page: str) -> Iterator[str]:
    """Each script of a page as a browser's parser finds them, in their order: its address, or else its text."""
    from justhtml import JustHTML

    scripts = JustHTML(page, sanitize=False).query("script")
    for script in scripts:
        text = "".join(child.data or "" for child in script.children or ())
        yield (script.attrs or {}).get("src") or text


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
