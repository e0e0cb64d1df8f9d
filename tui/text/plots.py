"""Sparklines and bars, in characters that every terminal font has, or in ASCII if `plain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHTS = "▁▂▃▄▅▆▇█"
_PLAIN_HEIGHTS = "_.-=+*#@"
_BAR = "█"
_PLAIN_BAR = "#"
_EIGHTHS = " ▏▎▍▌▋▊▉"

_WIDEST_COLUMN = 4
"""Cells."""


def sparkline(values: Sequence[int], width: int, *, plain: bool = False) -> str:
    """Return `values` as a line of columns, at most `width` of them, one cell each.

    If there are more values than columns, groups of neighbouring values are added up. Zero is
    drawn as a space, and any value above zero as at least the lowest column.
    """
    columns = _grouped(values, max(width, 1))
    heights = _PLAIN_HEIGHTS if plain else _HEIGHTS
    most = max(columns, default=0)
    return "".join(heights[_step(value, most, len(heights))] if value else " " for value in columns)


def columns(values: Sequence[int], width: int, height: int, *, plain: bool = False) -> list[str]:
    """Return `values` as columns in `height` lines of at most `width` cells, the top line first.

    Columns are wider if there are few values. Too many values are added up as in a sparkline.
    """
    grouped = _grouped(values, max(width, 1))
    most, steps = max(grouped, default=0), len(_HEIGHTS)
    levels = [_step(value, most, steps * height) + 1 if value else 0 for value in grouped]
    cells = max(1, min(_WIDEST_COLUMN, width // max(len(grouped), 1)))
    heights = f" {_PLAIN_HEIGHTS if plain else _HEIGHTS}"
    return [
        "".join(heights[max(0, min(level - line * steps, steps))] * cells for level in levels)
        for line in reversed(range(height))
    ]


def bar(value: int, most: int, width: int, *, plain: bool = False) -> str:
    """Return `value` as a bar; `most` would be `width` cells long, and 0 has no bar."""
    if most <= 0 or value <= 0:
        return ""
    if plain:
        return _PLAIN_BAR * max(1, round(value * width / most))
    eighths = max(1, round(value * width * 8 / most))
    return _BAR * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def _grouped(values: Sequence[int], width: int) -> list[int]:
    size = -(-len(values) // width) if values else 1
    first = -len(values) % size  # the newest group is full, the oldest may be short
    starts = range(-first, len(values), size)
    return [sum(values[max(start, 0) : start + size]) for start in starts]


def _step(value: int, most: int, steps: int) -> int:
    return (value * steps - 1) // most
