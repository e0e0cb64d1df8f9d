"""Queries as rows of a list: saved ones with their names, earlier ones, examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from digests import safe_line
from tui.text import styles
from tui.text.counts import counted
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests import SavedSearch

EXAMPLES = ("开源 OR open-source last:7d", "company:openai -rumor has:link", "is:starred sort:new")

WAYS_TO_ASK = (
    ("two words", "What has both; below that what has nearly this, or words that begin so"),
    ('"two words"', "Exactly this, in this order"),
    ("a OR b", "What has either; a AND b is both, as without AND"),
    ("-word", "Without this; NOT word means the same"),
    ("(a OR b) c", "Brackets keep together"),
    ("word*", "Only words that begin like this"),
    ("in:weekly", 'A part of a publication\'s name; in:"The Weekly" is the whole name'),
    ("https://…", "What links to this address"),
    ("link:part", "What has this in the address of a link; site:host/path for its beginning"),
    ("title:word", "In the title; Tab completes other fields and their values"),
    ("last:7d", "Issues of the last days; also after:2026-01, before: and on:"),
    ("is:unread", "What you marked; also is:starred and tag:name"),
    ("sort:new", "Newest first"),
)
"""What may be written into the query line, at most 14 cells wide, and what it finds."""


@dataclass(frozen=True, slots=True)
class QueryRow:
    """A query that can be chosen, or a heading if the query is empty."""

    query: str = ""
    name: str = ""
    remark: str = ""
    """Shown on the right, such as the number of hits."""


def start_rows(saved: Iterable[SavedSearch], recent: Iterable[str]) -> tuple[QueryRow, ...]:
    """Return the queries to offer for an empty query line, in groups with headings."""
    groups = {
        "Saved searches": [QueryRow(search.query, search.name) for search in saved],
        "Earlier searches": [QueryRow(query) for query in recent],
        "For example": [QueryRow(query) for query in EXAMPLES],
    }
    return tuple(
        row for name, rows in groups.items() if rows for row in (QueryRow(name=name), *rows)
    )


def saved_rows(searches: Iterable[tuple[SavedSearch, int | None]]) -> Iterator[QueryRow]:
    """Yield saved searches with their hits, None for an invalid query, and how they mute items."""
    for search, total in searches:
        hits = "misspelt" if total is None else counted(total, "hit")
        remark = f"{_MUTES[search.mute]} · {hits}" if search.mute else hits
        yield QueryRow(search.query, search.name, remark)


_MUTES = {"dim": "dims", "hide": "hides", "read": "marks as read"}


def query_line(row: QueryRow, width: int) -> Content:
    """Return a row as a line of at most `width` cells, its remark aligned to the right."""
    if not row.query:
        return Content.styled(cut(row.name, width), styles.SUBHEADING)
    room = max(width - cell_len(row.remark) - 2, 1)
    name = cut(display_text(safe_line(row.name)), room // 2 if row.query else room)
    query = cut(display_text(safe_line(row.query)), max(room - cell_len(name) - 3, 1))
    left = Content.assemble(
        " ", (name, styles.BOLD), "  " if name else "", (query, styles.QUIET if name else "")
    )
    gap = " " * max(width - left.cell_length - cell_len(row.remark), 0)
    return Content.assemble(left, gap, (row.remark, styles.QUIET))
