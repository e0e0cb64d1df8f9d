"""Placing every character of a terminal picture in its cell.

Rich gives a run of text the length of its number of characters, so a browser squeezes Chinese text
into half of its place, and a viewer that ignores the length lets the rest of the line drift. Here
each wide character gets a place of its own, in the middle of its two cells.
"""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = 12.2
"""Width of a cell, as Rich draws it."""

GLYPH = 20.0
"""Width of a wide character, which is the font's size."""

_FONTS = "'Fira Code', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace"

_TEXT = re.compile(
    r'<text class="(?P<look>[^"]*)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" '
    r'textLength="[\d.]+" (?P<clip>clip-path="[^"]*")>(?P<text>[^<]*)</text>'
)
_WEB_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


def in_cells(svg: str) -> str:
    """Return the picture with its text in cells, and without fonts from the network."""
    without_fonts = _WEB_FONTS.sub("", svg).replace("Fira Code, monospace", _FONTS)
    return _TEXT.sub(_placed, without_fonts)


def _placed(match: re.Match[str]) -> str:
    spans = "".join(_spans(html.unescape(match["text"]), float(match["x"])))
    return f'<text class="{match["look"]}" y="{match["y"]}" {match["clip"]}>{spans}</text>'


def _spans(text: str, x: float) -> Iterator[str]:
    """Yield every wide character, and every run of narrow ones between spaces, with its place."""
    for piece in _pieces(text):
        if not piece.isspace():
            margin = CELL - GLYPH / 2 if _is_wide(piece[0]) else 0
            yield f'<tspan x="{x + margin:.1f}">{html.escape(piece, quote=False)}</tspan>'
        x += CELL * cell_len(piece)


def _pieces(text: str) -> Iterator[str]:
    for (is_wide, _), group in groupby(text, key=lambda one: (_is_wide(one), one.isspace())):
        run = "".join(group)
        yield from run if is_wide else (run,)


def _is_wide(character: str) -> bool:
    return cell_len(character) > 1
