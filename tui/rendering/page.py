"""A text put together part by part, broken into lines for the width of the pane.

Links are numbered within the text, in reading order; the same numbers stand in the list of links
at the end, and a digit key opens the link. Link text carries the meta value `link`, its number, by
which a click is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content, Span

from tui.rendering import styles
from tui.rendering.dates import long_date
from tui.rendering.flow import Flow, Margin
from tui.rendering.runs import StyledText, Typesetter
from tui.rendering.wrapping import cut, display_text, safe_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digests import Block, Issue, Item, Link, Problem, Subjects
    from tui.rendering.runs import Marks

_TITLE_MARGIN = Margin("• ", "  ")


@dataclass(frozen=True, slots=True)
class ItemText:
    """A text ready for the screen."""

    lines: tuple[Content, ...] = ()

    links: tuple[Link, ...] = ()
    """Link number n of the text is `links[n - 1]`; its address is whole where that is known."""

    @property
    def content(self) -> Content:
        """The lines as one text."""
        return Content("\n").join(self.lines)


class Page:
    """Collects lines, with an empty line between the parts."""

    def __init__(
        self, issue: Issue, links: Sequence[Link], width: int, marks: Marks | None = None
    ) -> None:
        """`links` are those of the text, with the addresses that stand in it."""
        numbers = {link.url: number for number, link in enumerate(links, start=1)}
        self._typesetter = Typesetter(numbers, marks)
        self._flow = Flow(self._typesetter, safe_width(width))
        self._issue = issue
        resolve = issue.publication.resolve
        self._links = tuple(replace(link, url=resolve(link.url)) for link in links)
        self._lines: list[Content] = []

    def place(self, path: Sequence[str], kind: str = "") -> None:
        """Add the line that says where the text stands."""
        issue = self._issue
        parts = [issue.publication.name, long_date(issue.date), " › ".join(path), kind]
        self._add(self._one(" · ".join(part for part in parts if part), styles.QUIET))

    def heading(self, title: str, alternative: str = "") -> None:
        """Add a title, and below it the title in the other language."""
        self._add(self._one(title, styles.TITLE))
        if alternative:
            self._lines.extend(self._one(alternative, styles.SUBTITLE))

    def subheading(self, title: str) -> None:
        """Add the heading of a part, if it has one."""
        if title:
            self._add(self._one(title, styles.SUBHEADING))

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
        titles = (self._typesetter.plain(item.title) for item in items)
        self._add(line for title in titles for line in self._flow.text(title, _TITLE_MARGIN))

    def subjects(self, subjects: Subjects) -> None:
        """Add a line for each kind of subject."""
        named = {
            "Models": subjects.models,
            "Companies": subjects.companies,
            "Topics": subjects.topics,
            "People": subjects.people,
            "Tags": subjects.tags,
        }
        self._quiet(f"{name}: {', '.join(words)}" for name, words in named.items() if words)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Add a line for each thing about the file that the reader should know."""
        self._quiet(map(str, problems))

    def finished(self) -> ItemText:
        """Add the list of links, and return the whole."""
        if self._links:
            self._add(self._flow.rule())
            self._lines.extend(self._link_lines())
        return ItemText(tuple(self._lines), self._links)

    def _one(self, text: str, style: str) -> Iterator[Content]:
        return self._flow.text(self._typesetter.plain(text, style))

    def _quiet(self, texts: Iterable[str]) -> None:
        self._add(line for text in texts for line in self._one(text, styles.QUIET))

    def _add(self, lines: Iterable[Content]) -> None:
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
