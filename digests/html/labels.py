"""Lines in capitals above the titles of stories, as the headings of their sections.

`HARDWARE` in small grey letters names a section if there are more titles than such lines; a line
above every single title only says of what kind the story is.

A bold line that ends in a colon and recurs, such as `The details:`, is a label inside of stories,
and no heading either.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from digests.html.boilerplate import is_boilerplate
from digests.html.flow import Divider, Lines, is_bold, restyled, text_of

if TYPE_CHECKING:
    from digests.html.flow import Block

_LONGEST = 40
"""Characters."""
_FEWEST_LETTERS = 3
_FEWEST = 2
_LEVEL = 2
"""Above titles that are bold lines."""
_DEEPEST = 6


def with_labels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` with labels of sections turned into headings above those of the stories."""
    blocks = _without_bold_labels(blocks)
    labels = {n: level for n in range(len(blocks)) if (level := _level_below(blocks, n))}
    if len(labels) < _FEWEST:
        return blocks
    level = max(labels.values())
    titles = sum(1 for block in blocks if _title_level(block) == level)
    if titles <= len(labels):
        return blocks
    return tuple(
        replace(block, level=min(level, _DEEPEST - 1))
        if n in labels and isinstance(block, Lines)
        else _lowered(block, level)
        for n, block in enumerate(blocks)
    )


def _without_bold_labels(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    said = Counter(text for block in blocks if (text := _bold_label(block)))
    return tuple(_plain(b) if said[_bold_label(b)] >= _FEWEST else b for b in blocks)


def _bold_label(block: Block) -> str:
    """Return the text of a bold line that ends in a colon; empty for any other block."""
    if not isinstance(block, Lines) or block.level or len(block.lines) != 1:
        return ""
    text = text_of(block.lines[0]).strip()
    return text if is_bold(block.lines[0]) and text.endswith((":", "：")) else ""


def _plain(block: Block) -> Block:
    if not isinstance(block, Lines) or not _bold_label(block):
        return block
    return replace(block, lines=(restyled(block.lines[0], bold=False),))


def _level_below(blocks: tuple[Block, ...], number: int) -> int:
    """Return the level of the title below a label; 0 for what is no label."""
    if not _is_label(blocks[number]):
        return 0
    below = (b for b in blocks[number + 1 : number + 4] if not _is_silent(b))
    return _title_level(next(below, Divider()))


def _is_label(block: Block) -> bool:
    if not isinstance(block, Lines) or block.level or len(block.lines) != 1:
        return False
    text = text_of(block.lines[0]).strip()
    if any(span.style.href for span in block.lines[0]) or is_boilerplate(block):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= _FEWEST_LETTERS and len(text) <= _LONGEST and text.isupper()


def _title_level(block: Block) -> int:
    if not isinstance(block, Lines):
        return 0
    return block.level or (_LEVEL if is_bold(block.lines[0]) and not _is_label(block) else 0)


def _is_silent(block: Block) -> bool:
    if isinstance(block, Divider):
        return True
    return isinstance(block, Lines) and not any(text_of(line).strip() for line in block.lines)


def _lowered(block: Block, level: int) -> Block:
    if isinstance(block, Lines) and block.level >= level:
        return replace(block, level=min(block.level + 1, _DEEPEST))
    return block
