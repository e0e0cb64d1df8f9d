"""Items as Markdown: to be quoted, to be sent to another program, to be kept in a file.

Blocks of a body as Markdown: the way back from what the parser has read.

Runs of a paragraph as Markdown.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

import digests
from digests import Code, ListBlock, Look, Paragraph, Quote, Rule, Subheading, Table, source_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digests import Block, Issue, Item, Run, Runs

    Chosen = tuple[Issue, Item]
    Resolve = Callable[[str], str]
    """Makes an address whole."""

_ITEM_HEADING = 2


def item_markdown(issue: Issue, item: Item) -> str:
    """Return a whole item: its title as a heading, where it is from, and its text."""
    parts = (
        f"{'#' * _ITEM_HEADING} {_title(issue, item)}",
        escaped(item.alternative_title),
        _origin(issue, item),
        blocks_markdown(item.body, issue.publication.resolve, _ITEM_HEADING + 1),
    )
    return _ended("\n\n".join(part for part in parts if part))


def quote_markdown(issue: Issue, item: Item) -> str:
    """Return an item as a quote with its source, to be pasted into a note."""
    title = "" if item.title_is_derived else f"**{_title(issue, item)}**"
    body = blocks_markdown(item.body, issue.publication.resolve, _ITEM_HEADING + 1)
    words = "\n\n".join(part for part in (title, body, f"— {_origin(issue, item)}") if part)
    return _ended(quoted(words))


def items_markdown(chosen: Sequence[Chosen], title: str) -> str:
    """Return items as one Markdown file, with a header that says what is in it.

    Args:
        chosen: Each item with its issue, in the order of the file.
        title: What the items have in common, such as a query.
    """
    publications = dict.fromkeys(issue.publication.name for issue, _ in chosen)
    dates = sorted(issue.date.isoformat() for issue, _ in chosen if issue.date)
    header = {"title": title, "items": len(chosen), "publications": list(publications)}
    header |= {"from": dates[0], "to": dates[-1]} if dates else {}
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in header.items()]
    items = [item_markdown(issue, item) for issue, item in chosen]
    return digests.safe_text(
        "\n".join(["---", *lines, "---", "", f"# {escaped(title)}", "", *items])
    )


def _title(issue: Issue, item: Item) -> str:
    source = source_address(issue, item)
    title = escaped(" ".join(item.title.split()))
    return f"[{title}]({address(source)})" if source else title


def _origin(issue: Issue, item: Item) -> str:
    """Return where an item stands: publication, issue, date, section."""
    date = issue.date.isoformat() if issue.date else ""
    parts = (issue.publication.name, issue.title, date, " › ".join(item.section))
    return escaped(" · ".join(dict.fromkeys(part for part in parts if part)))


def _ended(markdown: str) -> str:
    return digests.safe_text(markdown.rstrip("\n") + "\n")


_FENCE = re.compile("^`{3,}", re.MULTILINE)


def blocks_markdown(blocks: Sequence[Block], resolve: Resolve, heading: int = 3) -> str:
    """Return blocks as Markdown.

    Args:
        blocks: In reading order.
        resolve: Makes an address whole.
        heading: The level of subheadings.
    """
    return "\n".join(_lines(blocks, resolve, heading))


def quoted(markdown: str) -> str:
    """Return Markdown as a quote."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def _lines(blocks: Sequence[Block], resolve: Resolve, heading: int) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        lines = list(_block_lines(block, resolve, heading))
        if not any(lines):
            continue
        if before is not None:
            yield ""
        if isinstance(block, ListBlock) and isinstance(before, ListBlock):
            yield from ("<!-- -->", "")  # or the two would be read as one list
        yield from lines
        before = block


def _block_lines(block: Block, resolve: Resolve, heading: int) -> Iterator[str]:
    match block:
        case Paragraph(runs):
            yield from runs_markdown(runs, resolve).split("\n")
        case Subheading(runs):
            yield f"{'#' * heading} {_one_line(runs, resolve)}"
        case ListBlock():
            yield from _list_lines(block, resolve, heading)
        case Quote(blocks):
            yield quoted(blocks_markdown(blocks, resolve, heading))
        case Code():
            yield from _code_lines(block)
        case Table():
            yield from _table_lines(block, resolve)
        case Rule():
            yield "***"  # dashes could be read as entries of a list
        case _:
            assert_never(block)


def _list_lines(block: ListBlock, resolve: Resolve, heading: int) -> Iterator[str]:
    for position, entry in enumerate(block.entries):
        mark = "- " if block.start is None else f"{block.start + position}. "
        first, *rest = blocks_markdown(entry, resolve, heading).split("\n")
        if first:
            yield mark + first
        yield from (" " * len(mark) + line if line else "" for line in rest)


def _code_lines(code: Code) -> Iterator[str]:
    longest = max(map(len, _FENCE.findall(code.text)), default=2)
    fence = "`" * max(longest + 1, 3)
    yield fence + code.language.replace("`", "").strip()
    yield from code.text.split("\n")
    yield fence


def _table_lines(table: Table, resolve: Resolve) -> Iterator[str]:
    yield _row([_one_line(cell, resolve) for cell in table.header])
    yield _row(["---"] * len(table.header))
    for row in table.rows:
        yield _row([_one_line(cell, resolve) for cell in row])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _one_line(runs: Runs, resolve: Resolve) -> str:
    return " ".join(runs_markdown(runs, resolve).split())


_SIGN = re.compile(
    r"[\\`*\[\]~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[\w/!?])"
    r"|!$"
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=|>:](?=[-+=|>:\s]|$)|>|\d{1,9}(?=[.)](?:\s|$)))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\]")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_MARKS = ((Look.BOLD, "**"), (Look.ITALIC, "*"), (Look.STRUCK, "~~"))
_BACKTICKS = re.compile("`+")

_HARD_BREAK = "  \n"

FOOTNOTE = "↗"
"""Stands for a footnote's mark, which leads somewhere and has no words."""


def runs_markdown(runs: Runs, resolve: Resolve) -> str:
    """Return the runs of one paragraph, heading or cell as Markdown.

    Emphasis that Markdown could not end where it should (`**so:**then`) covers the words alone.
    """
    written = ""
    for url, linked in groupby(runs, key=lambda run: run.url):
        words = ""
        for run in linked:
            words += _run(run, words or written, resolve)
        written += _link(words, resolve(url)) if url else words
    return _HARD_BREAK.join(_line(line) for line in written.split("\n") if line.strip())


def escaped(text: str) -> str:
    """Return `text` so that Markdown reads it as these characters."""
    return _SIGN.sub(r"\\\g<0>", text)


def _run(run: Run, before: str, resolve: Resolve) -> str:
    if Look.IMAGE in run.look:
        alt = escaped(" ".join(run.text.split()))
        return f"![{alt}]({address(resolve(run.image))})" if run.image else alt
    # A bracket in code still ends the words of a link for some readers, ours among them.
    if Look.CODE in run.look and not (run.url and "]" in run.text):
        return _code(run.text)
    mark = next((mark for look, mark in _MARKS if look in run.look), "")
    core = _CORE.search(run.text) if mark else None
    # Two marks side by side would be read as one.
    if core is None or "\n" in core[0] or (not run.text[: core.start()] and before.endswith(mark)):
        return escaped(run.text)
    head, tail = run.text[: core.start()], run.text[core.end() :]
    return f"{escaped(head)}{mark}{escaped(core[0])}{mark}{escaped(tail)}"


def _code(text: str) -> str:
    words = text.replace("\n", " ")
    if not words.strip():
        return words
    longest = max(map(len, _BACKTICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    space = " " if words[0] in "` " or words[-1] in "` " else ""
    return f"{fence}{space}{words}{space}{fence}"


def _link(words: str, url: str) -> str:
    return f"[{words.strip() or FOOTNOTE}]({address(url)})"


def address(url: str) -> str:
    """Return an address as it stands in the parentheses of a link."""
    safe = _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", url)
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe or not safe else safe


def _line(line: str) -> str:
    """Return a line of a paragraph so that nothing but a paragraph begins with it."""
    line = line.strip()
    return _LINE_START.sub(r"\\\1" if not line[:1].isdigit() else r"\1\\", line)
