"""Items, sections and issues as lines of text, broken for the width of the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Item, Kind, Paragraph, Run, Section
from tui.rendering.links_in_blocks import links_in
from tui.rendering.page import Page

if TYPE_CHECKING:
    from digests import Block, Issue
    from tui.rendering.page import ItemText
    from tui.rendering.runs import Marks

STUB_NOTE = "This file only says that the text of the issue is elsewhere."
EMPTY_NOTE = "The file holds no text but its title."


def item_content(issue: Issue, item: Item, width: int, marks: Marks | None = None) -> ItemText:
    """Set an item: where it stands, its title, its body and its links."""
    page = Page(issue, item.links, width, marks)
    page.place(item.section, "" if item.kind is Kind.STORY else item.kind)
    if not item.title_is_derived:
        page.heading(item.title, item.alternative_title)
    page.body(item.body)
    return page.finished()


def section_content(issue: Issue, section: Section, width: int) -> ItemText:
    """Set what a section says besides its items, and the titles of its items."""
    page = Page(issue, links_in(section.intro + section.outro), width)
    page.place(section.path[:-1])
    page.heading(section.title)
    page.body(section.intro)
    page.titles(section.items)
    page.body(section.outro)
    return page.finished()


def issue_content(issue: Issue, width: int) -> ItemText:
    """Set what an issue says besides its items, with a list of them."""
    summary = issue.summary_blocks or _paragraphs(issue.summary)
    page = Page(issue, links_in(summary + issue.lead + issue.footer), width)
    page.place(())
    page.heading(issue.title)
    if issue.is_stub:
        page.note(STUB_NOTE)
    elif not (summary or issue.lead or issue.children or issue.footer):
        page.note(EMPTY_NOTE)
    page.subheading(issue.summary_heading)
    page.body(summary)
    page.body(issue.lead)
    page.titles(issue.items)
    page.body(issue.footer, after_rule=True)
    page.subjects(issue.subjects)
    page.problems(issue.problems)
    return page.finished()


def part_content(
    issue: Issue, part: Issue | Section | Item, width: int, marks: Marks | None = None
) -> ItemText:
    """Set whatever a row of the tree stands for; `marks` counts for an item only."""
    match part:
        case Item():
            return item_content(issue, part, width, marks)
        case Section():
            return section_content(issue, part, width)
        case _:
            return issue_content(issue, width)


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Paragraph((Run(text),)),) if text.strip() else ()
