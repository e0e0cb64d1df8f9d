"""The rows of the list of links: their order and how one is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from digests import link_kind, primary_first
from tui.system.urls import spelled_host
from tui.text import styles
from tui.text.wrapping import cut, display_text, fit

if TYPE_CHECKING:
    from digests import Link
    from tui.text.page import ItemText

_KIND_WIDTH = 6
_WIDEST_HOST = 28


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a text, with what the list shows of it."""

    number: int
    """Its number in the text, counted from 1."""

    link: Link
    is_image: bool = False

    is_inside: bool = False
    """Whether it leads to a place in the library."""

    @property
    def kind(self) -> str:
        """The kind of its target, such as `paper`, `code`, `image` or `here`."""
        if self.is_inside:
            return "here"
        return "image" if self.is_image else link_kind(self.link.url)

    @property
    def site(self) -> str:
        """The host, safe to show, or what stands for it."""
        if self.is_inside:
            return "this library"
        return spelled_host(self.link.site) or "no site"

    def matches(self, query: str) -> bool:
        """Return whether each word of `query` is in its text, address or kind, ignoring case."""
        text = f"{self.kind} {self.link.text} {self.link.url}".casefold()
        return all(word in text for word in query.casefold().split())


def link_rows(text: ItemText) -> tuple[LinkRow, ...]:
    """Return a row for each link: primary sources first, then inside links, then images."""
    numbers = {link: number for number, link in enumerate(text.links, start=1)}
    outside = [numbers[link] for link in primary_first(text.outside)]
    images = [number for number in text.images if number not in text.inside]
    return tuple(
        LinkRow(number, text.links[number - 1], number in images, number in text.inside)
        for number in (*outside, *sorted(text.inside), *images)
    )


def row_lines(row: LinkRow, width: int, digits: int, *, is_selected: bool) -> tuple[Content, ...]:
    """Return two lines: number, kind, host and link text; below them the address.

    Args:
        row: The link.
        width: In cells.
        digits: The width of the number column.
        is_selected: Whether to put a plus sign before the number.
    """
    before = f"{'+' if is_selected else ' '}{row.number:>{digits}} "
    indent = " " * len(before)
    host = cut(row.site, _WIDEST_HOST)
    link_text = display_text(" ".join(row.link.text.split()))
    room = max(width - len(before) - _KIND_WIDTH - len(host) - 2, 0)
    first = Content.assemble(
        (before, styles.NUMBER),
        (fit(row.kind, _KIND_WIDTH), styles.QUIET),
        (host, styles.BOLD),
        "  ",
        cut(link_text, room),
    )
    address = cut(display_text(row.link.url), max(width - len(before), 0))
    return first.truncate(width), Content.assemble(indent, (address, styles.QUIET)).truncate(width)
