"""Items as Markdown: to be quoted, to be sent to another program, to be kept in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import digests
from digests import source_address
from tui.export.markdown_blocks import blocks_markdown, quoted
from tui.export.markdown_runs import address, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Issue, Item

    Chosen = tuple[Issue, Item]

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
