"""From the tree of a page to its blocks, in reading order.

What only lays out a page (tables without data, `div`, `section`) ends a paragraph and is nothing
else. Elements that give text a look reach into the blocks inside them, whatever is around what: a
heading in a link is a heading with a link. A link around a whole card stays on the card's heading,
or else on its first line.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.html.builder import Builder
from digests.html.flow import Span, Style
from digests.html.styles import HEADING_SIZES, StyleSheet, declarations, is_hidden, styled
from digests.html.tables import is_data_table
from digests.html.tree import steps
from digests.html.web_address import web_address

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

    from digests.html.flow import Block

_UNSEEN = frozenset(
    "script style template iframe object embed select textarea datalist svg math canvas audio "
    "video source track link meta head title input param map area".split()
)
_BLOCKS = frozenset(
    "address article aside body center details dialog div fieldset figcaption figure footer form "
    "header hgroup legend main nav p section table tbody thead tfoot tr td th caption "
    "h1 h2 h3 h4 h5 h6 ul ol menu dir li dl dt dd blockquote pre hr summary button".split()
)
_CARD = (
    "h1, h2, h3, h4, h5, h6, p, div, table, ul, ol, li, section, article, blockquote, figcaption"
)
_INLINE_DISPLAY = ("inline", "contents")
_MOST_OF_THE_PAGE = 0.6
_ALT_SIZE = 10.0
_SMALL = 3
"""Pixels: a picture that is not wider or higher only tracks."""


def blocks_of(document: LexborHTMLParser, address: str) -> tuple[Block, ...]:
    """Return what a page shows; relative links are resolved against `address`."""
    if document.body is None:
        return ()
    return _Walk(document, address).blocks()


class _Walk:
    def __init__(self, document: LexborHTMLParser, address: str) -> None:
        base = document.css_first("base[href]")
        written = (base.attributes.get("href") or "") if base else ""
        self._address = web_address(written, address) or address
        self._sheet = StyleSheet(part.text() or "" for part in document.css("style"))
        assert document.body is not None, "checked by the caller"  # for the type checker
        self._body: LexborNode = document.body
        self._characters = len(self._body.text() or "")
        self._builder = Builder()
        self._styles: list[Style] = [Style()]
        self._closers: list[str] = []
        """What the end of each open element means for the builder; empty for nothing."""

    def blocks(self) -> tuple[Block, ...]:
        walk = steps(self._body)
        step = next(walk, None)
        while step is not None:
            node, is_end = step
            skips = False
            if is_end:
                self._end()
            elif node.is_text_node:
                self._builder.text(node.text_content or "", self._styles[-1])
            elif node.is_element_node:
                skips = not self._begin(node)
            else:
                skips = True
            try:
                step = walk.send(skips)
            except StopIteration:
                step = None
        return self._builder.finish()

    def _begin(self, node: LexborNode) -> bool:
        """Read the beginning of an element; return False if nothing in it is shown."""
        tag = node.tag or ""
        attributes = node.attributes
        if tag in _UNSEEN:
            return False
        said = declarations(attributes.get("style") or "")
        if is_hidden(attributes, said):
            return False
        if tag in _VOID:
            self._void(tag, attributes)
            return False
        said = self._sheet.looks(tag, attributes.get("class") or "") | said
        style = styled(tag, attributes, said, self._styles[-1])
        closer = self._open(node, tag, said)
        if tag == "a":
            style, closer = self._link(node, style, closer)
        elif tag == "pre":
            style = replace(style, keeps_space=True)
        elif tag == "summary":
            style = replace(style, bold=True)
        self._styles.append(style)
        self._closers.append(closer)
        return True

    def _end(self) -> None:
        self._styles.pop()
        self._builder.close(self._closers.pop())

    def _void(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag == "br":
            self._builder.end_line()
        elif tag == "hr":
            self._builder.divider()
        elif tag == "img":
            self._image(attributes)

    def _image(self, attributes: dict[str, str | None]) -> None:
        sizes = (attributes.get("width"), attributes.get("height"))
        if any(size is not None and _is_small(size) for size in sizes):
            return
        source = (attributes.get("src") or attributes.get("data-src") or "").strip()
        whole = source[:200] if source.startswith("cid:") else web_address(source, self._address)
        text = re.sub(r"\s+", " ", attributes.get("alt") or "").strip()
        if whole:
            self._builder.span(Span(text, self._styles[-1], image=whole))
        elif text:
            # It stands for a picture, so it is no heading, however large the text around is.
            style = replace(self._styles[-1], size=_ALT_SIZE, bold=False)
            self._builder.text(f" {text} ", style)

    def _link(self, node: LexborNode, style: Style, closer: str) -> tuple[Style, str]:
        written = (node.attributes.get("href") or "").strip()
        whole = "" if not written or written[0] == "#" else web_address(written, self._address)
        if whole and node.css_first(_CARD) is not None:
            self._builder.open("card")
            return replace(style, href=whole), "card"
        return (replace(style, href=whole) if whole else style), closer

    def _open(self, node: LexborNode, tag: str, said: dict[str, str]) -> str:
        """Tell the builder what begins with an element; return what ends with it."""
        if tag not in _BLOCKS:
            if said.get("display", "").startswith(("block", "table", "flex", "grid")):
                self._builder.end_paragraph()
                return "paragraph"
            return ""
        if said.get("display", "") in _INLINE_DISPLAY and tag not in HEADING_SIZES:
            return ""
        kind = self._kind(node, tag)
        start = node.attributes.get("start") or "1"
        self._builder.open(kind, int(start) if re.fullmatch(r"\d{1,9}", start) else 1)
        return kind

    def _kind(self, node: LexborNode, tag: str) -> str:
        if tag in HEADING_SIZES:
            return tag
        if tag == "table":
            return "grid" if is_data_table(node) else "paragraph"
        if tag in {"tr", "td", "th"}:
            return _CELLS[tag] if self._builder.is_in_grid else "paragraph"
        if tag in {"ul", "ol", "menu", "dir", "dl"} and _is_list_of_cards(node):
            return "cards"
        if tag == "blockquote" and self._holds_most(node):
            return "paragraph"
        if tag == "button" and node.css_first("a[href]") is not None:
            return "paragraph"
        return _KINDS.get(tag, "paragraph")

    def _holds_most(self, node: LexborNode) -> bool:
        """Return whether nearly all of the page is in an element, as in a forwarded message."""
        return len(node.text() or "") > _MOST_OF_THE_PAGE * self._characters


_VOID = frozenset({"br", "hr", "img", "wbr"})
_CELLS = {"tr": "row", "td": "cell", "th": "cell"}
_KINDS = {
    "ul": "bullets", "menu": "bullets", "dir": "bullets", "dl": "bullets", "ol": "numbers",
    "li": "entry", "dt": "term", "dd": "description", "blockquote": "quote", "pre": "code",
    "summary": "summary", "button": "control", "nav": "control",
}  # fmt: skip


def _is_small(length: str) -> bool:
    match = re.match(r"\s*(\d+)(?:\.\d*)?\s*(?:px)?\s*$", length)
    return match is not None and int(match[1]) <= _SMALL


def _is_list_of_cards(node: LexborNode) -> bool:
    """Return whether every entry of a list has a heading, which could be no section in a list."""
    entries = [entry for entry in node.iter() if entry.tag == "li"]
    return bool(entries) and all(entry.css_first("h1, h2, h3, h4") for entry in entries)
