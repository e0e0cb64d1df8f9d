"""A text put together part by part, broken into lines for the width of the pane.

Links are numbered within the text, in reading order, and images go on behind them; the same numbers
stand in the list at the end, and a digit key opens the link. Link text carries the meta value
`link`, its number, by which a click is known. An image is opened in the browser, and never fetched
unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content, Span

from digests import Link, LinkKind, link_kind, primary_first
from tui.text import styles
from tui.text.flow import Flow, Margin
from tui.text.runs import StyledText, Typesetter
from tui.text.wrapping import cut, display_text, safe_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digests import Block, Image, Issue, Item, Problem, Subjects
    from tui.text.runs import Marks

_TITLE_MARGIN = Margin("• ", "  ")


@dataclass(frozen=True, slots=True)
class ItemText:
    """A text ready for the screen."""

    lines: tuple[Content, ...] = ()

    links: tuple[Link, ...] = ()
    """Link number n of the text is `links[n - 1]`, images included; its address is whole where that
    is known."""

    images: tuple[int, ...] = ()
    """The numbers of the links that lead to images."""

    @property
    def primary(self) -> int:
        """The number of the link that is the source rather than talk about it; 0 for no links."""
        numbers = {link.url: number for number, link in enumerate(self.links, start=1)}
        images = {self.links[number - 1] for number in self.images}
        ranked = primary_first([link for link in self.links if link not in images] or self.links)
        return numbers[ranked[0].url] if ranked else 0

    @property
    def content(self) -> Content:
        """The lines as one text."""
        return Content("\n").join(self.lines)


class Page:
    """Collects lines, with an empty line between the parts."""

    def __init__(
        self,
        issue: Issue,
        links: Sequence[Link],
        images: Sequence[Image],
        width: int,
        marks: Marks | None = None,
    ) -> None:
        """Begin a text whose `links` and `images` have the addresses that stand in it."""
        texts = {link.url: link.text for link in links}
        texts |= {image.url: image.alt for image in images if image.url not in texts}
        numbers = {url: number for number, url in enumerate(texts, start=1)}
        self._images = tuple(sorted({numbers[image.url] for image in images}))
        self._typesetter = Typesetter(numbers, marks)
        self._flow = Flow(self._typesetter, safe_width(width))
        self._issue = issue
        resolve = issue.publication.resolve
        self._links = tuple(Link(resolve(url), text) for url, text in texts.items())
        self._lines: list[Content] = []

    def place(self, path: Sequence[str]) -> None:
        """Add the line that says where the text stands, if it is not at the top."""
        if path:
            self._add(self._one(" › ".join(path), styles.QUIET))

    def heading(self, title: str, alternative: str = "") -> None:
        """Add a title, and below it the title in the other language."""
        self._lines.extend(self._one(title, styles.TITLE))
        if alternative:
            self._lines.extend(self._one(alternative, styles.SUBTITLE))

    def byline(self, words: str) -> None:
        """Add the line that says who published the text, and when."""
        self._lines.extend(self._one(words, styles.QUIET))

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
        return ItemText(tuple(self._lines), self._links, self._images)

    def _one(self, text: str, style: str) -> list[Content]:
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
            words = link_words(link, is_image=number in self._images)
            shown = cut(words, self._flow.width - len(before))
            host_end = len(before) + min(len(words.partition(" · ")[0]), len(shown))
            text = before + shown
            spans = (
                Span(0, len(before), styles.NUMBER),
                Span(host_end, len(text), styles.QUIET),
                Span(0, len(text), styles.link_number(number)),
                Span(digits - len(str(number)), digits, styles.number_place(number)),
            )
            yield from self._flow.text(StyledText(text, spans))


def link_words(link: Link, *, is_image: bool = False) -> str:
    """Return host, kind and words of a link; the address itself when it has no words."""
    kind = "image" if is_image else link_kind(link.url)
    words = display_text(" ".join(link.text.split()))
    has_words = bool(words) and words != link.url
    address = link.url.partition("://")[2].removeprefix("www.") or link.url
    parts = (
        (link.site or link.url) if has_words else address,
        "" if kind is LinkKind.PAGE else kind,
        words if has_words else "",
    )
    return " · ".join(part for part in parts if part)
