"""Code above the text: `export const …` and `import …` lines of MDX are no words of the issue.

Links whose words are broken by a blank line, as notes of translators break them.

    - **[Title

      (a note)](https://example.com)** - source

Markdown sees two paragraphs and no link, and a note of several lines may even look like a list.
All of it is moved up behind the first line; the lines stay, empty, so line numbers hold.
"""

from __future__ import annotations

import re

_STATEMENT = re.compile(r"(?:export\s+(?:const|default|function|let|var)\b|import\s+[\w{*\"'])")
_BLANK = re.compile(r"\s*\Z")


def blank_preamble(body: str) -> str:
    """Empty the lines of the MDX statements that a body begins with; line numbers hold.

    A statement goes on until its brackets are closed and a blank line follows.
    """
    if "export" not in body[:400] and "import" not in body[:400]:
        return body
    lines = body.split("\n")
    place = 0
    while place < len(lines) and (_BLANK.match(lines[place]) or _STATEMENT.match(lines[place])):
        place = _blank_statement(lines, place) if lines[place].strip() else place + 1
    return "\n".join(lines)


def _blank_statement(lines: list[str], place: int) -> int:
    depth = 0
    while place < len(lines):
        line = lines[place]
        if not line.strip() and depth <= 0:
            break
        depth += sum(line.count(mark) for mark in "({[") - sum(line.count(mark) for mark in ")}]")
        lines[place] = ""
        place += 1
    return place


_WORDS = r"(?:[^\[\]\n]|\[[^\[\]\n]*\])*+"
_OPEN = re.compile(r"(?<![!\\])\[" + _WORDS + r"\Z")
_CLOSE = re.compile(_WORDS + r"\]\(\S+?\)")
_GOES_ON = re.compile(r"(?![#>|]|[-*+]\s|```|~~~)" + _WORDS + r"\Z")
_FENCE = re.compile(r"\s*(```|~~~)")
_FARTHEST = 12
"""Lines below the opening one in which the end is looked for."""


def mend_broken_links(body: str) -> str:
    """Join the pieces of each link that a blank line breaks."""
    if "](" not in body:
        return body
    lines = body.split("\n")
    in_fence = False
    for place, line in enumerate(lines):
        in_fence ^= _FENCE.match(line) is not None
        if "[" in line and not in_fence and _OPEN.search(line):
            _join_pieces(lines, place)
    return "\n".join(lines)


def _join_pieces(lines: list[str], place: int) -> None:
    if not (end := _closing_line(lines, place)):
        return
    pieces = [line.strip() for line in lines[place + 1 : end + 1] if line.strip()]
    lines[place] = " ".join([lines[place].rstrip(), *pieces])
    lines[place + 1 : end + 1] = [""] * (end - place)


def _closing_line(lines: list[str], place: int) -> int:
    """Return the line where a link that a blank line breaks is closed, or 0."""
    if place + 1 >= len(lines) or lines[place + 1].strip():
        return 0
    for at in range(place + 2, min(place + 2 + _FARTHEST, len(lines))):
        line = lines[at].strip()
        if _CLOSE.match(line):
            return at
        if not _GOES_ON.match(line):
            return 0
    return 0
