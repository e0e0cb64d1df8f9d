"""The words of a file that a reader would see, counted without the parser.

The text is read as characters: markup is blanked by patterns, and what is left are words. It is a
lower bound. What may be markup is taken for it, so a word that is counted is visible for sure, and
some that are visible are not counted: descriptions of images, what is in parentheses right behind
brackets, what looks like a tag, a template or an ordinal, and numbers. Time is linear in the length
of the text.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from digests.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterator

WORD = re.compile(r"[^\W\d_]+")
MARKS = str.maketrans("", "", "*_~`\\\u200b\u200c\u200d\ufe0f")
"""Deletes what surrounds words without dividing them, on both sides of a comparison."""

_KEY = re.compile(r"[\"']?[\w.-]{1,40}[\"']?[ \t]*[:=](?:[ \t]|$)")
_FENCES = {"---": re.compile(r"-{3,}[ \t]*\Z"), "+++": re.compile(r"\+{3,}[ \t]*\Z")}
_BELOW_HEADER = re.compile(r"#{2,6} |(?:[-*+]|\d+\.) .*\]\(")
_MODULE = re.compile(r"(?:export\s+(?:const|default|function|let|var)\b|import\s+[\w{*\"'])")
_TEXT_AGAIN = re.compile(r"#{1,6} |[-*] ")

_HIDDEN = re.compile(r"<!--|-->|<(script|style)\b|</(script|style)\s*>", re.IGNORECASE)
_FENCE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.MULTILINE
)
_DEFINITION = re.compile(r"^[ \t>]*\[(?!\^)[^\]\n]+\]:[^\n]*$", re.MULTILINE)
_MARKUP = re.compile(
    r"!\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*+\](?=[(\[])"
    r"|(?<=\])\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)*+\)?"
    r"|(?<=\])\[[^\]\n]*\]"
    r"|\[\^[^\]\s]{1,60}\]"
    r"|</?[A-Za-z](?:[^<>\"'\n]|\"[^\"<>\n]*\"|'[^'<>\n]*')*+>"
    r"|<[!?/A-Za-z][^<>]*>"
    r"|\[[xX]\]|第\d+[条期]"
    r"|\{[{%][^{}\n]*[}%]\}|\[(?:TOC|toc)\]"
    r"|[A-Za-z][A-Za-z\d+.-]{1,9}://[^\s<]*"
)
_ENTITY = re.compile(r"&#?\w{1,31};")


def source_lines(text: str) -> list[str]:
    """Return the lines of a file with its visible words; those of its header are empty."""
    lines = _without_modules(_without_header(safe_text(text).split("\n")))
    shown = _without_hidden("\n".join(lines))
    shown = _FENCE.sub("", shown)
    shown = _DEFINITION.sub("", shown.replace("\\", ""))
    shown = _MARKUP.sub(_blank, shown)
    shown = _ENTITY.sub(lambda entity: html.unescape(entity[0]), shown)
    return shown.translate(MARKS).split("\n")


def _blank(match: re.Match[str]) -> str:
    return " " + "\n" * match[0].count("\n")


def _without_header(lines: list[str]) -> list[str]:
    count = _header_length(lines)
    return [""] * count + lines[count:]


def _header_length(lines: list[str]) -> int:
    """Return how many lines are a header; text that got between its fences is none."""
    fence = _FENCES.get(lines[0][:3].removeprefix("\ufeff"))
    if fence is None:
        end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
        return end if end > 1 and all(map(_KEY.match, lines[:end])) else 0
    if not _KEY.match(next(filter(str.strip, lines[1:]), "")):
        return 0
    for number, line in enumerate(lines[1:], 1):
        if fence.match(line):
            return number + 1
        if _BELOW_HEADER.match(line):
            return number
    return 0


def _without_modules(lines: list[str]) -> list[str]:
    """Blank `import` and `export` statements above the text, up to what can only be text."""
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not lines or not _MODULE.match(lines[start]):
        return lines
    end = next((i for i in range(start, len(lines)) if _TEXT_AGAIN.match(lines[i])), len(lines))
    return [""] * end + lines[end:]


def _without_hidden(text: str) -> str:
    """Blank comments, scripts and styles; one that never ends hides nothing."""
    return "".join(_shown_pieces(text))


def _shown_pieces(text: str) -> Iterator[str]:
    shown_from = 0
    opening: re.Match[str] | None = None
    for mark in _HIDDEN.finditer(text):
        if opening is None:
            opening = mark if _CLOSING.get(mark[0].lower()) or mark[1] else None
        elif _closes(opening, mark):
            yield text[shown_from : opening.start()]
            yield "\n" * text.count("\n", opening.start(), mark.end())
            shown_from, opening = mark.end(), None
    yield text[shown_from:]


_CLOSING = {"<!--": "-->"}


def _closes(opening: re.Match[str], mark: re.Match[str]) -> bool:
    if opening[0] == "<!--":
        return mark[0] == "-->"
    return bool(mark[2]) and mark[2].lower() == opening[1].lower()
