"""Fields of stories: entries `label: value` whose labels recur from story to story (R6.2, R7)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock
from digests.parsing.inline.lines import label_of
from digests.parsing.outline.entries import own_entries
from digests.parsing.parts import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digests.model.blocks import Block
    from digests.parsing.outline.outline import Node

Labels = frozenset[str]

_FEWEST_STORIES = 2


def labels_of(entries: Sequence[Entry]) -> Labels:
    """Return the labels of entries if there are several and all are `label: value`.

    An entry that is only a source needs no label.
    """
    labels = []
    for entry in entries if len(entries) > 1 else ():
        if label := label_of(entry.first_line):
            labels.append(label)
        elif not entry.is_source:
            return frozenset()
    return frozenset(labels)


def recurring_labels(stories: Iterable[Labels]) -> Labels:
    """Return the labels that most of the stories have which have any, and at least two."""
    labelled = [labels for labels in stories if labels]
    if len(labelled) < _FEWEST_STORIES:
        return frozenset()
    counts = Counter(label for labels in labelled for label in labels)
    return frozenset(
        label for label, count in counts.items() if count > 1 and 2 * count > len(labelled)
    )


def are_fields(labels: Labels, recurring: Labels) -> bool:
    """Return whether at least half of the labels of one story recur in the others."""
    return bool(labels) and 2 * len(labels & recurring) >= len(labels)


def fields_of_headings(root: Node) -> frozenset[Node]:
    """Return the headings whose own entries are the fields of one story.

    Labels must recur among the sibling headings, or, where few of these have any, among all
    headings of the level.
    """
    own = {node: labels_of(_entries_one_by_one(node)) for node in root.walk()}
    by_level: dict[int, list[Labels]] = {}
    for node, labels in own.items():
        by_level.setdefault(node.level, []).append(labels)
    of_level = {level: recurring_labels(sets) for level, sets in by_level.items()}
    found: set[Node] = set()
    for parent in [root, *root.walk()]:
        among_siblings = recurring_labels(own[child] for child in parent.children)
        found.update(
            child
            for child in parent.children
            if are_fields(own[child], among_siblings | of_level[child.level])
        )
    return frozenset(found)


def _entries_one_by_one(node: Node) -> list[Entry]:
    return [entry for part in node.own for entry in own_entries([part])]


def nested_labels(entry: Entry) -> Labels:
    """Return the labels of the lists inside an entry, if all that is nested is labelled."""
    nested = [Entry(blocks, entry.line) for blocks in _nested(entry.blocks)]
    return labels_of(nested)


def _nested(blocks: Sequence[Block]) -> Iterable[tuple[Block, ...]]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield from (entry for entry in block.entries if entry)
