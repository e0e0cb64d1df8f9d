"""What a page says, as values: blocks of lines of spans, without the markup that laid it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Style:
    """How a text looks, inherited from the elements around it."""

    size: float = 16.0
    """Of the letters, in CSS pixels."""

    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""
    """Absolute; empty outside of links."""

    keeps_space: bool = False
    """Whether white space and line ends are shown as they are written."""


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one style, or an image."""

    text: str
    """Of an image: what stands for it, which may be empty."""

    style: Style = Style()
    image: str = ""
    """The address of an image; empty for text."""


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A paragraph, or a heading if it has a level."""

    lines: tuple[Line, ...]
    level: int = 0
    """1 to 6 of a heading."""

    is_control: bool = False
    """Whether it operates the page that it was made for, such as a button."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is None for one with bullets."""

    entries: tuple[tuple[Block, ...], ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quote."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data: rows of cells. The first row is the header."""

    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Text with its line ends, such as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A horizontal rule."""


Block: TypeAlias = Lines | Listing | Quotation | Grid | Listed | Divider


def text_of(line: Line) -> str:
    """Return the text of a line, without its images."""
    return "".join(span.text for span in line if not span.image)


def block_text(block: Block) -> str:
    """Return the text of a block, one line for each of its lines; tables by cells."""
    match block:
        case Lines(lines):
            return "\n".join(map(text_of, lines))
        case Listing(entries):
            return "\n".join(block_text(inner) for entry in entries for inner in entry)
        case Quotation(blocks):
            return "\n".join(map(block_text, blocks))
        case Grid(rows):
            return "\n".join(text_of(cell) for row in rows for cell in row)
        case Listed(text):
            return text
        case Divider():
            return ""


def links_of(block: Block) -> tuple[str, ...]:
    """Return the addresses that a block links to, in order, each as often as it is there."""
    found: list[str] = []
    match block:
        case Lines(lines):
            for line in lines:
                found += [span.style.href for span in line if span.style.href]
        case Listing(entries):
            found += [link for entry in entries for inner in entry for link in links_of(inner)]
        case Quotation(blocks):
            found += [link for inner in blocks for link in links_of(inner)]
        case Grid(rows):
            found += [s.style.href for row in rows for cell in row for s in cell if s.style.href]
        case _:
            pass
    return tuple(found)


def restyled(line: Line, **changes: str | bool) -> Line:
    """Return a line with these values in the style of each span."""
    return tuple(replace(span, style=replace(span.style, **changes)) for span in line)  # type: ignore[arg-type]  # the names are those of Style


def is_bold(line: Line) -> bool:
    """Return whether all text of a line is bold; False without text."""
    texts = [span for span in line if span.text.strip() and not span.image]
    return bool(texts) and all(span.style.bold for span in texts)
