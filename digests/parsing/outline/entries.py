"""What may become items under a heading.

Entries of lists and paragraphs numbered `1、` (rule R7), and bold lines with the text below them
(rule R6.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import begins_with_link
from digests.parsing.parts import Entry, has_link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.model.blocks import Runs
    from digests.parsing.parts import BodyBlock


MAX_PARAGRAPHS_BEFORE = 3
"""With more paragraphs than this above it, a list is part of a story."""


def numbered_entries(own: list[BodyBlock]) -> list[Entry]:
    """Return each numbered paragraph with what follows, up to the next one or a horizontal rule."""
    entries: list[Entry] = []
    taken: list[BodyBlock] = []
    for part in [*own, None]:
        ends = part is None or isinstance(part.block, Rule) or part.is_numbered
        if taken and ends:
            entries.append(Entry(tuple(p.block for p in taken), taken[0].line))
            taken = []
        if part and (taken or part.is_numbered) and not isinstance(part.block, Rule):
            taken.append(part)
    return entries


def own_entries(own: list[BodyBlock]) -> list[Entry]:
    """Return the numbered paragraphs under a heading if there are any, else the list entries."""
    return numbered_entries(own) or [entry for part in own for entry in part.entries]


def paragraphs_before(own: list[BodyBlock]) -> int:
    """Count the paragraphs above the first entry; those of only images do not count."""
    count = 0
    for part in own:
        if part.begins_entries:
            break
        is_text = isinstance(part.block, Paragraph) and not part.is_html
        count += is_text and bool(text_of(part.block.runs).strip())  # type: ignore[union-attr]
    return count


def half_have_links(entries: Sequence[Entry]) -> bool:
    """Return whether at least half of the entries, and at least one, are stories with a link.

    An entry that is only a source of the text above it counts neither way.
    """
    stories = [entry for entry in entries if not entry.is_source]
    return bool(stories) and 2 * sum(entry.has_link for entry in stories) >= len(stories)


def ends_in_titles(own: Sequence[BodyBlock]) -> bool:
    """Return whether text ends in a list of two or more entries, most of which begin with a link.

    Such entries are stories of their own.
    """
    stories = [entry for entry in own[-1].entries if not entry.is_source] if own else []
    titled = [entry for entry in stories if begins_with_link(entry.first_line)]
    return len(titled) > 1 and 2 * len(titled) > len(stories)


def with_sources(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Give the entries that are only sources to the entry above them.

    Returns the sources above the first story, and the stories.
    """
    above: list[Entry] = []
    stories: list[Entry] = []
    for entry in entries:
        if not entry.is_source:
            stories.append(entry)
        elif stories:
            sources = ListBlock((entry.blocks,))
            stories[-1] = replace(stories[-1], blocks=(*stories[-1].blocks, sources))
        else:
            above.append(entry)
    return above, stories


@dataclass(frozen=True, slots=True)
class BoldGroup:
    """A bold line and what follows it, up to the next bold line."""

    heading: Runs
    line: int
    """0-based, in the body."""

    parts: tuple[BodyBlock, ...]

    def has_text(self) -> bool:
        """Whether a paragraph follows, or a list with a source."""
        return any(
            isinstance(part.block, Paragraph) or any(entry.is_source for entry in part.entries)
            for part in self.parts
        )

    def has_link(self) -> bool:
        """Whether the line or what follows has a source link."""
        return has_link([Paragraph(self.heading), *(part.block for part in self.parts)])


def split_at_bold_lines(own: list[BodyBlock]) -> tuple[list[BodyBlock], list[BoldGroup]]:
    """Return what precedes the first bold line, and a group for each bold line."""
    above: list[BodyBlock] = []
    groups: list[BoldGroup] = []
    for part in own:
        if part.is_bold:
            groups.append(_group(part))
        elif groups:
            groups[-1] = replace(groups[-1], parts=(*groups[-1].parts, part))
        else:
            above.append(part)
    return above, groups


def _group(part: BodyBlock) -> BoldGroup:
    below = part.below_first_line
    rest = (replace(part, block=Paragraph(below)),) if below else ()
    return BoldGroup(part.first_line, part.line, rest)


def without_dangling_lines(own: list[BodyBlock]) -> list[BodyBlock]:
    """Drop the bold lines at the end, which label nothing, and horizontal rules between them."""
    kept = list(own)
    while kept and (isinstance(kept[-1].block, Rule) or kept[-1].is_dangling):
        kept.pop()
    return kept
