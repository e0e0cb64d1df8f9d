"""The inline Markdown that nearly every paragraph is made of, read in one pass.

Text on one or several lines, `**bold**`, `*italic*`, `code`, `[links](url)`, links of bold words
and `![images](url)`. What is read here is exactly what markdown-it reads, several times faster;
anything that could mean something else (escapes, entities, HTML, references, nested brackets,
emphasis that overlaps or never ends, bare addresses) is left to it. A test compares the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.blocks import Look, Run, Runs
from digests.parsing.inline.emphasis import OpenStars
from digests.parsing.inline.line_breaks import HARD_BREAK, SOFT_BREAK, trimmed

if TYPE_CHECKING:
    from collections.abc import Callable

CHARACTER = r"(?:[^\\`*_~\[\]<>&!\n]|!(?!\[)|(?<=[^\W_])_+(?=[^\W_])|&(?!#?\w+;))"
CODE = r"(?P<code>(?<!`)`(?P<inside>[^`\n]+)`(?!`))"
STARS = r"(?P<stars>\*\*?(?!\*))"
_TARGET = r"\]\((?P<{}>(?:[^\s()<>\\&\x00-\x20]|&(?!#?\w+;))*)\)"
_TOKEN = re.compile(
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
    writer = _Writer(source)
    if not takes_all(source, _TOKEN, writer.take) or writer.stars.lengths:
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


class _Writer:
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
