"""An item as plain text, for pipes and screen readers.

Columns are not aligned and lines are not wrapped; bullets and prefixes that sound right when spoken
show the structure. The number after a link's text refers to the list of links at the end.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, assert_never

from digests import Code, ListBlock, Look, Paragraph, Quote, Rule, Subheading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digests import Block, Item, Runs


def item_lines(item: Item) -> Iterator[str]:
    """Yield the lines of an item: title, title in the other language, body, numbered links."""
    numbers = {link.url: number for number, link in enumerate(item.links, 1)}
    if not item.title_is_derived:
        yield item.title
    if item.alternative_title:
        yield item.alternative_title
    yield from blocks_lines(item.body, numbers)
    for url, number in numbers.items():
        yield f"[{number}] {url}"


def blocks_lines(blocks: tuple[Block, ...], numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of blocks.

    Args:
        blocks: In reading order.
        numbers: The number of each address; a link that is not in it is shown as its text only.
    """
    for block in blocks:
        yield from _block_lines(block, numbers)


def _block_lines(block: Block, numbers: Mapping[str, int]) -> Iterator[str]:
    # One case for each kind of block: splitting the list of kinds would hide it.
    match block:
        case Paragraph(runs) | Subheading(runs):
            yield from _runs_text(runs, numbers).split("\n")
        case ListBlock():
            yield from _list_lines(block, numbers)
        case Quote(blocks):
            yield from (f"> {line}".rstrip() for line in blocks_lines(blocks, numbers))
        case Code(text):
            yield from (f"    {line}".rstrip() for line in text.split("\n"))
        case Table():
            yield from _table_lines(block, numbers)
        case Rule():
            yield "---"
        case _:
            assert_never(block)


def _list_lines(block: ListBlock, numbers: Mapping[str, int]) -> Iterator[str]:
    for index, entry in enumerate(block.entries):
        bullet = "- " if block.start is None else f"{block.start + index}. "
        lines = blocks_lines(entry, numbers)
        yield bullet + next(lines, "")
        yield from (" " * len(bullet) + line for line in lines)


def _table_lines(table: Table, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield rows as `heading: cell; heading: cell`, which also makes sense when spoken."""
    headings = [_runs_text(cell, numbers) for cell in table.header]
    if not table.rows:
        yield "; ".join(filter(None, headings))
    for row in table.rows:
        cells = [_runs_text(cell, numbers) for cell in row]
        pairs = zip(headings, cells, strict=False)
        yield "; ".join(f"{heading}: {cell}" if heading else cell for heading, cell in pairs)


def _runs_text(runs: Runs, numbers: Mapping[str, int]) -> str:
    return "".join(chain.from_iterable(_run_parts(runs, numbers)))


def _run_parts(runs: Runs, numbers: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield texts and link numbers; bold words split a link, so its last run has the number."""
    for index, run in enumerate(runs):
        text = _image(run.text) if Look.IMAGE in run.look else run.text
        following = runs[index + 1].url if index + 1 < len(runs) else ""
        ends_link = run.url in numbers and following != run.url
        yield text, f" [{numbers[run.url]}]" if ends_link else ""


def _image(description: str) -> str:
    return f"[img: {description}]" if description else "[img]"
