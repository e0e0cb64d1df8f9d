"""Headings without content (rule R6.8): half of a bilingual pair, a label, or superfluous."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digests.parsing.inline.lines import has_cjk
from digests.parsing.inline.source_words import is_no_title

if TYPE_CHECKING:
    from digests.parsing.outline.outline import Node


def resolve_empty_headings(root: Node) -> None:
    """Join paired headings, move siblings below labels, and drop headings without content."""
    paired_levels = _paired_levels(root)
    for parent in reversed([root, *root.walk()]):  # bottom up: a heading may become empty
        parent.children = _join_pairs(parent.children, paired_levels)
        _gather_labels(parent)


def _paired_levels(root: Node) -> set[int]:
    """Return the levels at which headings in two scripts make up at least half of all headings."""
    headings = Counter(node.level for node in root.walk())
    pairs: Counter[int] = Counter()
    for parent in [root, *root.walk()]:
        for first, second in zip(parent.children, parent.children[1:], strict=False):
            pairs[first.level] += _may_pair(first, second) and _scripts_differ(first, second)
    return {level for level, count in pairs.items() if count and count * 4 >= headings[level]}


def _may_pair(first: Node, second: Node) -> bool:
    """Whether one heading is empty and the next one is not; without letters none has a script."""
    has_letters = not is_no_title(first.title) and not is_no_title(second.title)
    is_pair = first.is_empty() and not second.is_empty() and first.level == second.level
    return is_pair and has_letters


def _scripts_differ(first: Node, second: Node) -> bool:
    return has_cjk(first.title) != has_cjk(second.title)


def _join_pairs(nodes: list[Node], paired_levels: set[int]) -> list[Node]:
    joined: list[Node] = []
    for node in nodes:
        before = joined[-1] if joined else None
        is_pair = before is not None and _may_pair(before, node)
        if before and is_pair and (_scripts_differ(before, node) or node.level in paired_levels):
            before.alternative, before.own, before.children = node.heading, node.own, node.children
            before.detached.extend(node.detached)
        else:
            joined.append(node)
    return joined


def _gather_labels(parent: Node) -> None:
    """Make an empty heading the parent of its later siblings, or drop it when there are none."""
    nodes, parent.children = parent.children, []
    label: Node | None = None
    for index, node in enumerate(nodes):
        follower = nodes[index + 1] if index + 1 < len(nodes) else None
        if not node.is_empty():
            (label or parent).children.append(node)
        elif follower is not None and follower.level == node.level and not follower.is_empty():
            node.is_label = True
            label = node
            parent.children.append(node)
        else:
            parent.detached.extend(node.as_parts())
