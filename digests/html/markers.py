"""What lines of entries begin with: bullets, numbers, and titles in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.html.flow import text_of

if TYPE_CHECKING:
    from digests.html.flow import Line

_HAN = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"""\s*(?:
    (?P<bullet>[•·●▪◦‣∙・○◆◇■□▶►➤➢✦★☆→☞※❖✅☑✔📌📍🔹🔸🔷🔶👉▎▍❚]\ufe0f?)\s*
    |(?P<dash>[-–—*])\s+
    |(?P<keycap>\d|🔟)\ufe0f?\u20e3\s*
    |(?P<circled>[①-⑳❶-❿➀-➓])\s*
    |(?P<digits>\d{{1,3}})(?P<sign>[.．:：](?!\d)|、(?!\d{1, 2}[、月日])|[)）]|(?=\s))\s*
    |[(（](?P<inner>\d{{1,3}})[)）]\s*
    |(?P<han>[{_HAN}]{{1,3}})(?:[、.．:：]|\s)\s*
    |[(（](?P<innerhan>[{_HAN}]{{1,3}})[)）]\s*
    )(?=\S)""",
    re.VERBOSE,
)
_BRACKET = re.compile(r"\s*【[^【】]{1,80}】")
_CIRCLED = {
    **{chr(0x2460 + n): n + 1 for n in range(20)},
    **{chr(0x2776 + n): n + 1 for n in range(10)},
    **{chr(0x2780 + n): n + 1 for n in range(10)},
}


@dataclass(frozen=True, slots=True)
class Marker:
    """What a line begins with."""

    kind: str
    """What lines of one list share, such as `•` or `digits.`; empty without a marker."""

    number: int | None
    """None for bullets and brackets."""

    rest: Line
    """The line without it; whole for brackets, which belong to the title."""


def marker_of(line: Line) -> Marker:
    """Return the marker at the beginning of `line`."""
    text = text_of(line)
    if _BRACKET.match(text) and not line[0].image:
        return Marker("bracket", None, line)
    match = _MARKER.match(text)
    if match is None or (line and line[0].image):
        return Marker("", None, line)
    kind, number = _read(match)
    return Marker(kind, number, _without(line, match.end()))


def _read(match: re.Match[str]) -> tuple[str, int | None]:
    found = {name: value for name, value in match.groupdict().items() if value}
    if bullet := found.get("bullet") or found.get("dash"):
        return bullet.rstrip("\ufe0f"), None
    if keycap := found.get("keycap"):
        return "keycap", 10 if keycap == "🔟" else int(keycap)
    if circled := found.get("circled"):
        return "circled", _CIRCLED[circled]
    if digits := found.get("digits"):
        return f"digits{found.get('sign', ' ')}", int(digits)
    if inner := found.get("inner"):
        return "(digits)", int(inner)
    written = found.get("han") or found.get("innerhan") or ""
    return "han" if "han" in found else "innerhan", _han_number(written)


def _han_number(written: str) -> int:
    """Return a number below a hundred that is written as 三, 十三 or 二十三."""
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _HAN.index(written[-1]) + 1
    return (_HAN.index(tens[0]) + 1 if tens else 1) * 10 + (_HAN.index(ones[0]) + 1 if ones else 0)


def _without(line: Line, count: int) -> Line:
    """Return `line` without its first `count` characters."""
    rest = []
    for span in line:
        if span.image or count <= 0:
            rest.append(span)
            continue
        kept = span.text[count:]
        count -= len(span.text)
        if kept:
            rest.append(replace(span, text=kept))
    return tuple(rest)
