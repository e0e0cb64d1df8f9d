"""The entries under a heading: of lists, and of paragraphs numbered `1、` (rule R7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digests.model import ListBlock, Paragraph, Rule
from digests.parsing.inline import text_of
from digests.parsing.lines import first_line, is_numbered
from digests.parsing.links import is_source_run
from digests.parsing.runs_in import runs_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model import Block
    from digests.parsing.markdown import Part

MAX_PARAGRAPHS_BEFORE = 3
"""More text than this above a list makes the list part of a story."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What may become one item."""

    blocks: tuple[Block, ...]
    line: int
    """0-based, in the body."""

    def has_link(self) -> bool:
        """Whether it leads to a source, nested entries included."""
        return has_link(self.blocks)

    def is_empty(self) -> bool:
        """Whether it has neither words, links nor images."""
        return not any(run.text.strip() or run.url or run.image for run in runs_in(self.blocks))


def has_link(blocks: Iterable[Block]) -> bool:
    """Say whether any run of `blocks` carries a source link."""
    return any(is_source_run(run) for run in runs_in(blocks))


def list_entries(part: Part) -> list[Entry]:
    """Return the top-level entries of a list that say something."""
    if not isinstance(part.block, ListBlock):
        return []
    lines = part.entry_lines or (part.line,) * len(part.block.entries)
    entries = map(Entry, part.block.entries, lines)
    return [entry for entry in entries if entry.blocks and not entry.is_empty()]


def is_numbered_part(part: Part) -> bool:
    """Say whether a part is a paragraph that begins with `1、`."""
    return isinstance(part.block, Paragraph) and is_numbered(first_line(part.block)[0])


def numbered_entries(own: list[Part]) -> list[Entry]:
    """Return what each numbered paragraph begins: all up to the next one, or to a rule."""
    entries: list[Entry] = []
    taken: list[Part] = []
    for part in [*own, None]:
        ends = part is None or isinstance(part.block, Rule) or is_numbered_part(part)
        if taken and ends:
            entries.append(Entry(tuple(p.block for p in taken), taken[0].line))
            taken = []
        if part and (taken or is_numbered_part(part)) and not isinstance(part.block, Rule):
            taken.append(part)
    return entries


def own_entries(own: list[Part]) -> list[Entry]:
    """Return the entries under a heading: numbered paragraphs if there are any, else of lists."""
    return numbered_entries(own) or [entry for part in own for entry in list_entries(part)]


def begins_entries(part: Part) -> bool:
    """Say whether entries begin with this part."""
    return isinstance(part.block, ListBlock) or is_numbered_part(part)


def paragraphs_before(own: list[Part]) -> int:
    """Count the paragraphs with words above the first entry."""
    count = 0
    for part in own:
        if begins_entries(part):
            break
        is_text = isinstance(part.block, Paragraph) and not part.is_html
        count += is_text and bool(text_of(part.block.runs).strip())  # type: ignore[union-attr]
    return count


def half_have_links(entries: list[Entry]) -> bool:
    """Say whether at least half of the entries, and at least one, have a link of their own."""
    return bool(entries) and 2 * sum(entry.has_link() for entry in entries) >= len(entries)


def is_group(entry: Entry) -> bool:
    """Say whether an entry is a section: no link of its own, and nested entries that have them."""
    *above, last = entry.blocks
    if not isinstance(last, ListBlock) or has_link(above):
        return False
    nested = [Entry(blocks, entry.line) for blocks in last.entries]
    return len(nested) > 1 and half_have_links(nested)


def nested_entries(entry: Entry) -> Iterator[Entry]:
    """Yield the entries inside a group."""
    last = entry.blocks[-1]
    if isinstance(last, ListBlock):
        yield from (Entry(blocks, entry.line) for blocks in last.entries if blocks)
