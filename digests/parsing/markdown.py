"""From the Markdown of a body to its blocks in order, each with its line.

markdown-it-py finds the blocks; their inline text goes through `InlineReader`. The parser's nesting
limit is raised to 100, because it silently drops text beyond the limit. What is nested deeper is
kept as it is written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit

from digests.model.blocks import (
    Block,
    Code,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Run,
    Runs,
    Subheading,
    Table,
)
from digests.parsing.footnotes import Footnote, use_footnotes
from digests.parsing.html.asides import settle_html
from digests.parsing.html.pieces import has_structure, is_html
from digests.parsing.html.reader import HtmlReader
from digests.parsing.inline.bare_urls import use_bare_urls
from digests.parsing.inline.emphasis import use_cjk_emphasis
from digests.parsing.inline.plain_text import plain_text
from digests.parsing.inline.reader import InlineReader
from digests.parsing.inline.wiki_links import use_wiki_links
from digests.parsing.open_ends import REMARKS, use_open_ends
from digests.parsing.parts import BodyBlock, Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

MAX_NESTING = 100

_TOO_DEEP = f"is nested more than {MAX_NESTING} deep; what is deeper is shown as it is written"

_INVISIBLE_HTML = re.compile(r"\s*<(script|style)\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def read_parts(
    body: str, notes: Mapping[str, Footnote], remarks: list[Remark] | None = None
) -> list[BodyBlock]:
    """Return the blocks at the top level of a body, in order; `notes` are footnotes by label.

    What is nested too deep or never closed adds to `remarks`.
    """
    env = {"footnotes": notes, REMARKS: [] if remarks is None else remarks}
    parser = markdown_parser()
    tokens = parser.parse(body, env)
    return _PartReader(tokens, InlineReader(parser, env), body.split("\n")).parts()


def plain_markdown(text: str) -> str:
    """Return a short text that may contain Markdown as plain text, one block per line."""
    return plain_text(part.block for part in read_parts(text, {}))


@cache
def markdown_parser() -> MarkdownIt:
    """Return the shared parser, configured for digests. It keeps no state between texts."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.enable(["table", "strikethrough"])
    parser.core.ruler.disable("inline")
    parser.core.ruler.disable("text_join")
    # overridden on this parser: addresses stay as written, and whoever opens one validates it
    for name, replacement in (
        ("normalizeLink", _as_written),
        ("normalizeLinkText", _as_written),
        ("validateLink", _accept),
    ):
        setattr(parser, name, replacement)
    use_cjk_emphasis(parser)
    use_bare_urls(parser)
    use_wiki_links(parser)
    use_footnotes(parser)
    use_open_ends(parser)
    _keep_what_is_too_deep(parser)
    return parser


def _keep_what_is_too_deep(parser: MarkdownIt) -> None:
    """Keep as code, markup included, what the parser would drop."""
    tokenize = parser.block.tokenize

    def tokenize_or_keep(state: StateBlock, start: int, end: int) -> None:
        if state.level < MAX_NESTING:
            tokenize(state, start, end)
            return
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(start, end, 0, keepLastLF=False)
        token.map = [start, end]
        state.line = end
        remarks = state.env.setdefault(REMARKS, [])
        if not any(remark.reason == _TOO_DEEP for remark in remarks):
            remarks.append(Remark(start, _TOO_DEEP))

    setattr(parser.block, "tokenize", tokenize_or_keep)  # noqa: B010 - overridden, as above


def _as_written(url: str) -> str:
    return url


def _accept(_url: str) -> bool:
    return True


class _PartReader:
    """Walks the block tokens once, from left to right."""

    def __init__(self, tokens: list[Token], inline: InlineReader, lines: list[str]) -> None:
        self._tokens = tokens
        self._inline = inline
        self._lines = lines
        self._next = 0
        self._glued: set[int] = set()

    def parts(self) -> list[BodyBlock]:
        if any(
            token.type == "html_block" and has_structure(token.content) for token in self._tokens
        ):
            return self._parts_with_html()
        parts: list[BodyBlock] = []
        while self._next < len(self._tokens):
            parts.extend(self._part())
        return parts

    def _parts_with_html(self) -> list[BodyBlock]:
        reader = HtmlReader(self._inline, self._tokens)
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            if token.type == "html_block" or (reader.is_open and is_html(token)):
                reader.take_html(token)
                self._next += 1
            else:
                reader.take(self._part())
        return settle_html(reader.finish())

    def _part(self) -> list[BodyBlock]:
        """Read the block at the top level that begins at the current token."""
        token = self._tokens[self._next]
        line = token.map[0] if token.map else 0
        if token.type == "heading_open":
            return self._heading(token, line)
        if token.type in _LISTS:
            start = self._next
            blocks = self._block()
            lines = self._entry_lines(start)
            return [BodyBlock(block, line, entry_lines=lines) for block in blocks]
        is_html = token.type == "html_block"
        return [BodyBlock(block, line, is_html=is_html) for block in self._block()]

    def _entry_lines(self, start: int) -> tuple[int, ...]:
        level = self._tokens[start].level + 1
        inside = self._tokens[start : self._next]
        return tuple(
            token.map[0]
            for token in inside
            if token.type == "list_item_open" and token.level == level and token.map
        )

    def _heading(self, token: Token, line: int) -> list[BodyBlock]:
        runs = self._inline.runs(self._tokens[self._next + 1].content)
        self._next += 3
        last = token.map[1] - 1 if token.map else line
        if token.markup == "-" and self._lines[last].strip() == "---":
            # three dashes directly below text mean a rule far more often than a heading
            return [BodyBlock(Paragraph(runs), line), BodyBlock(Rule(), last)]
        is_glued = line > 0 and (line - 1 in self._glued or self._is_text(line - 1))
        if is_glued:
            self._glued.add(line)
        return [BodyBlock(Subheading(runs), line, level=int(token.tag[1]), is_glued=is_glued)]

    def _is_text(self, line: int) -> bool:
        text = self._lines[line].strip()
        return bool(text) and not text.startswith(("#", "---", "***", "<!--"))

    def _block(self) -> list[Block]:
        """Read the block that begins at the current token: none, one or two blocks."""
        token = self._tokens[self._next]
        self._next += 1
        read = _READERS.get(token.type)
        return read(self, token) if read else []

    def _blocks_until(self, closing: str, level: int) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while (token := self._tokens[self._next]).type != closing or token.level != level:
            blocks.extend(self._block())
        self._next += 1
        return tuple(blocks)

    def _paragraph(self, _token: Token) -> list[Block]:
        runs = self._inline.runs(self._tokens[self._next].content)
        self._next += 2
        return [Paragraph(runs)] if runs else []

    def _inner_heading(self, _token: Token) -> list[Block]:
        runs = self._inline.runs(self._tokens[self._next].content)
        self._next += 2
        return [Subheading(runs)] if runs else []

    def _quote(self, token: Token) -> list[Block]:
        return [Quote(self._blocks_until("blockquote_close", token.level))]

    def _list(self, token: Token) -> list[Block]:
        closing = token.type.replace("open", "close")
        entries = []
        while self._tokens[self._next].type != closing:
            entry = self._tokens[self._next]
            self._next += 1
            entries.append(self._blocks_until("list_item_close", entry.level))
        self._next += 1
        start = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
        return [ListBlock(tuple(entries), start)]

    def _code(self, token: Token) -> list[Block]:
        words = token.info.split()
        return [Code(token.content.rstrip("\n"), words[0] if words else "")]

    def _html(self, token: Token) -> list[Block]:
        if _INVISIBLE_HTML.match(token.content):
            return []
        if has_structure(token.content):
            reader = HtmlReader(self._inline, [token], token.level)
            reader.take_html(token)
            return [part.block for part in reader.finish()]
        runs = self._inline.runs(_COMMENT.sub("", token.content))
        return [Paragraph(runs)] if runs else []

    def _table(self, token: Token) -> list[Block]:
        rows: list[list[Runs]] = []
        while (
            inner := self._tokens[self._next]
        ).type != "table_close" or inner.level != token.level:
            if inner.type == "tr_open":
                rows.append([])
            elif inner.type == "inline":
                rows[-1].append(self._inline.runs(inner.content))
            elif inner.type == "tr_close" and not token.level:
                self._add_cells_beyond(self._tokens[self._next - 2], rows)
            self._next += 1
        self._next += 1
        return [Table(tuple(rows[0]), tuple(map(tuple, rows[1:])))] if rows else []

    def _add_cells_beyond(self, last: Token, rows: list[list[Runs]]) -> None:
        """Add to a row's last cell those that the header has no column for: the parser drops them.

        `last` is the token of that cell.
        """
        line = self._lines[last.map[0]].strip() if last.map else ""
        if line.count("|") < len(rows[0]):
            return
        cells = escapedSplit(line.removeprefix("|").removesuffix("|"))
        if rest := " | ".join(cells[len(rows[0]) :]):
            rows[-1][-1] = (*rows[-1][-1], Run(" | "), *self._inline.runs(rest))

    def _rule(self, _token: Token) -> list[Block]:
        return [Rule()]


_LISTS = frozenset({"bullet_list_open", "ordered_list_open"})
_READERS: dict[str, Callable[[_PartReader, Token], list[Block]]] = {
    "paragraph_open": _PartReader._paragraph,
    "heading_open": _PartReader._inner_heading,
    "blockquote_open": _PartReader._quote,
    "bullet_list_open": _PartReader._list,
    "ordered_list_open": _PartReader._list,
    "fence": _PartReader._code,
    "code_block": _PartReader._code,
    "html_block": _PartReader._html,
    "table_open": _PartReader._table,
    "hr": _PartReader._rule,
}
