"""Items, sections and issues as lines of text: what they say, who said it when, and its links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import (
    DatePrecision,
    Image,
    Item,
    Kind,
    Link,
    Paragraph,
    Run,
    Section,
    date_text,
    runs_in,
)
from tui.text.counts import counted, reading_minutes
from tui.text.page import Page

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from digests import Block, Issue
    from tui.text.page import ItemText
    from tui.text.runs import Highlighter


STUB_NOTE = "This file only says that the text of the issue is elsewhere."
BEGINNING_NOTE = "Only the beginning of the text is here."
EMPTY_NOTE = "The file holds no text but its title."


def item_content(
    issue: Issue,
    item: Item,
    width: int,
    marks: Highlighter | None = None,
    today: datetime.date | None = None,
) -> ItemText:
    """Lay out an item: its section path, title, byline, body and numbered links."""
    links = item.links + _inside_links(issue, item)
    offers = issue.is_stub or not links
    page = Page(issue, links, item.images, width, marks, offers_own_page=offers)
    page.section_path(item.section)
    if not item.title_is_derived:
        page.heading(item.title, item.alternative_title)
    kind = "" if item.kind is Kind.STORY else item.kind
    page.byline(byline(issue, today, text=item.text, kind=kind))
    page.body(item.body)
    if issue.is_stub:
        page.note(BEGINNING_NOTE)
    return page.finished()


def section_content(
    issue: Issue, section: Section, width: int, today: datetime.date | None = None
) -> ItemText:
    """Lay out a section: its text outside of items, and the titles of its items."""
    own = section.intro + section.outro
    page = Page(issue, _links_to_open(issue, own), images_in(own), width)
    page.section_path(section.path[:-1])
    page.heading(section.title)
    page.byline(byline(issue, today, kind=_items(len(section.items))))
    page.body(section.intro)
    page.titles(section.items)
    page.body(section.outro)
    return page.finished()


def issue_content(
    issue: Issue,
    width: int,
    marks: Highlighter | None = None,
    today: datetime.date | None = None,
) -> ItemText:
    """Lay out an issue: its text outside of items, and the titles of its items."""
    summary = issue.summary_blocks or _paragraphs(issue.summary)
    own = summary + issue.lead + issue.footer
    links = _links_to_open(issue, own)
    page = Page(issue, links, images_in(own), width, marks, offers_own_page=True, is_issue=True)
    page.heading(issue.title)
    page.byline(byline(issue, today, kind=_items(len(issue.items))))
    if issue.is_stub:
        page.note(BEGINNING_NOTE if issue.items and issue.link else STUB_NOTE)
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
    marks: Highlighter | None = None,
    today: datetime.date | None = None,
) -> ItemText:
    """Lay out the issue, section or item of a row in the tree.

    Args:
        issue: The issue that is open.
        part: The issue itself, or something in it.
        width: In cells.
        marks: Finds the terms of the query in an item or an issue, to be highlighted.
        today: Recent dates are shown relative to it; None for absolute dates only.
    """
    match part:
        case Item():
            return item_content(issue, part, width, marks, today)
        case Section():
            return section_content(issue, part, width, today)
        case _:
            return issue_content(issue, width, marks, today)


def _items(count: int) -> str:
    return counted(count, "item") if count else ""


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Paragraph((Run(text),)),) if text.strip() else ()


_RECENT_DAYS = 6
"""Dates up to this many days ago are shown with their age."""


def byline(
    issue: Issue, today: datetime.date | None = None, *, text: str = "", kind: str = ""
) -> str:
    """Return the line below a title: publication, date, reading time and kind, if known.

    Args:
        issue: The issue that the text is in.
        today: As for `part_content`.
        text: The text whose reading time is shown.
        kind: The kind of the text, unless it is a story.
    """
    minutes = reading_minutes(text)
    parts = [
        issue.publication.name,
        dated(issue.date, today, issue.date_precision),
        f"{minutes} min" if minutes else "",
        kind,
    ]
    return " · ".join(part for part in parts if part)


def dated(
    date: datetime.date | None,
    today: datetime.date | None,
    precision: DatePrecision = DatePrecision.DAY,
) -> str:
    """Return a date as `date_text` does, or `3 days ago, 2025-08-21` for a recent day."""
    is_day = precision is DatePrecision.DAY
    age = (today - date).days if today and date and is_day else -1
    if not 0 <= age <= _RECENT_DAYS:
        return date_text(date, precision)
    relative = ("today", "yesterday")[age] if age < 2 else f"{age} days ago"
    return f"{relative}, {date_text(date)}"


def links_in(blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Return the links of `blocks` in reading order, each URL once with all its text."""
    texts: dict[str, str] = {}
    for run in runs_in(blocks):
        if run.url:
            texts[run.url] = texts.get(run.url, "") + run.text
    return tuple(Link(url, text) for url, text in texts.items())


def _inside_links(issue: Issue, item: Item) -> tuple[Link, ...]:
    """Return the links of an item that are no sources and lead to a place in the library."""
    inside = {link.url for link in issue.inside_links} - {link.url for link in item.links}
    return tuple(link for link in links_in(item.body) if link.url in inside) if inside else ()


def _links_to_open(issue: Issue, blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Return the links of `blocks` without wiki links to pages that are not in the library."""
    inside = {link.url for link in issue.inside_links}
    resolve = issue.publication.resolve
    return tuple(link for link in links_in(blocks) if link.url in inside or resolve(link.url))


def images_in(blocks: Sequence[Block]) -> tuple[Image, ...]:
    """Return the images of `blocks` in reading order, each address once."""
    descriptions: dict[str, str] = {}
    for run in runs_in(blocks):
        if run.image:
            descriptions.setdefault(run.image, run.text)
    return tuple(Image(url, alt) for url, alt in descriptions.items())
