"""Whether a heading is a section or a story, since the same Markdown is used for both (rule R6).

Each numbered part of the rule is one function. They are tried in the order of `_QUESTIONS`, and the
first answer counts. Two of them may answer "as the others do", which is resolved once all other
headings are decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, TypeAlias

from digests.model.blocks import Code, ListBlock, Paragraph, Quote, Rule, Table
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import begins_with_link, is_end_mark
from digests.parsing.outline.entries import (
    MAX_PARAGRAPHS_BEFORE,
    ends_in_titles,
    half_have_links,
    own_entries,
    paragraphs_before,
    split_at_bold_lines,
    without_dangling_lines,
)
from digests.parsing.outline.fields import fields_of_headings, labels_of
from digests.parsing.outline.rows import story_rows
from digests.parsing.parts import has_link

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from digests.parsing.outline.outline import Node
    from digests.parsing.parts import BodyBlock


class Role(Enum):
    """What a heading is, and where its items come from."""

    ITEM = auto()
    SECTION = auto()
    """Its own text is intro; only headings below it give items."""
    ITEM_ABOVE_ENTRIES = auto()
    """An item whose list has the short stories that end the section around it."""
    SECTION_OF_ENTRIES = auto()
    SECTION_OF_PARAGRAPHS = auto()
    SECTION_OF_BOLD_LINES = auto()
    SECTION_OF_ROWS = auto()
    AS_BOLD_LINES_ELSEWHERE = auto()
    AS_LISTS_ELSEWHERE = auto()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a heading is, and why."""

    role: Role

    rule: str
    """The part of the rules that decided, such as `R6.1`."""


def decide_roles(root: Node) -> dict[Node, Decision]:
    """Decide the role of every node below `root`, and of `root` itself for headless text."""
    fields = fields_of_headings(root)
    decisions = {node: _first_decision(node, node in fields) for node in root.walk()}
    _resolve_bold_lines(root, decisions)
    _resolve_lists(decisions)
    _resolve_further_reading(root, decisions)
    decisions[root] = _decide_headless(root)
    return decisions


def _first_decision(node: Node, has_fields: bool) -> Decision:
    """Decide without regard to other headings, except that labels recur under these (R6.2)."""
    if node.children:
        return _decide_parent(node)
    if has_fields:
        return Decision(Role.ITEM, "R6.2 field list")
    return _ask(_QUESTIONS, node) or Decision(Role.ITEM, "R6.7")


def _ask(questions: Iterable[Question], node: Node) -> Decision | None:
    answers = ((ask(node), rule) for ask, rule in questions)
    return next((Decision(role, rule) for role, rule in answers if role is not None), None)


def _decide_parent(node: Node) -> Decision:
    """A heading with headings below it is a section; its own list may still have items."""
    otherwise = Decision(Role.SECTION, "R6.8 label" if node.is_label else "R6")
    return _ask(_QUESTIONS[:2], node) or otherwise


def _decide_headless(root: Node) -> Decision:
    """Text above the first heading, or in a file without headings, is asked like any heading.

    It cannot be an item itself; and above headings a list without links is no list of stories.
    """
    has_labels = bool(labels_of([entry for part in root.own for entry in part.entries]))
    asked = _QUESTIONS[:1] if root.children or has_labels else _QUESTIONS[:2]
    decision = _ask((*asked, *_QUESTIONS[2:5]), root)
    if decision is None or decision.role is Role.AS_BOLD_LINES_ELSEWHERE:
        return Decision(Role.SECTION, "R4")
    return decision


def _entries_with_links(node: Node) -> Role | None:
    """R6.1: at least half of the entries have a link, and little text precedes them."""
    few_above = paragraphs_before(node.own) <= MAX_PARAGRAPHS_BEFORE
    has_entries = any(part.begins_entries for part in node.own)
    if has_entries and few_above and half_have_links(own_entries(node.own)):
        return Role.SECTION_OF_ENTRIES
    return None


def _nothing_but_a_list(node: Node) -> Role | None:
    """R6.2: there is nothing but a list, apart from quotes, images, rules and HTML."""
    own = without_dangling_lines(_without_note_below(node.own))
    parts = [part for part in own if not _is_aside(part)]
    is_list = all(isinstance(part.block, ListBlock) for part in parts) or parts[0].is_numbered
    return Role.SECTION_OF_ENTRIES if is_list and _has_stories(parts) else None


def _has_stories(own: list[BodyBlock]) -> bool:
    """Whether there are entries that are more than a source of the text above them."""
    return any(not entry.is_source for entry in own_entries(own))


def _without_note_below(own: list[BodyBlock]) -> list[BodyBlock]:
    """Drop untitled text below the last horizontal rule, which belongs to nothing above it (R4)."""
    rules = [index for index, part in enumerate(own) if isinstance(part.block, Rule)]
    last = rules[-1] if rules else len(own)
    return own if any(part.begins_entries for part in own[last:]) else own[:last]


def _is_aside(part: BodyBlock) -> bool:
    block = part.block
    is_image = isinstance(block, Paragraph) and not text_of(block.runs).strip()
    return is_image or part.is_html or isinstance(block, Quote | Rule)


def _paragraphs_that_begin_with_links(node: Node) -> Role | None:
    """R6.3: there are two or more paragraphs and most begin with a link, except an end mark.

    Those that are only a source of the one above do not count.
    """
    parts = [part for part in node.own if not (_is_aside(part) or part.is_source)]
    parts = [part for part in parts if not isinstance(part.block, Code)]
    if parts and isinstance(parts[-1].block, Paragraph) and is_end_mark(parts[-1].block.runs):
        parts.pop()
    linked = [begins_with_link(part.first_line) for part in parts]
    is_section = all(linked) or (linked[0] and 5 * sum(linked) >= 4 * len(linked))
    return Role.SECTION_OF_PARAGRAPHS if len(parts) > 1 and is_section else None


def _bold_lines_with_prose(node: Node) -> Role | None:
    """R6.4b: two or more bold lines with prose, at least half with a link.

    A single one is treated like those of other headings.
    """
    above, groups = split_at_bold_lines(without_dangling_lines(node.own))
    prose = [group for group in groups if group.has_text()]
    if len(prose) == 1 and len(groups) == 1 and not [p for p in above if not _is_aside(p)]:
        return Role.AS_BOLD_LINES_ELSEWHERE
    if len(prose) > 1 and 2 * sum(group.has_link() for group in prose) >= len(prose):
        return Role.SECTION_OF_BOLD_LINES
    return None


def _table_of_links(node: Node) -> Role | None:
    """R6.5: every row of the table has a link and says something; little text precedes it."""
    places = [i for i, part in enumerate(node.own) if isinstance(part.block, Table)]
    tables = [part.block for part in node.own if isinstance(part.block, Table)]
    few_above = paragraphs_before(node.own[: places[0]] if places else []) <= MAX_PARAGRAPHS_BEFORE
    return Role.SECTION_OF_ROWS if tables and few_above and all(map(story_rows, tables)) else None


def _list_beside_prose(node: Node) -> Role | None:
    """R6.6: a list without links next to prose is treated like most lists at its level.

    Between a linked heading and prose it says who and when, and is part of the story.
    """
    if _is_wholly_linked(node) and isinstance(node.own[0].block, ListBlock):
        return None
    lists = [part for part in node.own if isinstance(part.block, ListBlock)]
    return Role.AS_LISTS_ELSEWHERE if _has_stories(lists) and not _has_code(node) else None


def _is_wholly_linked(node: Node) -> bool:
    return all(run.url for run in node.heading if run.text.strip())


def _has_code(node: Node) -> bool:
    return any(isinstance(part.block, Code) for part in node.own)


Question: TypeAlias = "tuple[Callable[[Node], Role | None], str]"

_QUESTIONS: tuple[Question, ...] = (
    (_entries_with_links, "R6.1"),
    (_nothing_but_a_list, "R6.2"),
    (_paragraphs_that_begin_with_links, "R6.3"),
    (_bold_lines_with_prose, "R6.4"),
    (_table_of_links, "R6.5"),
    (_list_beside_prose, "R6.6"),
)


def _resolve_bold_lines(root: Node, decisions: dict[Node, Decision]) -> None:
    """R6.4: a single bold line is an item if the bold lines of the sibling headings are.

    For an only child, the headings of its level stand in for siblings.
    """
    nodes = list(root.walk())
    split_levels = {n.level for n in nodes if decisions[n].role is Role.SECTION_OF_BOLD_LINES}
    for parent in [root, *nodes]:
        roles = {decisions[child].role for child in parent.children}
        splits = Role.SECTION_OF_BOLD_LINES in roles
        for child in parent.children:
            if decisions[child].role is Role.AS_BOLD_LINES_ELSEWHERE:
                is_split = splits or (len(parent.children) == 1 and child.level in split_levels)
                role = Role.SECTION_OF_BOLD_LINES if is_split else Role.ITEM
                decisions[child] = Decision(role, "R6.4 as its siblings")


def _resolve_lists(decisions: dict[Node, Decision]) -> None:
    """R6.6: decide like the majority of same-level headings; without a majority, an item."""
    undecided = [n for n, d in decisions.items() if d.role is Role.AS_LISTS_ELSEWHERE]
    others = [
        (node.level, decision.role)
        for node, decision in decisions.items()
        if decision.role is not Role.AS_LISTS_ELSEWHERE and not node.is_bold_line
    ]
    for node in undecided:
        same = [role is not Role.ITEM for level, role in others if level == node.level]
        in_majority = 2 * sum(same) > len(same)
        role = Role.SECTION_OF_ENTRIES if in_majority else Role.ITEM
        decisions[node] = Decision(role, "R6.6 as most headings of its level")


def _resolve_further_reading(root: Node, decisions: dict[Node, Decision]) -> None:
    """R6.1: a linked heading with prose above its list is a story by itself, often.

    Titles in a list that ends the section around it are stories beside it; anywhere else the list
    is further reading, if most of the sibling headings are stories.
    """
    for parent in [root, *root.walk()]:
        items = [child for child in parent.children if decisions[child].role is Role.ITEM]
        for child in parent.children:
            is_list = decisions[child].role is Role.SECTION_OF_ENTRIES
            if not is_list or not _is_linked_heading_with_prose(child):
                continue
            if child is parent.children[-1] and ends_in_titles(child.own):
                decisions[child] = Decision(Role.ITEM_ABOVE_ENTRIES, "R6.1 last of its section")
            elif 2 * len(items) > len(parent.children):
                decisions[child] = Decision(Role.ITEM, "R6.1 as its siblings")


def _is_linked_heading_with_prose(node: Node) -> bool:
    is_linked = has_link([Paragraph(node.heading)])
    return is_linked and not node.children and paragraphs_before(node.own) > 0
