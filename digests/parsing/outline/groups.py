"""Lists that stand for a section: below a bold line (R6.4a), and inside an entry (R7)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.source_words import is_no_title
from digests.parsing.outline.entries import half_have_links
from digests.parsing.outline.fields import (
    are_fields,
    labels_of,
    nested_labels,
    recurring_labels,
)
from digests.parsing.outline.outline import Node
from digests.parsing.parts import Entry, has_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests.parsing.parts import BodyBlock


def make_subsections(node: Node) -> None:
    """Turn each bold line directly above a list of links into a child heading (rule R6.4a).

    So does one that is only a date, above any list; and where most bold lines above lists are
    headings, all are.
    """
    sections = _bold_headings(node.own)
    kept: list[BodyBlock] = []
    subsections: list[Node] = []
    for index, part in enumerate(node.own):
        if index in sections:
            subsections.append(Node(part.first_line, part.line, node.level + 1, is_bold_line=True))
        else:
            (subsections[-1].own if subsections else kept).append(part)
    node.own = kept
    node.children[:0] = subsections


def _bold_headings(own: list[BodyBlock]) -> set[int]:
    """Return the places of the bold lines that head a list.

    A list whose labels recur below the other bold lines has the fields of one story.
    """
    lists = {
        i: below.entries
        for i, (part, below) in enumerate(pairwise(own))
        if part.is_dangling and below.entries
    }
    if not lists:
        return set()
    labels = {i: labels_of(entries) for i, entries in lists.items()}
    recurring = recurring_labels(labels.values())
    possible = {i for i in lists if not are_fields(labels[i], recurring)}
    sections = {
        i for i in possible if half_have_links(lists[i]) or is_no_title(text_of(own[i].first_line))
    }
    return possible if 2 * len(sections) > len(possible) else sections


def groups_among(entries: Sequence[Entry]) -> frozenset[int]:
    """Return the `id`s of the entries that are sections, if they are more than half of `entries`.

    Such an entry has no link, and its nested entries are stories: half of them have one, they
    could stand alone, and their labels do not recur in the other entries.
    """
    possible = [entry for entry in entries if _holds_stories(entry)]
    if 2 * len(possible) <= len(entries):
        return frozenset()
    recurring = recurring_labels(map(nested_labels, entries))
    groups = [entry for entry in possible if not are_fields(nested_labels(entry), recurring)]
    return frozenset(map(id, groups)) if 2 * len(groups) > len(entries) else frozenset()


def _holds_stories(entry: Entry) -> bool:
    *above, last = entry.blocks
    if not above or not isinstance(last, ListBlock) or has_link(above):
        return False
    nested = list(nested_entries(entry))
    begins_with_source = any(Entry(inner.blocks[:1], entry.line).is_source for inner in nested[:1])
    return len(nested) > 1 and not begins_with_source and half_have_links(nested)


def nested_entries(entry: Entry) -> Iterator[Entry]:
    """Yield the entries of the list that ends a group."""
    last = entry.blocks[-1]
    if isinstance(last, ListBlock):
        yield from (Entry(blocks, entry.line) for blocks in last.entries if blocks)
