"""Is a heading a section or a story? The same Markdown is used for both (rule R6).

Each numbered part of the rule is one function here. They are asked in the order of `_DECISIONS`;
the first that knows an answer gives it. Two of them can only say "as the others do", and are
settled when all other headings are.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum, auto
from typing import TYPE_CHECKING

from digests.model import Code, ListBlock, Paragraph, Quote, Rule, Table
from digests.parsing.bold_lines import split_at_bold_lines, without_dangling_lines
from digests.parsing.entries import (
    MAX_PARAGRAPHS_BEFORE,
    half_have_links,
    own_entries,
    paragraphs_before,
)
from digests.parsing.line_breaks import text_of
from digests.parsing.lines import begins_with_link, is_end_mark, label_of
from digests.parsing.parts import has_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests.parsing.outline import Node
    from digests.parsing.parts import Part


class Role(Enum):
    """What a heading is, and where its items come from."""

    ITEM = auto()
    SECTION = auto()
    """Its own text is intro; items come only from headings below it."""
    SECTION_OF_ENTRIES = auto()
    SECTION_OF_PARAGRAPHS = auto()
    SECTION_OF_BOLD_LINES = auto()
    SECTION_OF_ROWS = auto()
    AS_BOLD_LINES_ELSEWHERE = auto()
    AS_LISTS_ELSEWHERE = auto()


def decide_roles(root: Node) -> dict[Node, Role]:
    """Return the role of every node below `root`, and of `root` itself for what no heading has."""
    labels = _recurring_labels(root)
    roles = {node: _first_role(node, labels) for node in root.walk()}
    _settle_bold_lines(root, roles)
    _settle_lists(roles)
    roles[root] = _role_of_headless(root)
    return roles


def _first_role(node: Node, labels: frozenset[str]) -> Role:
    if node.children:
        return _role_of_parent(node)
    if _is_field_list(node, labels):
        return Role.ITEM
    answers = (decide(node) for decide in _DECISIONS)
    return next((role for role in answers if role is not None), Role.ITEM)


def _role_of_parent(node: Node) -> Role:
    """A heading with headings below it is a section; its own list may still hold items."""
    role = _entries_with_links(node) or _nothing_but_a_list(node)
    return role or Role.SECTION


def _role_of_headless(root: Node) -> Role:
    """Text above the first heading, or of a file without headings, holds items only with links."""
    asked = (_entries_with_links, _paragraphs_that_begin_with_links, _bold_lines_with_prose)
    answers = (decide(root) for decide in asked)
    role = next((role for role in answers if role is not None), Role.SECTION)
    return Role.SECTION if role is Role.AS_BOLD_LINES_ELSEWHERE else role


def _entries_with_links(node: Node) -> Role | None:
    """R6.1: at least half of the entries have a link, and little text stands above them."""
    few_above = paragraphs_before(node.own) <= MAX_PARAGRAPHS_BEFORE
    has_entries = any(part.begins_entries for part in node.own)
    if has_entries and few_above and half_have_links(own_entries(node.own)):
        return Role.SECTION_OF_ENTRIES
    return None


def _nothing_but_a_list(node: Node) -> Role | None:
    """R6.2: a list is all there is, quotes, images, rules and HTML aside."""
    own = without_dangling_lines(_without_note_below(node.own))
    parts = [part for part in own if not _is_aside(part)]
    is_list = bool(parts) and all(isinstance(part.block, ListBlock) for part in parts)
    is_numbered = bool(parts) and parts[0].is_numbered
    return Role.SECTION_OF_ENTRIES if is_list or is_numbered else None


def _without_note_below(own: list[Part]) -> list[Part]:
    """Drop untitled text below the last rule, which belongs to nothing above it (R4)."""
    rules = [place for place, part in enumerate(own) if isinstance(part.block, Rule)]
    last = rules[-1] if rules else len(own)
    return own if any(part.begins_entries for part in own[last:]) else own[:last]


def _is_aside(part: Part) -> bool:
    block = part.block
    is_image = isinstance(block, Paragraph) and not text_of(block.runs).strip()
    return is_image or part.is_html or isinstance(block, Quote | Rule)


def _paragraphs_that_begin_with_links(node: Node) -> Role | None:
    """R6.3: every paragraph begins with a link, two or more; an end mark does not count."""
    parts = [part for part in node.own if not _is_aside(part)]
    if parts and isinstance(parts[-1].block, Paragraph) and is_end_mark(parts[-1].block.runs):
        parts.pop()
    if len(parts) > 1 and all(begins_with_link(part.first_line) for part in parts):
        return Role.SECTION_OF_PARAGRAPHS
    return None


def _bold_lines_with_prose(node: Node) -> Role | None:
    """R6.4b: two or more bold lines with prose, at least half with a link; one asks the others."""
    above, groups = split_at_bold_lines(without_dangling_lines(node.own))
    told = [group for group in groups if group.has_prose()]
    if len(told) == 1 and len(groups) == 1 and not [p for p in above if not _is_aside(p)]:
        return Role.AS_BOLD_LINES_ELSEWHERE
    if len(told) > 1 and 2 * sum(group.has_link() for group in told) >= len(told):
        return Role.SECTION_OF_BOLD_LINES
    return None


def _table_of_links(node: Node) -> Role | None:
    """R6.5: every row of the table has a link."""
    tables = [part.block for part in node.own if isinstance(part.block, Table)]
    rows = [row for table in tables for row in table.rows]
    if rows and all(has_link([Paragraph(cell) for cell in row]) for row in rows):
        return Role.SECTION_OF_ROWS
    return None


def _list_beside_prose(node: Node) -> Role | None:
    """R6.6: a list without links beside prose is read as most lists at its level are."""
    has_list = any(isinstance(part.block, ListBlock) for part in node.own)
    return Role.AS_LISTS_ELSEWHERE if has_list and not _has_code(node) else None


def _has_code(node: Node) -> bool:
    return any(isinstance(part.block, Code) for part in node.own)


_DECISIONS: tuple[Callable[[Node], Role | None], ...] = (
    _entries_with_links,
    _nothing_but_a_list,
    _paragraphs_that_begin_with_links,
    _bold_lines_with_prose,
    _table_of_links,
    _list_beside_prose,
)


def _labels(node: Node) -> list[str]:
    """Return the label of each entry when every entry of the node's list is `label: value`."""
    entries = [entry for part in node.own for entry in own_entries([part])]
    labels = [label_of(entry.first_line) for entry in entries]
    return labels if len(labels) > 1 and all(labels) else []


def _recurring_labels(root: Node) -> frozenset[str]:
    """Return the labels that stand under more than one heading of the file."""
    counts = Counter(label for node in root.walk() for label in set(_labels(node)))
    return frozenset(label for label, count in counts.items() if count > 1)


def _is_field_list(node: Node, recurring: frozenset[str]) -> bool:
    """R6.2: entries `label: value` whose labels recur elsewhere are the fields of one story."""
    labels = set(_labels(node))
    return bool(labels) and 2 * len(labels & recurring) >= len(labels)


def _settle_bold_lines(root: Node, roles: dict[Node, Role]) -> None:
    """R6.4: a single bold line is an item where the bold lines of the sibling headings are."""
    for parent in [root, *root.walk()]:
        siblings = {roles[child] for child in parent.children}
        splits = Role.SECTION_OF_BOLD_LINES in siblings
        for child in parent.children:
            if roles[child] is Role.AS_BOLD_LINES_ELSEWHERE:
                roles[child] = Role.SECTION_OF_BOLD_LINES if splits else Role.ITEM


def _settle_lists(roles: dict[Node, Role]) -> None:
    """R6.6: as the majority of same-level headings; without a majority, an item."""
    settled = {node: role for node, role in roles.items() if role is not Role.AS_LISTS_ELSEWHERE}
    for node, role in roles.items():
        if role is Role.AS_LISTS_ELSEWHERE:
            same = [r is not Role.ITEM for n, r in settled.items() if n.level == node.level]
            in_majority = 2 * sum(same) > len(same)
            roles[node] = Role.SECTION_OF_ENTRIES if in_majority else Role.ITEM
