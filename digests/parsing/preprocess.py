"""Repairs of a body before it is read as Markdown. Line numbers stay the same.

`export const …` and `import …` statements of MDX above the text are blanked.

Link texts that contain a blank line, as translators' notes do, are joined into one line:

    - **[Title

      (a note)](https://example.com)** - source

Markdown sees two paragraphs and no link here, and a note of several lines may look like a list.

Lines of template markup, as Liquid's `{% include x %}`, are blanked: they would join the lines
around them into one paragraph, link definitions among them.

A `<footer>` at the end of the text is no story, whatever is in it.

Numbered lines without a space, `1.模型` and `2.数据`, get one, so that they are a list.
"""

from __future__ import annotations

import re
from itertools import pairwise

from digests.parsing.fence_lines import last_closing_line

_STATEMENT = re.compile(r"(?:export\s+(?:const|default|function|let|var)\b|import\s+[\w{*\"'])")
_BLANK = re.compile(r"\s*\Z")


_CLOSING = re.compile(r"^<footer>[ \t]*\n(.*?)\n</footer>\s*\Z", re.DOTALL | re.MULTILINE)


def part_closing(body: str) -> tuple[str, str]:
    """Return the body without the `<footer>` at its end, and what is in that; empty without one."""
    start = body.rfind("\n<footer>")
    match = _CLOSING.search(body, start + 1) if start >= 0 or body.startswith("<footer>") else None
    return (body[: match.start()], match[1]) if match else (body, "")


def blank_preamble(body: str) -> str:
    """Blank the lines of the MDX statements at the beginning of a body.

    A statement ends when its brackets are closed and a blank line follows.
    """
    if "export" not in body[:400] and "import" not in body[:400]:
        return body
    lines = body.split("\n")
    number = 0
    while number < len(lines) and (_BLANK.match(lines[number]) or _STATEMENT.match(lines[number])):
        number = _blank_statement(lines, number) if lines[number].strip() else number + 1
    return "\n".join(lines)


def _blank_statement(lines: list[str], first: int) -> int:
    """Blank a statement and return the line below it; one that is never closed is one paragraph."""
    end = _end_of_statement(lines, first, until_closed=True) or _end_of_statement(lines, first)
    lines[first:end] = [""] * (end - first)
    return end


def _end_of_statement(lines: list[str], first: int, *, until_closed: bool = False) -> int:
    """Return the blank line, or the end of the text, that ends a statement; 0 if it stays open."""
    depth = 0
    for number in range(first, len(lines)):
        line = lines[number]
        if not line.strip() and (depth <= 0 or not until_closed):
            return number
        depth += sum(map(line.count, "({[")) - sum(map(line.count, ")}]"))
    return 0 if depth > 0 and until_closed else len(lines)


_TEMPLATE_LINE = re.compile(
    r"^[ \t]*(?:\{%[^{}\n]*%\}|\{:[ .#][^{}\n]*\}|\{\{[^{}\n]*\}\})[ \t]*$", re.MULTILINE
)


def blank_templates(body: str) -> str:
    """Blank the lines that are only template markup."""
    return _TEMPLATE_LINE.sub("", body) if "{" in body else body


_TEXT = r"(?:[^\[\]\n]|\[[^\[\]\n]*\])*+"
_OPEN = re.compile(r"(?<![!\\])\[" + _TEXT + r"\Z")
_CLOSE = re.compile(_TEXT + r"\]\(\S+?\)")
_CONTINUES = re.compile(r"(?![#>|]|[-*+]\s|```|~~~)" + _TEXT + r"\Z")
_FENCE = re.compile(r"\s*(```|~~~)")
_FARTHEST = 12
"""Lines below the opening one that are searched for the closing bracket."""


def mend_broken_links(body: str) -> str:
    """Join each link that a blank line breaks; lines that it no longer needs become empty."""
    if "](" not in body:
        return body
    lines = body.split("\n")
    in_fence = False
    last_fence = last_closing_line(lines)
    for number, line in enumerate(lines):
        in_fence ^= number <= last_fence and _FENCE.match(line) is not None
        if "[" in line and not in_fence and _OPEN.search(line):
            _join_pieces(lines, number)
    return "\n".join(lines)


def _join_pieces(lines: list[str], first: int) -> None:
    if not (last := _closing_line(lines, first)):
        return
    pieces = [line.strip() for line in lines[first + 1 : last + 1] if line.strip()]
    lines[first] = " ".join([lines[first].rstrip(), *pieces])
    lines[first + 1 : last + 1] = [""] * (last - first)


def _closing_line(lines: list[str], first: int) -> int:
    """Return the line that closes a link broken by a blank line, or 0."""
    if first + 1 >= len(lines) or lines[first + 1].strip():
        return 0
    for number in range(first + 2, min(first + 2 + _FARTHEST, len(lines))):
        line = lines[number].strip()
        if _CLOSE.match(line):
            return number
        if not _CONTINUES.match(line):
            return 0
    return 0


_HEADING = re.compile(r" {0,3}#")
_UNSPACED = re.compile(r"^ {0,3}\d{1,3}[.)](?=[^\s\d.)])", re.MULTILINE)
_ORDINAL = re.compile(r" {0,3}(\d{1,3})[.)](?=(\s)|[^\s\d.)])")


def space_ordinals(body: str) -> str:
    """Put a space after `1.` where the ordinal before or after it is one less or one more.

    Elsewhere, as in `2.x`, the number is text.
    """
    if not _UNSPACED.search(body):
        return body
    lines = body.split("\n")
    marks = {n: mark for n, line in enumerate(lines) if (mark := _ORDINAL.match(line))}
    for first, second in pairwise(marks):
        is_next = int(marks[first][1]) + 1 == int(marks[second][1])
        between = lines[first + 1 : min(second, first + _FARTHEST)]
        if is_next and second - first <= _FARTHEST and not any(map(_HEADING.match, between)):
            for number in (first, second):
                lines[number] = _with_space(lines[number], marks[number])
    return "\n".join(lines)


def _with_space(line: str, mark: re.Match[str]) -> str:
    end = mark.end()
    return line if line[end : end + 1].isspace() else f"{line[:end]} {line[end:]}"
