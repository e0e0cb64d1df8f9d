"""Blocks as plain text, for the index, previews and `ainews show --plain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.model.blocks import Code, ListBlock, Paragraph, Quote, Subheading, Table
from digests.parsing.inline.line_breaks import HARD_BREAK, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.model.blocks import Block


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the text of `blocks`, one block per line; a table's cells are separated by tabs."""
    return "\n".join(line for line in _lines(blocks) if line)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Subheading(runs):
                yield text_of(runs).replace(HARD_BREAK, "\n").strip()
            case ListBlock(entries):
                for entry in entries:
                    yield from _lines(entry)
            case Quote(inner):
                yield from _lines(inner)
            case Code(text):
                yield text
            case Table(header, rows):
                for row in (header, *rows):
                    yield "\t".join(text_of(cell).strip() for cell in row)
            case _:
                pass
