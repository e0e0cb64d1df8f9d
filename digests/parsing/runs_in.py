"""Walking through the runs and paragraphs of blocks, however deep they are nested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.blocks import ListBlock, Paragraph, Quote, Subheading, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.blocks import Block, Run


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
