"""Code above the text: `export const …` and `import …` lines of MDX are no words of the issue."""

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
