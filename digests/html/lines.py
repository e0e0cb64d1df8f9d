"""Lines of spans: white space, markers, and what is bold or linked in them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.html.flow import Span, text_of

if TYPE_CHECKING:
    from digests.html.flow import Line

_SPACE = re.compile(r"[ \t\n\r\f\v\xa0\u2002-\u200a\u202f\u205f]+")
_SOURCE_BREAK = "\r"
"""A line end of the source, which is a space unless it is between two CJK characters (see
https://www.w3.org/TR/css-text-3/#line-break-transform)."""

_GAPS = (" ", _SOURCE_BREAK)
_CJK_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uff60\uf900-\ufaff])\r(?=[\u2e80-\u9fff\uff00-\uff60\uf900-\ufaff])"
)

_NOTHING = dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u2060\ufeff"))
"""What is written to fill preheaders, or to allow a line to end in a word."""

_MARKER = re.compile(
    r"\s*(?:[•·●▪◦‣∙・○◆◇■□▶►➤➢–—*-]|\d{1,2}\s*[.、．)）:]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.．]?)\s*"
)
"""A bullet or a number in a block of its own belongs to the text below it."""


def visible(text: str) -> str:
    """Return `text` without the characters that take no room."""
    return text.translate(_NOTHING)


def collapsed(text: str) -> str:
    """Return `text` with a single mark for each white space: a space, or a line end."""
    return _SPACE.sub(lambda run: _SOURCE_BREAK if "\n" in run[0] else " ", text)


def begins_with_gap(text: str) -> bool:
    """Return whether collapsed text begins with white space."""
    return text[:1] in _GAPS


def ends_with_gap(text: str) -> bool:
    """Return whether collapsed text ends with white space."""
    return text[-1:] in _GAPS


def without_source_breaks(line: list[Span]) -> Line:
    """Return a line in which the line ends of its source are spaces or nothing."""
    if not any(_SOURCE_BREAK in span.text for span in line):
        return tuple(line)
    ends = {match.start() for match in _CJK_BREAK.finditer("".join(span.text for span in line))}
    spans, at = [], 0
    for span in line:
        kept = "".join(c for n, c in enumerate(span.text, at) if n not in ends)
        spans.append(replace(span, text=kept.replace(_SOURCE_BREAK, " ")))
        at += len(span.text)
    return tuple(spans)


def is_marker(line: Line) -> bool:
    """Return whether a line is nothing but a bullet or a number."""
    has_image = any(span.image for span in line)
    return not has_image and _MARKER.fullmatch(text_of(line)) is not None


def has_text(line: Line) -> bool:
    """Return whether a line has any words or signs."""
    return bool(text_of(line).strip())


def trimmed(line: Line) -> Line:
    """Return a line without the white space around it."""
    spans = list(line)
    while spans and not spans[0].image and not spans[0].text.strip():
        spans.pop(0)
    while spans and not spans[-1].image and not spans[-1].text.strip():
        spans.pop()
    if spans and not spans[0].image:
        spans[0] = replace(spans[0], text=spans[0].text.lstrip())
    if spans and not spans[-1].image:
        spans[-1] = replace(spans[-1], text=spans[-1].text.rstrip())
    return tuple(spans)


def joined(lines: tuple[Line, ...]) -> Line:
    """Return lines as one."""
    joined: list[Span] = []
    for line in lines:
        joined += [Span(" ", joined[-1].style), *line] if joined else line
    return tuple(joined)
