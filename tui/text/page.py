"""A text assembled from parts such as headings and blocks, broken into lines for a pane.

Links are numbered in reading order, images after them. The same numbers are in the list at the
end, and digit keys open the links. The style of link text has the meta value `link`, its number,
which identifies a clicked link. Images are opened in the browser and never fetched unasked.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content, Span

from digests import Link, LinkKind, link_kind, primary_first
from tui.text import styles
from tui.text.flow import Flow, Margin
from tui.text.runs import StyledText, Typesetter
from tui.text.wrapping import cut, display_text, safe_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests import Block, Image, InsideLink, Issue, Item, Problem, Subjects
    from tui.text.runs import Highlighter

_TITLE_MARGIN = Margin("• ", "  ")


@dataclass(frozen=True, slots=True)
class ItemText:
    """A text ready for the screen."""

    lines: tuple[Content, ...] = ()

    links: tuple[Link, ...] = ()
    """Link number n is `links[n - 1]`, images included; addresses are absolute where the site is
    known."""

    images: tuple[int, ...] = ()
    """The numbers of the links that lead to images."""

    inside: Mapping[int, InsideLink] = field(default_factory=dict)
    """The links that lead to a place in the library, by number."""

    own_page: int = 0
    """The number of the link to the issue's own page, which no text has; 0 if it is not offered."""

    is_issue: bool = False
    """Whether it is the text of the issue itself."""

    @property
    def outside(self) -> tuple[Link, ...]:
        """The links that lead to pages of the web."""
        return tuple(
            link
            for number, link in enumerate(self.links, start=1)
            if number not in self.inside and number not in self.images
        )

    @property
    def primary(self) -> int:
        """The number of the link to the primary source; 0 without links.

        That of an issue is its own page. Without a page of the web it is the first link that leads
        inside, and then the page of the issue or the first image.
        """
        if self.is_issue and self.own_page:
            return self.own_page
        numbers = {link.url: number for number, link in enumerate(self.links, start=1)}
        ranked = primary_first([x for x in self.outside if numbers[x.url] != self.own_page])
        if ranked:
            return numbers[ranked[0].url]
        return min(self.inside, default=0) or self.own_page or min(self.images, default=0)

    @property
    def content(self) -> Content:
        """The lines as one text."""
        return Content("\n").join(self.lines)


class Page:
    """Collects the lines of a text, with an empty line between its parts."""

    def __init__(
        self,
        issue: Issue,
        links: Sequence[Link],
        images: Sequence[Image],
        width: int,
        marks: Highlighter | None = None,
        *,
        offers_own_page: bool = False,
        is_issue: bool = False,
    ) -> None:
        """Number the links and images; their addresses are as in the text, perhaps relative.

        With `offers_own_page` the last number is the page of the issue, if it has one.
        """
        texts = {link.url: link.text for link in links}
        texts |= {image.url: image.alt for image in images if image.url not in texts}
        own_page = issue.link if offers_own_page and issue.link not in texts else ""
        texts |= {own_page: ""} if own_page else {}
        self._own_page = len(texts) if own_page else 0
        self._is_issue = is_issue
        numbers = {url: number for number, url in enumerate(texts, start=1)}
        self._images = tuple(sorted({numbers[image.url] for image in images}))
        self._typesetter = Typesetter(numbers, marks)
        self._flow = Flow(self._typesetter, safe_width(width))
        self._issue = issue
        resolve = issue.publication.resolve
        self._links = tuple(Link(resolve(url) or url, text) for url, text in texts.items())
        self._inside = {
            numbers[link.url]: link for link in issue.inside_links if link.url in numbers
        }
        self._lines: list[Content] = []

    def section_path(self, path: Sequence[str]) -> None:
        """Add the titles of the sections around the text, outermost first, if there are any."""
        if path:
            self._add(self._one(" › ".join(path), styles.QUIET))

    def heading(self, title: str, alternative: str = "") -> None:
        """Add a title, and below it the title in the other language, if there is one."""
        self._lines.extend(self._one(title, styles.TITLE))
        if alternative:
            self._lines.extend(self._one(alternative, styles.SUBTITLE))

    def byline(self, text: str) -> None:
        """Add the line below a title, without an empty line between them."""
        self._lines.extend(self._one(text, styles.QUIET))

    def subheading(self, title: str) -> None:
        """Add a heading within the text, unless it is empty."""
        if title:
            self._add(self._one(title, styles.SUBHEADING))

    def body(self, blocks: Sequence[Block], *, after_rule: bool = False) -> None:
        """Add blocks, if there are any, with a horizontal rule above if `after_rule`."""
        if blocks and after_rule:
            self._add(self._flow.rule())
        self._add(self._flow.blocks(blocks))

    def note(self, text: str) -> None:
        """Add a remark of the program, set apart from the digest's text."""
        self._add(self._one(text, styles.SUBTITLE))

    def titles(self, items: Sequence[Item]) -> None:
        """Add the titles of items as a bulleted list."""
        titles = (self._typesetter.plain(item.title) for item in items)
        self._add(line for title in titles for line in self._flow.text(title, _TITLE_MARGIN))

    def subjects(self, subjects: Subjects) -> None:
        """Add a line for each kind of subject that the issue names."""
        named = {
            "Models": subjects.models,
            "Companies": subjects.companies,
            "Topics": subjects.topics,
            "People": subjects.people,
            "Tags": subjects.tags,
        }
        self._quiet(f"{kind}: {', '.join(names)}" for kind, names in named.items() if names)

    def problems(self, problems: Sequence[Problem]) -> None:
        """Add a line for each problem that was met while reading the file."""
        self._quiet(map(str, problems))

    def finished(self) -> ItemText:
        """Add the numbered list of links, and return the text."""
        if self._links:
            self._add(self._flow.rule())
            self._lines.extend(self._link_lines())
        return ItemText(
            tuple(self._lines),
            self._links,
            self._images,
            self._inside,
            own_page=self._own_page,
            is_issue=self._is_issue,
        )

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
            prefix = f"{number:>{digits}} "
            label = link_label(
                link, is_image=number in self._images, inside=self._inside.get(number)
            )
            shown = cut(label, self._flow.width - len(prefix))
            host_end = len(prefix) + min(len(label.partition(" · ")[0]), len(shown))
            line = prefix + shown
            spans = (
                Span(0, len(prefix), styles.NUMBER),
                Span(host_end, len(line), styles.QUIET),
                Span(0, len(line), styles.link_number(number)),
                Span(digits - len(str(number)), digits, styles.link_digits(number)),
            )
            yield from self._flow.text(StyledText(line, spans))


def link_label(link: Link, *, is_image: bool = False, inside: InsideLink | None = None) -> str:
    """Return `host · kind · text` of a link; the address instead of the host without text.

    A link that leads to a place in the library has `this library` for its host.
    """
    if inside is not None:
        return f"this library · {display_text(' '.join(link.text.split())) or inside.url}"
    kind = "image" if is_image else link_kind(link.url)
    text = display_text(" ".join(link.text.split()))
    has_text = bool(text) and text != link.url
    address = link.url.partition("://")[2].removeprefix("www.") or link.url
    parts = (
        (link.site or link.url) if has_text else address,
        "" if kind is LinkKind.PAGE else kind,
        text if has_text else "",
    )
    return " · ".join(part for part in parts if part)
