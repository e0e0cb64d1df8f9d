"""The places in a file that a link may lead to: headings, and names that HTML gives.

GitHub's name for a heading is its text in small letters, spaces as hyphens, without punctuation; a
second heading of that name gets `-1`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digests.model.addresses import Anchor
from digests.parsing.fence_lines import last_closing_line

if TYPE_CHECKING:
    from collections.abc import Iterator

_FENCE = re.compile(r" {0,3}(```|~~~)")
_HEADING = re.compile(r"[ >]{0,4}(?:#{1,6}[ \t]+(?P<text>.*)|<h[1-6]\b[^<>]*>(?P<html>.*))")
_NAMED = re.compile(r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*["']?([^"'<>\s]+)""")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_TAG = re.compile(r"<[^<>]*>")
_DROPPED = re.compile(r"[^\w\- ]")


def anchors_in(body: str, lines_above: int) -> tuple[Anchor, ...]:
    """Return the anchors of a body that begins below `lines_above` lines of the file, in order."""
    if "#" not in body and "<" not in body:
        return ()
    seen: Counter[str] = Counter()
    found: list[Anchor] = []
    for number, line in _outside_fences(body):
        if match := _HEADING.match(line):
            name = heading_anchor((match["text"] or match["html"] or "").rstrip(" \t#"))
            found.append(Anchor(f"{name}-{seen[name]}" if seen[name] else name, number))
            seen[name] += 1
        if "=" in line and "<" in line:
            found.extend(Anchor(name, number) for name in _NAMED.findall(line))
    return tuple(Anchor(place.name, place.line + lines_above + 1) for place in found if place.name)


def heading_anchor(text: str) -> str:
    """Return GitHub's name for a heading with this Markdown text."""
    plain = _TAG.sub("", _LINK.sub(r"\1", text)).strip().casefold()
    return _DROPPED.sub("", plain).replace(" ", "-")


def _outside_fences(body: str) -> Iterator[tuple[int, str]]:
    """Yield lines that may hold an anchor, each after its number.

    The number of a line with only a tag, such as `<a id="news"></a>`, is that of the text below it.
    """
    lines = body.split("\n")
    last_closing = last_closing_line(lines) if "```" in body or "~~~" in body else -1
    fence = ""
    waiting: list[str] = []
    for number, line in enumerate(lines):
        if number <= last_closing and (mark := _FENCE.match(line)):
            fence = "" if fence == mark[1] else fence or mark[1]
        if fence or not line.strip():
            continue
        if line.lstrip().startswith("<") and not _TAG.sub("", line).strip():
            waiting.append(line)
            continue
        yield from ((number, above) for above in waiting)
        waiting.clear()
        if "#" in line or "<" in line:
            yield number, line
