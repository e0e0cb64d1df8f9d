"""Items, their blocks and the runs of a paragraph as Markdown: the inverse of the parser."""

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

    ChosenItem = tuple[Issue, Item]
    Resolve = Callable[[str], str]
    """Makes an address absolute, where its site is known."""

_ITEM_HEADING = 2


def item_markdown(issue: Issue, item: Item) -> str:
    """Return an item with its title as a heading, its source and its body."""
    parts = (
        f"{'#' * _ITEM_HEADING} {_title(issue, item)}",
        escaped(item.alternative_title),
        _origin(issue, item),
        blocks_markdown(item.body, issue.publication.resolve, _ITEM_HEADING + 1),
    )
    return _ended("\n\n".join(part for part in parts if part))


def quote_markdown(issue: Issue, item: Item) -> str:
    """Return an item as a block quote with its source, to be pasted into a note."""
    title = "" if item.title_is_derived else f"**{_title(issue, item)}**"
    body = blocks_markdown(item.body, issue.publication.resolve, _ITEM_HEADING + 1)
    parts = (title, body, f"— {_origin(issue, item)}")
    return _ended(quoted("\n\n".join(part for part in parts if part)))


def items_markdown(chosen: Sequence[ChosenItem], title: str) -> str:
    """Return items as one Markdown file, with a YAML header about its content.

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
    """Return publication, issue, date and section of an item."""
    date = digests.date_text(issue.date, issue.date_precision)
    parts = (issue.publication.name, issue.title, date, " › ".join(item.section))
    return escaped(" · ".join(dict.fromkeys(part for part in parts if part)))


def _ended(markdown: str) -> str:
    return digests.safe_text(markdown.rstrip("\n") + "\n")


_FENCE = re.compile("^`{3,}", re.MULTILINE)


def blocks_markdown(blocks: Sequence[Block], resolve: Resolve, heading: int = 3) -> str:
    """Return blocks as Markdown.

    Args:
        blocks: In reading order.
        resolve: Makes an address absolute.
        heading: The level of subheadings, from 1.
    """
    return "\n".join(_lines(blocks, resolve, heading))


def quoted(markdown: str) -> str:
    """Return Markdown as a block quote."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def _lines(blocks: Sequence[Block], resolve: Resolve, heading: int) -> Iterator[str]:
    previous: Block | None = None
    for block in blocks:
        lines = list(_block_lines(block, resolve, heading))
        if not any(lines):
            continue
        if previous is not None:
            yield ""
        if isinstance(block, ListBlock) and isinstance(previous, ListBlock):
            yield from ("<!-- -->", "")  # otherwise the two would be read as one list
        yield from lines
        previous = block


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
    for index, entry in enumerate(block.entries):
        bullet = "- " if block.start is None else f"{block.start + index}. "
        first, *rest = blocks_markdown(entry, resolve, heading).split("\n")
        if first:
            yield bullet + first
        yield from (" " * len(bullet) + line if line else "" for line in rest)


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


_SYNTAX = re.compile(
    r"[\\`*\[\]~]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[\w/!?])"
    r"|!$"
    r"|&(?=#?\w+;)"
)
_LINE_START = re.compile(r"^(#{1,6}(?=\s|$)|[-+=|>:](?=[-+=|>:\s]|$)|>|\d{1,9}(?=[.)](?:\s|$)))")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s<>\\]")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_DELIMITERS = ((Look.BOLD, "**"), (Look.ITALIC, "*"), (Look.STRUCK, "~~"))
_BACKTICKS = re.compile("`+")

_HARD_BREAK = "  \n"

FOOTNOTE = "↗"
"""The text of a link that has none, such as a footnote."""


def runs_markdown(runs: Runs, resolve: Resolve) -> str:
    """Return the runs of one paragraph, heading or cell as Markdown.

    Emphasis leaves out punctuation at its ends, because Markdown could not close it there
    (`**so:**then`).
    """
    written = ""
    for url, linked in groupby(runs, key=lambda run: run.url):
        text = ""
        for run in linked:
            text += _run(run, text or written, resolve)
        target = resolve(url) if url else ""
        written += _link(text, target) if target else text
    return _HARD_BREAK.join(_line(line) for line in written.split("\n") if line.strip())


def escaped(text: str) -> str:
    """Return `text` with backslashes, so that Markdown reads it literally."""
    return _SYNTAX.sub(r"\\\g<0>", text)


def _run(run: Run, before: str, resolve: Resolve) -> str:
    if Look.IMAGE in run.look:
        alt = escaped(" ".join(run.text.split()))
        return f"![{alt}]({address(resolve(run.image))})" if run.image else alt
    # A bracket in code still ends the text of a link for some parsers, ours among them.
    if Look.CODE in run.look and not (run.url and "]" in run.text):
        return _code(run.text)
    delimiter = next((delimiter for look, delimiter in _DELIMITERS if look in run.look), "")
    core = _CORE.search(run.text) if delimiter else None
    # Two delimiters side by side would be read as one.
    if (
        core is None
        or "\n" in core[0]
        or (not run.text[: core.start()] and before.endswith(delimiter))
    ):
        return escaped(run.text)
    head, tail = run.text[: core.start()], run.text[core.end() :]
    return f"{escaped(head)}{delimiter}{escaped(core[0])}{delimiter}{escaped(tail)}"


def _code(text: str) -> str:
    line = text.replace("\n", " ")
    if not line.strip():
        return line
    longest = max(map(len, _BACKTICKS.findall(line)), default=0)
    fence = "`" * (longest + 1)
    space = " " if line[0] in "` " or line[-1] in "` " else ""
    return f"{fence}{space}{line}{space}{fence}"


def _link(text: str, url: str) -> str:
    return f"[{text.strip() or FOOTNOTE}]({address(url)})"


def address(url: str) -> str:
    """Return a URL escaped for the parentheses of a Markdown link."""
    safe = _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match[0]):02X}", url)
    safe = re.sub(r"&(?=#?\w+;)", "&amp;", safe)
    return f"<{safe}>" if "(" in safe or ")" in safe or not safe else safe


def _line(line: str) -> str:
    """Return a line of a paragraph, escaped where it would start another kind of block."""
    line = line.strip()
    return _LINE_START.sub(r"\\\1" if not line[:1].isdigit() else r"\1\\", line)
