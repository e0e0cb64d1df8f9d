"""One-pass readers for the inline Markdown of nearly every paragraph.

Their results are those of markdown-it, several times faster; a test compares them. For anything
ambiguous they return None and leave it to markdown-it.

`read_simple` reads text on one or several lines, `**bold**`, `*italic*`, `code`, `[links](url)`,
links of bold words and `![images](url)`. Escapes, entities, HTML, references, nested brackets,
overlapping or unclosed emphasis and bare addresses are beyond it.

`read_tagged` reads text with HTML tags and little Markdown: tags, entities, code, bare addresses,
emphasis by stars, and markers that are mere characters: a star between spaces, unmatched
underscores, brackets without an address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_re import close_tag, open_tag
from markdown_it.common.utils import isLinkClose, isLinkOpen, replaceEntityPattern

from digests.model.blocks import Look, Run, Runs
from digests.parsing.inline.bare_urls import bare_urls
from digests.parsing.inline.emphasis import OpenStars, flanking
from digests.parsing.inline.line_breaks import HARD_BREAK, SOFT_BREAK, trimmed
from digests.parsing.inline.run_writer import RunWriter

if TYPE_CHECKING:
    from collections.abc import Callable


CHARACTER = r"(?:[^\\`*_~\[\]<>&!\n]|!(?!\[)|(?<=[^\W_])_+(?=[^\W_])|&(?!#?\w+;))"
CODE = r"(?P<code>(?<!`)`(?P<inside>[^`\n]+)`(?!`))"
STARS = r"(?P<stars>\*\*?(?!\*))"
_TARGET = r"\]\((?P<{}>(?:[^\s()<>\\&\x00-\x20]|&(?!#?\w+;))*)\)"
_PLAIN_TOKEN = re.compile(
    rf"(?P<text>{CHARACTER}+)"
    r"|(?P<line>\n[ \t]*)"
    rf"|{STARS}"
    rf"|{CODE}"
    rf"|(?P<link>\[(?:(?P<label>{CHARACTER}*)|\*\*(?P<strong>[^\W_](?:{CHARACTER}*[^\W_])?)\*\*)"
    rf"{_TARGET.format('url')})"
    rf"|(?P<image>!\[(?P<alt>{CHARACTER}*){_TARGET.format('source')})"
)
ADDRESS = "://"
_LOOKS = (Look.PLAIN, Look.ITALIC, Look.BOLD, Look.BOLD | Look.ITALIC)
"""By how many stars are open."""


def read_simple(source: str) -> Runs | None:
    """Return the runs of `source`, or None when it is beyond this reader."""
    writer = _PlainWriter(source)
    if not takes_all(source, _PLAIN_TOKEN, writer.take) or writer.stars.lengths:
        return None
    return trimmed(writer.runs)


def takes_all(source: str, token: re.Pattern[str], take: Callable[[re.Match[str]], bool]) -> bool:
    """Pass the tokens of `source` to `take` in order; False if some text is no token or refused."""
    position = 0
    while position < len(source):
        match = token.match(source, position)
        if match is None or not take(match):
            return False
        position = match.end()
    return True


class _PlainWriter:
    """Collects the runs of `read_simple` in the look that is in force."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.runs: list[Run] = []
        self.stars = OpenStars()
        self._look = Look.PLAIN

    def take(self, match: re.Match[str]) -> bool:
        """Add one token; False when it is beyond this reader."""
        match match.lastgroup:
            case "text":
                self._append(match[0])
                return ADDRESS not in match[0]
            case "stars":
                is_simple = self.stars.toggle(match)
                self._look = _LOOKS[sum(self.stars.lengths)]
                return is_simple
            case "line":
                self._break_line()
            case "code":
                self._append(code_text(match["inside"]), Look.CODE)
            case "link":
                look = Look.PLAIN if match["strong"] is None else Look.BOLD
                self._append(match["label"] or match["strong"] or "", look, match["url"])
            case _:
                alt = " ".join(match["alt"].split())
                self._append(alt, Look.IMAGE, image=match["source"] or "#")
        return True

    def _append(self, text: str, look: Look = Look.PLAIN, url: str = "", image: str = "") -> None:
        look = self._look if look is Look.PLAIN else look | self._look
        last = self.runs[-1] if self.runs else None
        if last and text and last.look == look and last.url == url and last.text and not image:
            self.runs[-1] = Run(last.text + text, look, url)
        elif text or url or image:
            self.runs.append(Run(text, look, url, image))

    def _break_line(self) -> None:
        """Add a hard break after two spaces at the end of a line, else a soft one."""
        last = self.runs[-1] if self.runs else None
        line_break = SOFT_BREAK
        if last and not last.url and not last.image and Look.CODE not in last.look:
            text = last.text.rstrip(" ")
            line_break = HARD_BREAK if len(last.text) - len(text) > 1 else SOFT_BREAK
            self.runs[-1:] = [Run(text, last.look)] if text else []
        self._append(line_break)


def code_text(inside: str) -> str:
    """Remove the padding, a space at both ends of a code span (CommonMark 0.31, section 6.1)."""
    padded = inside[0] == inside[-1] == " " and inside.strip(" ")
    return inside[1:-1] if padded else inside


_TAGGED_TOKEN = re.compile(
    rf"(?P<text>(?:{CHARACTER}|>)+)|(?P<line>\n[ \t]*)|(?P<tag>{open_tag}|{close_tag})"
    rf"|{CODE}|{STARS}|(?P<underscores>_+)"
    r"|(?P<literal>\[(?![\^\[])|\](?![(\[])|(?<!~)~(?!~)|<(?=[@ ]))"
    r"|(?P<entity>&(?P<name>#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_END_ADDRESSES = ("", " ", "\n", "<")
"""What may follow a text token that ends with an address, so that the address is complete."""


def read_tagged(source: str, *, has_references: bool = False) -> Runs | None:
    """Return the runs of `source`, or None when it is beyond this reader.

    With link references in the body (`has_references`), any bracketed text may be a link.
    """
    if has_references and "[" in source:
        return None
    writer = _TaggedWriter(source)
    if not takes_all(source, _TAGGED_TOKEN, writer.take) or writer.stars.lengths:
        return None
    return writer.runs()


class _TaggedWriter(RunWriter):
    """Collects the runs of `read_tagged`, and tracks what is open."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._breaks_hard = False
        self._links_open = 0
        self.stars = OpenStars()
        self._may_begin_emphasis = False
        """Whether there were underscores that may begin emphasis, as in `_word`."""

    def take(self, match: re.Match[str]) -> bool:
        """Add one token; False when it is beyond this reader."""
        match match.lastgroup:
            case "text":
                return self._take_text(match)
            case "line":
                self.append(HARD_BREAK if self._breaks_hard else SOFT_BREAK)
            case "tag":
                self._links_open += isLinkOpen(match[0]) - isLinkClose(match[0])
                self.take_tag(match[0])
            case "stars":
                return self._take_stars(match)
            case "underscores" if self._may_end_emphasis(match):
                return False
            case "code":
                self.write(code_text(match["inside"]), Look.CODE)
            case "entity":
                self.write(character := replaceEntityPattern(match[0], match["name"]))
                return character != match[0]
            case _:
                self.write(match[0])
        self._breaks_hard = False
        return True

    def _take_text(self, match: re.Match[str]) -> bool:
        """Add text, with the addresses in it as links unless it is inside a link."""
        source, start, end = match.string, *match.span()
        if source.startswith("\n", end):
            end = start + len(match[0].rstrip(" "))
        self._breaks_hard = match.end() - end > 1
        if self._links_open <= 0 and ADDRESS in match[0]:
            if source[end : end + 1] not in _END_ADDRESSES:
                return False
            for offset, url in bare_urls(source, start, end):
                self.write(source[start:offset])
                self._write_link(url)
                start = offset + len(url)
        self.write(source[start:end])
        return True

    def _write_link(self, url: str) -> None:
        self.urls.append(url)
        self.write(url)
        self.urls.pop()

    def _take_stars(self, match: re.Match[str]) -> bool:
        """Begin or end emphasis; stars that can do neither, as in `2 * 3`, are text."""
        self._breaks_hard = False
        if not any(_flanking(match)):
            self.write(match[0])
            return True
        before = len(self.stars.lengths)
        is_simple = self.stars.toggle(match)
        look = Look.BOLD if len(match[0]) > 1 else Look.ITALIC
        if len(self.stars.lengths) > before:
            self.begin_look(look)
        else:
            self.end_look(look)
        return is_simple

    def _may_end_emphasis(self, match: re.Match[str]) -> bool:
        """Return whether underscores may close emphasis; else they are text."""
        opens, closes = _flanking(match)
        may_end = closes and self._may_begin_emphasis
        self._may_begin_emphasis |= opens
        return may_end


def _flanking(match: re.Match[str]) -> tuple[bool, bool]:
    return flanking(match.string, *match.span(), len(match.string))
