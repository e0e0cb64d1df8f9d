"""Items, sections and issues as lines of text, broken for the width of the pane.

Links are numbered within the text, in reading order; the same numbers stand in the list of links
at the end, and a digit key opens the link. Link text carries the meta value `link`, its number, by
which a click is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content, Span

from digests import Item, Kind, Paragraph, Run, Section
from tui.rendering import styles
from tui.rendering.dates import long_date
from tui.rendering.flow import Flow
from tui.rendering.links_in_blocks import links_in
from tui.rendering.runs import StyledText, Typesetter
from tui.rendering.wrapping import cut, display_text, safe_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Block, Issue, Link
    from tui.rendering.runs import Marks

STUB_NOTE = "This file only says that the text of the issue is elsewhere."


@dataclass(frozen=True, slots=True)
class ItemText:
    """A text ready for the screen."""

    lines: tuple[Content, ...] = ()
    links: tuple[Link, ...] = ()
    """Link number n of the text is `links[n - 1]`."""

    @property
    def content(self) -> Content:
        """The lines as one text."""
        return Content("\n").join(self.lines)


def item_content(issue: Issue, item: Item, width: int, marks: Marks | None = None) -> ItemText:
    """Set an item: where it stands, its title, its body and its links."""
    page = _Page(item.links, width, marks)
    page.place(issue, item.section, "" if item.kind is Kind.STORY else item.kind)
    if not item.title_is_derived:
        page.heading(item.title, item.alternative_title)
    page.body(item.body)
    return page.finished()


def section_content(issue: Issue, section: Section, width: int) -> ItemText:
    """Set what a section says besides its items, and the titles of its items."""
    page = _Page(links_in(section.intro + section.outro), width)
    page.place(issue, section.path[:-1])
    page.heading(section.title)
    page.body(section.intro)
    page.titles(section.items)
    page.body(section.outro)
    return page.finished()


def issue_content(issue: Issue, width: int) -> ItemText:
    """Set what an issue says besides its items, with a list of them."""
    page = _Page(links_in(issue.lead + issue.footer), width)
    page.place(issue, ())
    page.heading(issue.title)
    if issue.is_stub:
        page.note(STUB_NOTE)
    if not _holds(issue.lead, issue.summary):
        page.body(_paragraphs(issue.summary))
    page.body(issue.lead)
    page.subjects(issue)
    page.titles(issue.items)
    page.body(issue.footer, after_rule=True)
    for problem in issue.problems:
        page.note(str(problem))
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


class _Page:
    """Collects lines, with an empty line between the parts."""

    def __init__(self, links: Sequence[Link], width: int, marks: Marks | None = None) -> None:
        numbers = {link.url: number for number, link in enumerate(links, start=1)}
        self._typesetter = Typesetter(numbers, marks)
        self._flow = Flow(self._typesetter, safe_width(width))
        self._links = tuple(links)
        self._lines: list[Content] = []

    def place(self, issue: Issue, path: Sequence[str], kind: str = "") -> None:
        """Add the line that says where the text stands."""
        parts = [issue.publication.name, long_date(issue.date), " › ".join(path), kind]
        self._add(self._one(" · ".join(part for part in parts if part), styles.QUIET))

    def heading(self, title: str, alternative: str = "") -> None:
        """Add a title, and below it the title in the other language."""
        self._add(self._one(title, styles.TITLE))
        if alternative:
            self._lines.extend(self._one(alternative, styles.SUBTITLE))

    def body(self, blocks: Sequence[Block], *, after_rule: bool = False) -> None:
        """Add blocks, if there are any."""
        if blocks and after_rule:
            self._add(self._flow.rule())
        self._add(self._flow.blocks(blocks))

    def note(self, text: str) -> None:
        """Add a remark of the program."""
        self._add(self._one(text, styles.SUBTITLE))

    def titles(self, items: Sequence[Item]) -> None:
        """Add the titles of items as a list."""
        self._add(
            Content.assemble(("• ", styles.QUIET), cut(display_text(item.title), self._room))
            for item in items
        )

    def subjects(self, issue: Issue) -> None:
        """Add a line for each kind of subject that the issue names."""
        subjects = issue.subjects
        named = {
            "Models": subjects.models,
            "Companies": subjects.companies,
            "Topics": subjects.topics,
            "People": subjects.people,
            "Tags": subjects.tags,
        }
        lines = (f"{name}: {', '.join(words)}" for name, words in named.items() if words)
        self._add(line for text in lines for line in self._one(text, styles.QUIET))

    def finished(self) -> ItemText:
        """Add the list of links, and return the whole."""
        if self._links:
            self._add(self._flow.rule())
            self._lines.extend(self._link_lines())
        return ItemText(tuple(self._lines), self._links)

    @property
    def _room(self) -> int:
        return self._flow.width - 2

    def _one(self, text: str, style: str) -> Iterator[Content]:
        return self._flow.text(self._typesetter.plain(text, style))

    def _add(self, lines: Iterator[Content]) -> None:
        added = list(lines)
        if added and self._lines:
            self._lines.append(Content(""))
        self._lines.extend(added)

    def _link_lines(self) -> Iterator[Content]:
        digits = len(str(len(self._links)))
        for number, link in enumerate(self._links, start=1):
            before = f"{number:>{digits}} "
            shown = cut(_link_words(link), self._flow.width - len(before))
            host_end = len(before) + min(len(link.site), len(shown))
            text = before + shown
            spans = (
                Span(0, len(before), styles.NUMBER),
                Span(host_end, len(text), styles.QUIET),
                Span(0, len(text), styles.link_number(number)),
            )
            yield from self._flow.text(StyledText(text, spans))


def _link_words(link: Link) -> str:
    """Return the host and the words of a link; the address itself when it has no words."""
    words = display_text(" ".join(link.text.split()))
    if words and words != link.url:
        return f"{link.site} · {words}" if link.site else f"{link.url} · {words}"
    return link.url.partition("://")[2].removeprefix("www.") or link.url


def _paragraphs(text: str) -> tuple[Block, ...]:
    return (Paragraph((Run(text),)),) if text.strip() else ()


def _holds(blocks: Sequence[Block], text: str) -> bool:
    """Whether one of `blocks` is a paragraph that already says `text`."""
    wanted = "".join(text.split())
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    said = ("".join(run.text for run in paragraph.runs) for paragraph in paragraphs)
    return any(wanted in "".join(words.split()) for words in said)
