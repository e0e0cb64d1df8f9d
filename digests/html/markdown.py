"""Converting HTML to Markdown: text, headings, lists, tables and links, without active content.

markdownify does the conversion. It is recursive, so HTML that is nested too deeply (old pages never
close a paragraph) becomes plain paragraphs instead.
"""

from __future__ import annotations

import re
import warnings
from html import escape
from typing import TYPE_CHECKING, Any

from digests.html.web_address import web_address
from digests.safe_text import safe_text

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DROPPED = (
    "script style template noscript iframe object embed form input button select textarea svg "
    "math canvas audio video source link meta head title"
).split()
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def markdown_from_html(html: str, address: str) -> str:
    """Return `html` as Markdown; relative links are resolved against `address`."""
    soup = _soup(html)
    for tag in soup.find_all(_DROPPED):
        tag.decompose()
    for tag in soup.find_all(("a", "img")):
        _resolve_link(tag, "href" if tag.name == "a" else "src", address)
    try:
        text = _convert(soup)
    except RecursionError:
        text = "\n\n".join(_escaped(words) for words in soup.stripped_strings)
    return _BLANK_LINES.sub("\n\n", safe_text(text)).strip()


def markdown_from_plain_text(text: str, address: str) -> str:
    """Return `text` as Markdown without any markup of its own."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    html = "".join(f"<p>{escape(words)}</p>" for words in paragraphs)
    return markdown_from_html(html, address)


def _soup(html: str) -> BeautifulSoup:
    from bs4 import BeautifulSoup

    with warnings.catch_warnings():
        # It warns about texts that look like a file name or like XML.
        warnings.simplefilter("ignore")
        return BeautifulSoup(html, "html.parser")


def _resolve_link(tag: Tag, name: str, address: str) -> None:
    """Make a link absolute; one that does not lead to the web is replaced by its text."""
    link = str(tag.get(name, "")).strip()
    whole = "" if not link or link.startswith("#") else web_address(link, address)
    tag.attrs = {key: tag[key] for key in ("alt",) if tag.has_attr(key)}
    if whole:
        tag[name] = whole.replace("(", "%28").replace(")", "%29")
    elif tag.name == "a":
        tag.unwrap()
    else:
        tag.decompose()


def _convert(soup: BeautifulSoup) -> str:
    from markdownify import MarkdownConverter

    class Converter(MarkdownConverter):
        """Also keeps a `<` that is text from becoming a tag."""

        def escape(self, text: str, parent_tags: Any) -> str:  # noqa: ANN401  # as its base
            escaped = super().escape(text, parent_tags)  # type: ignore[misc]  # not in its stubs
            return str(escaped).replace("<", "\\<")

    converter = Converter(heading_style="ATX", bullets="-", autolinks=False)
    return str(converter.convert_soup(soup))


def _escaped(words: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", words)
