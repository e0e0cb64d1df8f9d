"""The inline Markdown that nearly every paragraph is made of, read in one pass.

Text on one or several lines, `**bold**`, `*italic*`, `code`, `[links](url)`, links of bold words
and `![images](url)`. What is read here is exactly what markdown-it reads, several times faster;
anything that could mean something else (escapes, entities, HTML, references, nested brackets,
emphasis that overlaps or never ends, bare addresses) is left to it. A test compares the two.

Inline text with HTML tags in it and little Markdown, read in one pass.

Tags, entities, code, bare addresses, emphasis by stars, and marks that turn out to be mere
characters: a star between spaces, underscores that nothing ends, brackets without an address.
What is read here is exactly what markdown-it reads, several times faster; anything else is left
to it. A test compares the two.
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
    """Return the runs of `source`, or None when it needs the whole of Markdown."""
    writer = _PlainWriter(source)
    if not takes_all(source, _PLAIN_TOKEN, writer.take) or writer.stars.lengths:
        return None
    return trimmed(writer.runs)


def takes_all(source: str, token: re.Pattern[str], take: Callable[[re.Match[str]], bool]) -> bool:
    """Hand over the tokens of `source` in turn; False where there is none, or it is not taken."""
    place = 0
    while place < len(source):
        match = token.match(source, place)
        if match is None or not take(match):
            return False
        place = match.end()
    return True


class _PlainWriter:
    """Collects runs in the look that is in force."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.runs: list[Run] = []
        self.stars = OpenStars()
        self._look = Look.PLAIN

    def take(self, match: re.Match[str]) -> bool:
        """Add what one token says; False when it is not as simple as it looks."""
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
        """Two spaces at the end of a line break it; one is only white space."""
        last = self.runs[-1] if self.runs else None
        mark = SOFT_BREAK
        if last and not last.url and not last.image and Look.CODE not in last.look:
            text = last.text.rstrip(" ")
            mark = HARD_BREAK if len(last.text) - len(text) > 1 else SOFT_BREAK
            self.runs[-1:] = [Run(text, last.look)] if text else []
        self._append(mark)


def code_text(inside: str) -> str:
    """A space at both ends of a code span is padding (CommonMark 0.31, section 6.1)."""
    padded = inside[0] == inside[-1] == " " and inside.strip(" ")
    return inside[1:-1] if padded else inside


_TAGGED_TOKEN = re.compile(
    rf"(?P<text>(?:{CHARACTER}|>)+)|(?P<line>\n[ \t]*)|(?P<tag>{open_tag}|{close_tag})"
    rf"|{CODE}|{STARS}|(?P<underscores>_+)|(?P<sign>\[(?!\^)|\](?![(\[])|(?<!~)~(?!~)|<(?=[@ ]))"
    r"|(?P<entity>&(?P<name>#[xX][0-9A-Fa-f]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_END_ADDRESSES = ("", " ", "\n", "<")
"""What may stand behind a text that ends with an address, so that it goes no further."""


def read_tagged(source: str, *, has_references: bool = False) -> Runs | None:
    """Return the runs of `source`, or None when it needs the whole of Markdown.

    With references, any words in brackets may be a link.
    """
    if has_references and "[" in source:
        return None
    writer = _TaggedWriter(source)
    if not takes_all(source, _TAGGED_TOKEN, writer.take) or writer.stars.lengths:
        return None
    return writer.runs()


class _TaggedWriter(RunWriter):
    """Knows what was opened, to see what ends it."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self._breaks_hard = False
        self._links_open = 0
        self.stars = OpenStars()
        self._may_begin_emphasis = False
        """Whether underscores were there, as in `_word`, that may begin emphasis."""

    def take(self, match: re.Match[str]) -> bool:
        """Add what one token says; False when it is not as simple as it looks."""
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
        """Add text, and addresses in it as links unless it stands in one already."""
        source, start, end = match.string, *match.span()
        if source.startswith("\n", end):
            end = start + len(match[0].rstrip(" "))
        self._breaks_hard = match.end() - end > 1
        if self._links_open <= 0 and ADDRESS in match[0]:
            if source[end : end + 1] not in _END_ADDRESSES:
                return False
            for place, url in bare_urls(source, start, end):
                self.write(source[start:place])
                self._write_link(url)
                start = place + len(url)
        self.write(source[start:end])
        return True

    def _write_link(self, url: str) -> None:
        self.urls.append(url)
        self.write(url)
        self.urls.pop()

    def _take_stars(self, match: re.Match[str]) -> bool:
        """Begin or end emphasis; a star that can do neither, as in `2 * 3`, is a character."""
        self._breaks_hard = False
        if not any(_flanking(match)):
            self.write(match[0])
            return True
        before = len(self.stars.lengths)
        is_simple = self.stars.toggle(match)
        look = Look.BOLD if len(match[0]) > 1 else Look.ITALIC
        if len(self.stars.lengths) > before:
            self.looks.append(look)
        else:
            self.end_look(look)
        return is_simple

    def _may_end_emphasis(self, match: re.Match[str]) -> bool:
        """Say whether underscores may belong to some before them; else they are characters."""
        opens, closes = _flanking(match)
        may_end = closes and self._may_begin_emphasis
        self._may_begin_emphasis |= opens
        return may_end


def _flanking(match: re.Match[str]) -> tuple[bool, bool]:
    return flanking(match.string, *match.span(), len(match.string))
