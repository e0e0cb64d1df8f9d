"""Converting HTML to Markdown.

No word that a browser would show is lost, and what structures the page structures the Markdown.

    HTML ─ tree ─ blocks ─ headings ─ entries ─ boilerplate ─ plain HTML ─ Markdown
           tree   walk     headings   entries   boilerplate   below        markdownify
                  builder  labels     titles

Between the steps are the values of `digests.html.flow`. The plain HTML at the end has nothing that
only lays out a page, so that markdownify's conversion cannot lose any of it.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from digests.html.boilerplate import part_boilerplate
from digests.html.entries import with_entries
from digests.html.flow import Grid, Lines, Listed, Listing, Quotation, restyled
from digests.html.headings import with_headings
from digests.html.labels import with_labels
from digests.html.titles import with_title_lines
from digests.html.tree import parse_tree
from digests.html.walk import blocks_of
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

    from digests.html.flow import Block, Line, Span

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_URL = re.compile(r"https?://[^\s<>\"`{}|\\^\u3000-\u9fff\uff00-\uffef]+", re.IGNORECASE)
_AFTER_URL = re.compile(r"(?:[.,;:!?'\"*_~…]|&[a-z]+;)+$")


def markdown_from_html(html: str, address: str) -> str:
    """Return `html` as Markdown; relative links are resolved against `address`.

    Boilerplate stands at the end, between `<footer>` and `</footer>`.
    """
    return markdown_from_document(parse_tree(html), address)


def markdown_from_document(document: LexborHTMLParser, address: str) -> str:
    """Return a parsed page as Markdown; see `markdown_from_html`."""
    blocks = with_labels(with_headings(blocks_of(document, address)))
    blocks = with_title_lines(with_entries(blocks))
    content, boilerplate = part_boilerplate(blocks)
    text = _converted(content)
    if boilerplate:
        text += f"\n\n<footer>\n\n{_converted(boilerplate)}\n\n</footer>"
    return text.strip()


def markdown_from_plain_text(text: str, address: str) -> str:
    """Return `text` as Markdown without any markup of its own."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    html = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return markdown_from_html(html, address)


def _converted(blocks: tuple[Block, ...]) -> str:
    html = "".join(map(_html, blocks))
    text = _BLANK_LINES.sub("\n\n", safe_text(_convert(html))).strip()
    # A body that begins like MDX would lose its first lines.
    return re.sub(r"\A(?=(?:import|export)\b)", "<!-- -->", text)


def _html(block: Block) -> str:
    match block:
        case Lines(lines, level):
            tag = f"h{level}" if level else "p"
            if level:  # a heading is bold by itself, as is the header of a table
                lines = tuple(restyled(line, bold=False) for line in lines)
            return f"<{tag}>{'<br>'.join(map(_line_html, lines))}</{tag}>"
        case Listing(entries, start):
            tag = "ul" if start is None else "ol"
            inner = "".join(f"<li>{_entry_html(entry)}</li>" for entry in entries)
            return f"<{tag}>{inner}</{tag}>" if start in {None, 1} else _counted(inner, start)
        case Quotation(inner_blocks):
            return f"<blockquote>{''.join(map(_html, inner_blocks))}</blockquote>"
        case Grid(rows):
            return f"<table>{''.join(map(_row_html, rows, [True, *[False] * len(rows)]))}</table>"
        case Listed(text):
            return f"<pre>{escape(text)}</pre>"
        case _:
            return "<hr>"


def _entry_html(entry: tuple[Block, ...]) -> str:
    """Return an entry, whose first lines are no paragraph: lists without gaps stay so."""
    first, *below = entry
    if isinstance(first, Lines) and not first.level:
        return "<br>".join(map(_line_html, first.lines)) + "".join(map(_html, below))
    return "".join(map(_html, entry))


def _counted(inner: str, start: int | None) -> str:
    return f'<ol start="{start}">{inner}</ol>'


def _row_html(row: tuple[Line, ...], is_header: bool) -> str:
    tag = "th" if is_header else "td"
    shown = (restyled(cell, bold=False) for cell in row) if is_header else row
    cells = (_line_html(cell).replace("\n", "<br>") for cell in shown)
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>"


def _line_html(line: Line) -> str:
    """Return a line as HTML; neighbours of one link or look share its element."""
    return "".join(
        f'<a href="{_escaped_url(href)}">{_looks_html(list(spans))}</a>'
        if href
        else _looks_html(list(spans))
        for href, spans in groupby(line, lambda span: span.style.href)
    )


_LOOKS = (("struck", "del"), ("bold", "strong"), ("italic", "em"))
"""From the outermost element to the innermost."""


def _looks_html(spans: list[Span], depth: int = 0) -> str:
    """Return spans of one link as HTML; white space at the edges of a look stays outside of it."""
    if depth == len(_LOOKS):
        return "".join(map(_span_html, spans))
    look, tag = _LOOKS[depth]
    html = ""
    for has_look, group in groupby(spans, lambda span: bool(getattr(span.style, look))):
        part = list(group)
        inner = _looks_html(part, depth + 1)
        is_shown = has_look and any(span.text.strip() and not span.image for span in part)
        html += f"<{tag}>{inner}</{tag}>" if is_shown else inner
    return html


def _span_html(span: Span) -> str:
    if span.image:
        return f'<img src="{_escaped_url(span.image)}" alt="{escape(span.text)}">'
    if span.style.code and span.text.strip():
        return f"<code>{escape(span.text)}</code>"
    return escape(span.text) if span.style.href else _linked(span.text)


def _linked(text: str) -> str:
    """Return `text` as HTML with a link for each address in it."""
    parts: list[str] = []
    at = 0
    for match in _URL.finditer(text):
        url = _AFTER_URL.sub("", match[0])
        if url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1]
        parts += [escape(text[at : match.start()]), f'<a href="{escape(url)}">{escape(url)}</a>']
        at = match.start() + len(url)
    return "".join((*parts, escape(text[at:])))


def _escaped_url(url: str) -> str:
    return escape(url.replace("(", "%28").replace(")", "%29"))


_MARKUP = re.compile(r"([\\`*_\[\]<~|]|(?<=\{)[{%])|(&)(?=#?\w+;)")
_MARKUP_AT_BEGINNING = re.compile(r"(?m)^(\s*)(?:([#>+=-])|(\d+)([.)]))(?=\s|$|[#>=-])")


def _escape(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\1\2", text)
    return _MARKUP_AT_BEGINNING.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", escaped
    )


def _convert(html: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """Escapes all that Markdown would take for markup."""

        def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ANN401  # as its base
            return text if "pre" in parent_tags or "code" in parent_tags else _escape(text)

        def convert_br(self, element: Any, text: str, parent_tags: Any) -> str:  # noqa: ANN401
            if "td" in parent_tags or "th" in parent_tags:
                return "<br>"
            converted: str = super().convert_br(element, text, parent_tags)  # type: ignore[misc]
            return converted

    converter = Converter(heading_style="ATX", bullets="-", autolinks=True)
    return str(converter.convert_soup(BeautifulSoup(html, "html.parser")))
