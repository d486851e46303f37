"""Markdown to HTML by either library, behind one function: ``render_markdown``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from functools import cache, lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import validateLink
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from footlights.deck.adapting import Picture, class_of_step, name_apart, of_picture, shown_address
from footlights.deck.limits import TooMuchError, as_written, is_long_title, too_much
from footlights.deck.optional import may_hold_mark
from footlights.deck.optional_items import tell_optional
from footlights.deck.references import mentioned
from footlights.deck.sanitise import Own, without_marks

if TYPE_CHECKING:
    from justhtml import Node
    from markdown_it.utils import EnvType, OptionsDict

Fence = Callable[[str, str], str]
"""Gives the HTML of a code fence, from its info string and its code."""

References = Mapping[str, Mapping[str, str]]

_ATTRIBUTES = ("class", "id", "width", "height", "lang", "start")


def render_markdown(
    source: str,
    renderer: str,
    references: References,
    fence: Fence,
    picture: Picture,
    bullets: Iterable[int] = (),
    *,
    of_slide: bool = False,
) -> str:
    """HTML of a slide's Markdown. All that notes give goes through the sanitiser, fences and pictures come in later.

    ``bullets`` are the steps that the items of lists come with, where those stand in nothing else. Those ``of_slide``
    that are marked as optional lose the mark, and say so in an attribute.
    """
    if not source.strip():
        return ""
    own = Own()
    root = markdown_tree(
        source,
        renderer,
        references,
        own,
        lambda info, code: own.block(fence(info, code)),
        picture,
        bullets,
        of_slide=of_slide,
    )
    return as_written(source) if root is None else own.html(root)


def markdown_tree(
    source: str,
    renderer: str,
    references: References,
    own: Own,
    fence: Fence,
    picture: Picture,
    bullets: Iterable[int],
    *,
    of_slide: bool = False,
) -> Node | None:
    """A slide's Markdown as harmless HTML, parsed; marks of ``own`` stand in the place of fences and pictures.

    None for what is too much to be read as Markdown.
    """
    if too_much(source):
        return None
    by_library = _by_python_markdown if renderer == "python-markdown" else _by_markdown_it

    def own_picture(address: str, alt: str, attributes: Mapping[str, str]) -> str:
        others: dict[str, str | None] = dict(attributes)
        name_apart(others)
        return own.inline(picture(address, alt, of_picture(others)))

    classes = map(class_of_step, bullets)
    try:
        html = by_library(without_marks(source), references, fence, own_picture, classes)
    except TooMuchError:
        return None
    root = own.tree(html, picture)
    if of_slide and may_hold_mark(source):
        tell_optional(root)
    return root


def render_inline(text: str, references: References) -> str:
    """HTML of a title: emphasis, code and links, no blocks; addresses at its end stand by themselves."""
    if is_long_title(text):
        return escape(text, quote=False)
    named = mentioned(text, references).items()
    return _inline(text, tuple((label, link["href"], link.get("title", "")) for label, link in named))


@lru_cache(maxsize=64)
def _inline(text: str, links: tuple[tuple[str, str, str], ...]) -> str:
    """Kept for a while, because a section's title stands on each of its slides."""
    references = {label: {"href": href, "title": title} for label, href, title in links}
    env: dict[str, Any] = {"references": references, "picture": _no_picture}
    html = str(_markdown_it().renderInline(without_marks(text), env))
    own = Own()
    return own.html(own.tree(_LINKS_AT_END.sub(r'<span class="links">\1</span>', html), _no_picture))


def _no_picture(source: str, alt: str, _others: Mapping[str, str]) -> str:
    return escape(alt or source)


@cache
def plain_text(text: str) -> str:
    """A title as people read it aloud: without markup, links by their text, no addresses at its end."""
    if not re.search(r"[*_`\[<&\\~!]", text) or is_long_title(text):
        return text
    tokens = _markdown_it().parseInline(_ADDRESSES_AT_END.sub("", text))
    parts = [child.content for token in tokens for child in token.children or () if child.type in _TEXTS]
    return " ".join("".join(parts).split())


_LINKS_AT_END = re.compile(r"((?:\s*<a [^>]*class=\"autolink\"[^>]*>[^<]*</a>)+)$")
_ADDRESSES_AT_END = re.compile(r"(?<=\S)(?:\s+<https?://[^\s<>]+>)+\s*$")
_TEXTS = frozenset({"text", "code_inline", "softbreak", "image"})


def tokens_of(source: str) -> list[Token]:
    """Markdown as markdown-it reads it before it writes HTML."""
    return _markdown_it().parse(without_marks(source), {})


def _by_markdown_it(source: str, references: References, fence: Fence, picture: Picture, classes: Iterator[str]) -> str:
    env: dict[str, Any] = {
        "references": mentioned(source, references),
        "fence": fence,
        "picture": picture,
        "classes": classes,
    }
    return str(_markdown_it().render(source, env))


@cache
def _markdown_it() -> MarkdownIt:
    parser = (
        MarkdownIt("commonmark", {"html": True, "maxNesting": 100})
        .enable(["table", "strikethrough"])
        .use(footnote_plugin)
        .use(tasklists_plugin)
        .use(attrs_plugin, allowed=_ATTRIBUTES)
        .use(attrs_block_plugin, allowed=_ATTRIBUTES)
    )
    for rule in (_render_fence, _render_image, _render_link_open, _render_link_text, _render_list_item_open):
        parser.add_render_rule(rule.__name__.removeprefix("_render_"), rule)
    parser.add_render_rule("text", _render_link_text)
    parser.validateLink = _may_be_named  # type: ignore[assignment,method-assign]
    for name in ("th_open", "td_open"):
        parser.add_render_rule(name, _render_cell_open)
    return parser


def _may_be_named(address: str) -> bool:
    """Drawings may stand in the notes as other pictures may: they run nothing in a picture, and are bounded."""
    return address.lower().startswith("data:image/svg+xml") or validateLink(address)


def _render_fence(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    return str(env["fence"](token.info.strip(), token.content.removesuffix("\n"))) if "fence" in env else token.content


def _render_image(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    token = tokens[index]
    alt = self.renderInlineAsText(token.children or [], options, env)
    others = {name: str(value) for name, value in token.attrs.items() if name not in ("src", "alt")}
    return str(env["picture"](str(token.attrs["src"]), alt, others))


def _render_link_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Addresses in angle brackets are told from other links."""
    token = tokens[index]
    if token.info == "auto":
        token.attrJoin("class", "autolink")
    return self.renderToken(tokens, index, options, env)


def _render_cell_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A table's cell says how it is aligned in an attribute: notes have no styles."""
    token = tokens[index]
    if style := token.attrs.pop("style", None):
        token.attrs["align"] = str(style).removeprefix("text-align:")
    return self.renderToken(tokens, index, options, env)


def _render_list_item_open(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """Items of lists that stand in nothing else come with a step, where the slide has steps for them."""
    token = tokens[index]
    if token.level == 1 and (marked := next(env["classes"], "")):
        token.attrJoin("class", marked)
    return self.renderToken(tokens, index, options, env)


def _render_link_text(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """An address written as a link shows where it leads, without the protocol."""
    content = tokens[index].content
    if index and tokens[index - 1].type == "link_open" and tokens[index - 1].info == "auto":
        content = shown_address(content)
    return escape(content, quote=False)


def _by_python_markdown(
    source: str, references: References, fence: Fence, picture: Picture, classes: Iterator[str]
) -> str:
    from footlights.deck.python_markdown import render

    return render(source, references, fence, partial(picture), classes)


def attributes(values: MutableMapping[str, str] | Mapping[str, str]) -> str:
    """HTML attributes, each with a leading space."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())
