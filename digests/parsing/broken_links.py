"""Links whose words are broken by a blank line, as notes of translators break them.

    - **[Title

      (a note)](https://example.com)** - source

Markdown sees two paragraphs and no link. The second is moved up behind the first; its lines stay,
empty, so line numbers hold.
"""

from __future__ import annotations

import re

_OPEN = re.compile(r"(?<![!\\])\[[^\[\]\n]*\Z")
_CLOSE = re.compile(r"[^\[\]\n]*\]\(\S+?\)")
_FENCE = re.compile(r"\s*(```|~~~)")
_FARTHEST = 3
"""Lines below the opening one in which the end is looked for."""


def mend_broken_links(body: str) -> str:
    """Join the two halves of each link that a blank line breaks."""
    if "](" not in body:
        return body
    lines = body.split("\n")
    in_fence = False
    for place, line in enumerate(lines):
        in_fence ^= _FENCE.match(line) is not None
        if "[" in line and not in_fence and _OPEN.search(line):
            _join_halves(lines, place)
    return "\n".join(lines)


def _join_halves(lines: list[str], place: int) -> None:
    below = range(place + 1, min(place + 1 + _FARTHEST, len(lines)))
    end = next((at for at in below if lines[at].strip()), None)
    if end is None or end == place + 1 or not _CLOSE.match(lines[end].strip()):
        return
    lines[place] = f"{lines[place].rstrip()} {lines[end].strip()}"
    lines[place + 1 : end + 1] = [""] * (end - place)
