"""From HTML, with Markdown between its blank lines, to blocks.

CommonMark ends a block of HTML at a blank line, so one list or table may be several blocks, with
Markdown inside it that is read as such. The reader keeps open what is closed further below; what is
never closed ends with its block. Wrong nesting is read as browsers do: an entry ends the entry
before it, a cell the cell before it. What is nested too deep loses its structure, never its words.

`<div>`, `<section>`, `<details>` and their like have no structure of their own. `<summary>` is a
bold line, unless it only tells the reader to click. A control, such as `<button>`, operates the
page that this was made for: its words are left out.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.model.blocks import Code, Paragraph, Rule, Subheading
from digests.parsing.html.containers import Containers
from digests.parsing.html.frames import bold
from digests.parsing.html.pieces import CONTROLS, HEADINGS, UNSEEN, cut, pieces_of
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.parts import BodyBlock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from digests.parsing.html.pieces import Piece
    from digests.parsing.inline.reader import InlineReader

_LONGEST_CARRIED = 500
"""Characters of the tags that reach from one block into the next."""

_CARRIED_TAG = re.compile(r"<(/?)(a|b|strong|i|em)(?:\s[^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_LANGUAGE = re.compile(r"""class\s*=\s*["']?[^"'>]*\blang(?:uage)?-([\w+#.-]+)""", re.IGNORECASE)
_CLICK = re.compile(
    r"\W*(?:(?:click|tap|show|see|view|read|expand|unfold|open|more|details?)(?:\W+\w+){0,4}"
    r"|(?:点击|點擊|展开|展開|收起|查看|显示|详情|更多|詳細|もっと|続きを|クリック)\w{0,8}"
    r"|(?:자세히|더 ?보기|펼치기|클릭)(?:\W*\w+){0,3})\W*",
    re.IGNORECASE,
)
"""What a summary says that names nothing: click here, show more."""


class HtmlReader:
    """Reads the HTML and the Markdown of one nesting level, from top to bottom."""

    def __init__(self, inline: InlineReader, tokens: Iterable[Token], level: int = 0) -> None:
        """`tokens` of other nesting levels than `level` are passed over."""
        self._inline = inline
        self._pieces = cut(tokens, level)
        self._containers = Containers()
        self._line = 0
        self._text: list[str] = []
        self._text_line = 0
        self._carried: list[str] = []
        self._style = ""
        """`h1` to `h6` or `summary`, whose text is being read."""

    @property
    def is_open(self) -> bool:
        """Whether a list, table or quote is open."""
        return self._containers.are_open

    def take_html(self, token: Token) -> None:
        """Read a block of HTML."""
        self._line = token.map[0] if token.map else 0
        pieces = self._pieces.get(id(token)) or pieces_of(token.content)
        index = 0
        while index < len(pieces):
            piece = pieces[index]
            index += 1
            self._take_text(piece.text)
            self._line += piece.source.count("\n")
            if piece.name in CONTROLS:
                index += self._skips_control(piece, pieces[index])
            elif piece.name == "pre" or piece.name in UNSEEN:
                index += 0 if piece.closes else self._take_inside(piece, pieces, index)
            elif piece.name:
                self._take_tag(piece)
        self._flush()
        self._style = ""
        self._carried.clear()
        self._containers.end_block()

    def take(self, parts: Iterable[BodyBlock]) -> None:
        """Put blocks that were read as Markdown where they stand."""
        for part in parts:
            self._containers.add(part)

    def finish(self) -> list[BodyBlock]:
        """Close what is open, and return all blocks."""
        return self._containers.finish()

    def _take_text(self, text: str) -> None:
        if text.strip():
            if not self._text:
                above = text[: len(text) - len(text.lstrip())]
                self._text_line = self._line + above.count("\n")
            self._text.append(text)
        elif self._text:
            self._text.append(text)
        self._line += text.count("\n")

    def _skips_control(self, tag: Piece, below: Piece) -> bool:
        """Pass over the words of a control, unless they are a link or an image."""
        if tag.closes or not below.closes or below.name != tag.name:
            return False
        if "<a" in below.text or "<img" in below.text:
            return False
        self._line += below.text.count("\n")
        return True

    def _take_inside(self, tag: Piece, pieces: list[Piece], index: int) -> int:
        """Read code, or pass over a script or style; return how many pieces that took."""
        self._flush()
        first = self._line
        inside: list[str] = []
        end = index
        while end < len(pieces):
            piece = pieces[end]
            end += 1
            inside.append(piece.text)
            if piece.name == tag.name and piece.closes:
                break
            inside.append(piece.source)
        source = "".join(inside)
        self._line += source.count("\n")
        if tag.name == "pre":
            self._take_code(tag.source + source[:200], source, first)
        return end - index

    def _take_code(self, tags: str, source: str, line: int) -> None:
        text = html.unescape(_ANY_TAG.sub("", source)).removeprefix("\n").rstrip()
        language = _LANGUAGE.search(tags)
        if text:
            code = Code(text, language[1] if language else "")
            self._containers.add(BodyBlock(code, line, is_html=True))

    def _take_tag(self, piece: Piece) -> None:
        self._flush()
        name = piece.name
        if name in HEADINGS or name == "summary":
            self._style = "" if piece.closes else name
        elif name == "hr":
            self._containers.add(BodyBlock(Rule(), self._line))
        else:
            self._containers.take(piece, self._line)

    def _flush(self) -> None:
        """Turn the text since the last tag into a block."""
        text = "".join(self._text).strip()
        self._text.clear()
        if not text:
            return
        source = "".join(self._carried) + text
        self._carry(text)
        runs = self._inline.runs(source)
        if not runs:
            return
        style, self._style = self._style, ""
        part = BodyBlock(Paragraph(runs), self._text_line, is_html=True)
        if style in HEADINGS and text_of(runs).strip():
            part = BodyBlock(Subheading(runs), self._text_line, level=int(style[1]))
        elif style == "summary" and not _CLICK.fullmatch(text_of(runs).strip()):
            part = replace(part, block=Paragraph(bold(runs)))
        self._containers.add(part)

    def _carry(self, text: str) -> None:
        """Note which links and looks are still open at the end of a text."""
        for tag in _CARRIED_TAG.finditer(text):
            if not tag[1]:
                self._carried.append(tag[0])
            elif self._carried:
                self._carried.pop()
        while sum(map(len, self._carried)) > _LONGEST_CARRIED:
            self._carried.pop()
