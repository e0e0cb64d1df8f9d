"""The text inside an item: blocks made of runs.

    Block     a paragraph, sub-heading, list, quote, code, table or rule
      Run     characters that look alike: plain, bold, a link, code, an image

Every value is frozen and holds tuples. Every text has been through `safe_text`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Look(Flag):
    """The typography of a run. Looks combine."""

    PLAIN = 0
    BOLD = auto()
    ITALIC = auto()
    STRUCK = auto()
    CODE = auto()
    IMAGE = auto()
    """The run stands for an image: `text` is the image's description, often empty, and `image`
    its address."""


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive characters with one look and one link."""

    text: str
    """A line break inside a paragraph is a newline character."""

    look: Look = Look.PLAIN

    url: str = ""
    """Target of the link, as written; empty when there is none. Mail addresses and anchors within
    the page appear here too, but are not links of the item. A footnote reference is a run without
    text that has the footnote's target."""

    image: str = ""
    """Address of the image that the run stands for."""


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a body, which divides one story and does not begin another."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list; each entry is made of blocks, so lists nest."""

    entries: tuple[tuple[Block, ...], ...]

    start: int | None = None
    """The first number of an ordered list; None for bullets."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Text that the digest quotes."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Text whose line breaks and spaces are significant."""

    text: str
    """Without a final newline."""

    language: str = ""
    """As written after the fence, often empty."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as the header."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the text."""


Block: TypeAlias = Paragraph | Subheading | ListBlock | Quote | Code | Table | Rule


def runs_in(blocks: Iterable[Block]) -> Iterator[Run]:
    """Yield every run of `blocks` in reading order. Code blocks have none."""
    for block in blocks:
        match block:
            case Paragraph(runs) | Subheading(runs):
                yield from runs
            case ListBlock(entries):
                for entry in entries:
                    yield from runs_in(entry)
            case Quote(inner):
                yield from runs_in(inner)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell
            case _:
                pass
