"""The links of text that belongs to no item, such as an issue's lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Link, ListBlock, Paragraph, Quote, Subheading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digests import Block, Run


def links_in(blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Return the links of `blocks` in reading order, each URL once."""
    words: dict[str, str] = {}
    for run in _runs_in(blocks):
        if run.url:
            words[run.url] = words.get(run.url, "") + run.text
    return tuple(Link(url, text) for url, text in words.items())


def _runs_in(blocks: Sequence[Block]) -> Iterator[Run]:
    for block in blocks:
        match block:
            case Paragraph(runs) | Subheading(runs):
                yield from runs
            case ListBlock(entries):
                for entry in entries:
                    yield from _runs_in(entry)
            case Quote(inner):
                yield from _runs_in(inner)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell
