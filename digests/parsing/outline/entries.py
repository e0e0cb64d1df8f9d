"""The entries under a heading: of lists, and of paragraphs numbered `1、` (rule R7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.parts import Entry, has_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests.parsing.parts import Part

MAX_PARAGRAPHS_BEFORE = 3
"""More text than this above a list makes the list part of a story."""


def numbered_entries(own: list[Part]) -> list[Entry]:
    """Return what each numbered paragraph begins: all up to the next one, or to a rule."""
    entries: list[Entry] = []
    taken: list[Part] = []
    for part in [*own, None]:
        ends = part is None or isinstance(part.block, Rule) or part.is_numbered
        if taken and ends:
            entries.append(Entry(tuple(p.block for p in taken), taken[0].line))
            taken = []
        if part and (taken or part.is_numbered) and not isinstance(part.block, Rule):
            taken.append(part)
    return entries


def own_entries(own: list[Part]) -> list[Entry]:
    """Return the entries under a heading: numbered paragraphs if there are any, else of lists."""
    return numbered_entries(own) or [entry for part in own for entry in part.entries]


def paragraphs_before(own: list[Part]) -> int:
    """Count the paragraphs with words above the first entry."""
    count = 0
    for part in own:
        if part.begins_entries:
            break
        is_text = isinstance(part.block, Paragraph) and not part.is_html
        count += is_text and bool(text_of(part.block.runs).strip())  # type: ignore[union-attr]
    return count


def half_have_links(entries: Sequence[Entry]) -> bool:
    """Say whether at least half of the entries, and at least one, have a link of their own."""
    return bool(entries) and 2 * sum(entry.has_link for entry in entries) >= len(entries)


def is_group(entry: Entry) -> bool:
    """Say whether an entry is a section: no link of its own, and nested entries that have them."""
    *above, last = entry.blocks
    if not above or not isinstance(last, ListBlock) or has_link(above):
        return False
    nested = [Entry(blocks, entry.line) for blocks in last.entries]
    return len(nested) > 1 and half_have_links(nested)


def nested_entries(entry: Entry) -> Iterator[Entry]:
    """Yield the entries inside a group."""
    last = entry.blocks[-1]
    if isinstance(last, ListBlock):
        yield from (Entry(blocks, entry.line) for blocks in last.entries if blocks)
