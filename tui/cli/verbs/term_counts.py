"""How often terms are mentioned, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digests import by_week
from tui.cli.terminal import bold, dim
from tui.text.counts import counted
from tui.text.plots import sparkline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digests import Library
    from tui.cli.terminal import Terminal

_WIDEST = 60
"""Columns of a plot."""


@dataclass(frozen=True, slots=True)
class TermCounts:
    """The mentions of one term."""

    term: str
    total: int
    """Items, the undated ones included."""

    weeks: tuple[tuple[str, int], ...]
    """Monday and items, oldest first, without a week left out."""


def count_terms(library: Library, terms: Iterable[str]) -> tuple[TermCounts, ...]:
    """Count the items that each term finds, a term being a query. Raises QueryError."""
    pages = ((term, library.search(term, limit=1, facets=True)) for term in terms)
    return tuple(
        TermCounts(term, page.total, by_week(page.facets.days if page.facets else ()))
        for term, page in pages
    )


def terms_json(counted: Sequence[TermCounts]) -> list[dict[str, Any]]:
    """Return a record for each term."""
    return [
        {
            "term": counts.term,
            "total": counts.total,
            "weeks": [{"week": monday, "items": items} for monday, items in counts.weeks],
        }
        for counts in counted
    ]


def print_terms(counted: Sequence[TermCounts], terminal: Terminal) -> None:
    """Print a line for each term, all over the same weeks so that they can be compared."""
    mondays = sorted({monday for counts in counted for monday, _ in counts.weeks})
    for counts in counted:
        _print_term(counts, mondays, terminal)
    if mondays:
        terminal.print(dim(f"weeks from {mondays[0]} to {mondays[-1]}"))


def _print_term(counts: TermCounts, mondays: Sequence[str], terminal: Terminal) -> None:
    items = dict(counts.weeks)
    line = sparkline([items.get(monday, 0) for monday in mondays], _WIDEST, plain=terminal.is_plain)
    terminal.print(bold(counts.term), f"  {counted(counts.total, 'item')}")
    if counts.weeks:
        peak, most = max(counts.weeks, key=lambda week: week[1])
        first = counts.weeks[0][0]
        terminal.print(f"  {line}")
        terminal.print(dim(f"  first in the week of {first}, most in that of {peak}: {most:,}"))
