"""Lines that stand out by the size of their letters, as headings.

A page may have no heading elements, or use them for some levels only. A line that is a paragraph of
its own, short, and larger than the text is a heading; so is the first line of a paragraph whose
other lines are of the text's size. Bold lines of the text's size stay bold lines, whose meaning the
parser of digests decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.html.boilerplate import is_boilerplate
from digests.html.flow import Lines, Listing, Quotation, text_of
from digests.html.markers import marker_of
from digests.html.styles import HEADING_SIZES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.html.flow import Block, Line

_LARGER = 1.12
"""Times the size of the text."""

_MUCH_LARGER = 1.35
"""Times the size of the text: such a line needs no second one of its kind."""

_LONGEST = 120
"""Characters."""

_SENTENCE = 60
"""Characters: a longer line that ends in a full stop is prose in large letters."""

_HAS_WORD = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_ADDRESS = re.compile(r"https?://\S+")
_MOST_LEVELS = 6


def with_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with lines that act as headings turned into headings, levels in order."""
    blocks = tuple(map(_without_light_level, blocks))
    body = _text_size(blocks)
    parted = tuple(part for block in blocks for part in _parted(block, body))
    sizes = Counter(size for block in parted if (size := _standing_out(block, body)))
    larger = {size for size, n in sizes.items() if n > 1 or size >= _MUCH_LARGER * body}
    if not larger:
        return blocks
    levels = _levels(parted, larger)
    return tuple(_with_level(block, levels, body) for block in parted)


def _without_light_level(block: Block) -> Block:
    """Return a heading that is set like prose, long and not bold, as the prose that it is."""
    if isinstance(block, Lines) and block.level:
        is_bold = any(span.style.bold for span in block.lines[0])
        if not is_bold and len(text_of(block.lines[0])) > _SENTENCE:
            return replace(block, level=0)
    return block


def _text_size(blocks: Iterable[Block]) -> float:
    """Return the size that most of the text has, headings left out."""
    counts: Counter[float] = Counter()
    for line in _lines_below(blocks):
        for span in line:
            counts[round(span.style.size, 1)] += len(_ADDRESS.sub("", span.text))
    return counts.most_common(1)[0][0] if counts else 16.0


def _lines_below(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Lines(lines, 0):
                yield from lines
            case Listing(entries):
                for entry in entries:
                    yield from _lines_below(entry)
            case Quotation(inner):
                yield from _lines_below(inner)
            case _:
                pass


def _parted(block: Block, body: float) -> Iterator[Block]:
    """Part a paragraph below its first line if that alone stands out."""
    if isinstance(block, Lines) and not block.level and len(block.lines) > 1:
        first, *rest = block.lines
        title = replace(block, lines=(first,))
        below = max((_size(line) for line in rest), default=0.0)
        if _standing_out(title, body) and below and _size(first) >= _LARGER * below:
            yield title
            yield replace(block, lines=tuple(rest))
            return
    yield block


def _size(line: Line) -> float:
    """Return the size of the smallest letters of a line; 0 without words."""
    # The marker of an entry is often larger, smaller or lighter than what it marks.
    sizes = [
        span.style.size
        for span in marker_of(line).rest
        if _HAS_WORD.search(span.text) and not span.image
    ]
    return round(min(sizes), 1) if sizes else 0.0


def _standing_out(block: Block, body: float) -> float:
    """Return the size of a line that may be a heading by its size; 0 for any other block."""
    if not isinstance(block, Lines) or block.level or block.is_control or len(block.lines) != 1:
        return 0.0
    text = text_of(block.lines[0]).strip()
    size = _size(block.lines[0])
    is_prose = len(text) > _SENTENCE and text.endswith((".", "。", "!", "！", ";", "；", ":", "："))
    if size < _LARGER * body or len(text) > _LONGEST or is_prose or is_boilerplate(block):
        return 0.0
    return size


def _levels(blocks: Iterable[Block], larger: set[float]) -> dict[object, int]:
    """Return the level of each level and size: explicit levels stay in their order."""
    explicit: dict[int, Counter[float]] = {}
    for block in blocks:
        if isinstance(block, Lines) and block.level:
            explicit.setdefault(block.level, Counter())[_size(block.lines[0])] += 1
    ranked: list[tuple[float, object]] = [(size, size) for size in larger]
    above = float("inf")
    for level in sorted(explicit):
        common = explicit[level].most_common(1)[0][0] or HEADING_SIZES[f"h{level}"]
        above = min(common, above - 0.01)
        ranked.append((above, f"h{level}"))
    ranked.sort(key=lambda pair: -pair[0])
    return {key: min(rank, _MOST_LEVELS) for rank, (_, key) in enumerate(ranked, 1)}


def _with_level(block: Block, levels: dict[object, int], body: float) -> Block:
    if not isinstance(block, Lines):
        return block
    key: object = f"h{block.level}" if block.level else _standing_out(block, body)
    return replace(block, level=levels[key]) if key in levels else block
