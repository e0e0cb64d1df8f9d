"""Items, sections and issues as lines of text, broken for the width of the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Item, Kind, Paragraph, Run, Section
from tui.text.byline import byline
from tui.text.links_in_blocks import images_in, links_in
from tui.text.page import Page

if TYPE_CHECKING:
    import datetime

    from digests import Block, Issue
    from tui.text.page import ItemText
    from tui.text.runs import Marks

STUB_NOTE = "This file only says that the text of the issue is elsewhere."
EMPTY_NOTE = "The file holds no text but its title."


def item_content(
    issue: Issue,
    item: Item,
    width: int,
    marks: Marks | None = None,
    today: datetime.date | None = None,
) -> ItemText:
    """Set an item: where it stands, its title, its body and its links."""
    page = Page(issue, item.links, item.images, width, marks)
    page.place(item.section)
    if not item.title_is_derived:
        page.heading(item.title, item.alternative_title)
    kind = "" if item.kind is Kind.STORY else item.kind
    page.byline(byline(issue, today, text=item.text, kind=kind))
    page.body(item.body)
    return page.finished()


def section_content(
    issue: Issue, section: Section, width: int, today: datetime.date | None = None
) -> ItemText:
    """Set what a section says besides its items, and the titles of its items."""
    own = section.intro + section.outro
    page = Page(issue, links_in(own), images_in(own), width)
    page.place(section.path[:-1])
    page.heading(section.title)
    page.byline(byline(issue, today, kind=_items(len(section.items))))
    page.body(section.intro)
    page.titles(section.items)
    page.body(section.outro)
    return page.finished()


def issue_content(issue: Issue, width: int, today: datetime.date | None = None) -> ItemText:
    """Set what an issue says besides its items, with a list of them."""
    summary = issue.summary_blocks or _paragraphs(issue.summary)
    own = summary + issue.lead + issue.footer
    page = Page(issue, links_in(own), images_in(own), width)
    page.heading(issue.title)
    page.byline(byline(issue, today, kind=_items(len(issue.items))))
    if issue.is_stub:
        page.note(STUB_NOTE)
    elif not (own or issue.children):
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
    issue: Issue,
    part: Issue | Section | Item,
    width: int,
    marks: Marks | None = None,
    today: datetime.date | None = None,
) -> ItemText:
    """Set whatever a row of the tree stands for.

    Args:
        issue: The issue that is open.
        part: The issue itself, or something in it.
        width: In cells.
        marks: Finds the words of the query in an item.
        today: The day that dates are told from, when they are near.
    """
    match part:
        case Item():
            return item_content(issue, part, width, marks, today)
        case Section():
            return section_content(issue, part, width, today)
        case _:
            return issue_content(issue, width, today)


def _items(count: int) -> str:
    return f"{count} {'item' if count == 1 else 'items'}" if count else ""


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Paragraph((Run(text),)),) if text.strip() else ()
