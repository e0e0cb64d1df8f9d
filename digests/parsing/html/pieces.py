"""Cutting the HTML of a body into its block-level tags and the text between them.

Tags that stand inside a line, such as `<a>`, stay in the text: the inline reader knows them.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

CONTAINERS = frozenset({"ul", "ol", "menu", "dl", "table", "blockquote"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
CONTROLS = frozenset({"button", "select", "textarea"})
UNSEEN = frozenset({"script", "style"})

_STRUCTURE = "h[1-6]|table|ul|ol|menu|dl|blockquote|details|pre|hr|p"
_BELOW_STRUCTURE = "li|dt|dd|caption|thead|tbody|tfoot|tr|td|th|summary"
_TRANSPARENT = (
    "div|section|article|aside|header|footer|main|nav|center|figure|figcaption|form|fieldset"
    "|address|body|html|head"
)
_OTHER = "script|style|button|select|textarea"
_ATTRIBUTES = r"""(?:[\s/](?:[^<>"']++|"[^"]*+"|'[^']*+')*+)?"""
_TAG = re.compile(
    rf"<(/?)({_STRUCTURE}|{_BELOW_STRUCTURE}|{_TRANSPARENT}|{_OTHER}){_ATTRIBUTES}>", re.IGNORECASE
)
_STRUCTURAL_TAG = re.compile(rf"</?(?:{_STRUCTURE}|{_BELOW_STRUCTURE})(?=[\s/>])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(slots=True, eq=False)
class Piece:
    """Text, and the block-level tag that ends it."""

    text: str
    name: str = ""
    """Of the tag, in lower case; empty at the end of a block of HTML."""

    source: str = ""
    """The tag as written."""

    closes: bool = False
    is_closed: bool = False
    """Whether the tag opens a container whose closing tag follows, perhaps in a later block."""


def has_structure(html: str) -> bool:
    """Return whether a block of HTML has a tag that structures it."""
    return _STRUCTURAL_TAG.search(html) is not None


def pieces_of(html: str) -> list[Piece]:
    """Cut a block of HTML into pieces, comments left out."""
    if "<!--" in html:
        html = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), html)
    pieces = []
    start = 0
    for tag in _TAG.finditer(html):
        pieces.append(Piece(html[start : tag.start()], tag[2].lower(), tag[0], bool(tag[1])))
        start = tag.end()
    pieces.append(Piece(html[start:]))
    return pieces


def cut(tokens: Iterable[Token], level: int) -> dict[int, list[Piece]]:
    """Cut the HTML among `tokens` of one nesting level; by the identity of the token.

    A container is closed by its own tag. A Markdown heading of the level of the heading above the
    container, or of an outer one, shows that it was to end before.
    """
    pieces: dict[int, list[Piece]] = {}
    opened = _Opened()
    for token in tokens:
        if token.level == level and token.type == "heading_open":
            opened.heading(int(token.tag[1]), is_markdown=True)
        elif token.level == level and is_html(token):
            pieces[id(token)] = pieces_of(token.content)
            for piece in pieces[id(token)]:
                opened.take(piece)
    return pieces


def is_html(token: Token) -> bool:
    """Return whether a token is HTML, or code that is HTML if it is inside a table or list."""
    if token.type == "code_block":
        return token.content.lstrip().startswith("<")
    return token.type == "html_block"


class _Opened:
    """The containers that are open while a body is read, each with the heading level above it."""

    def __init__(self) -> None:
        self._stack: list[tuple[Piece, int]] = []
        self._names: Counter[str] = Counter()
        self._level = 0

    def heading(self, level: int, *, is_markdown: bool = False) -> None:
        self._level = level
        while is_markdown and self._stack and self._stack[-1][1] >= level:
            self._pop()

    def take(self, piece: Piece) -> None:
        if piece.name in HEADINGS and not piece.closes:
            self.heading(int(piece.name[1]))
        elif piece.name not in CONTAINERS:
            return
        elif not piece.closes:
            self._stack.append((piece, self._level))
            self._names[piece.name] += 1
        elif self._names[piece.name]:
            while (opened := self._pop()).name != piece.name:
                pass
            opened.is_closed = True

    def _pop(self) -> Piece:
        piece, _ = self._stack.pop()
        self._names[piece.name] -= 1
        return piece
