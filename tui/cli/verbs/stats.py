"""`ainews stats`: what the library holds, or how often terms are mentioned in each week."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from digests import by_week, count_publications, is_doubtful, items_by_month
from tui.cli.options import add_library_option, open_indexed_library
from tui.cli.terminal import bold, dim
from tui.export.json import date_json
from tui.export.json_schema import SCHEMA
from tui.text.counts import counted
from tui.text.plots import bar, sparkline

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable, Sequence

    from digests import IssueSummary, Library, PublicationCounts
    from tui.cli.terminal import Terminal


_NOTHING_FOUND = 1
_EVERYTHING = "has:link OR -has:link"
_MONTHS_SHOWN = 24
_VALUES_SHOWN = 10
_SUBJECTS = ("companies", "models", "topics", "people")
_GAPS_SHOWN = 5
_BAR_WIDTH = 40


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--term",
        action="append",
        default=[],
        metavar="QUERY",
        help="count the mentions of this in each week; may be given several times",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print what the library holds, or how often terms occur; 1 if there is nothing to count."""
    with open_indexed_library(arguments, terminal) as library:
        if arguments.term:
            return _run_terms(library, arguments, terminal)
        numbers = _numbers(library)
    if arguments.json:
        terminal.print_json({"schema": SCHEMA} | _numbers_json(numbers))
    else:
        _print_numbers(numbers, terminal)
    return 0 if numbers["publications"] else _NOTHING_FOUND


def _run_terms(library: Library, arguments: Namespace, terminal: Terminal) -> int:
    terms = _count_terms(library, arguments.term, terminal)
    if arguments.json:
        terminal.print_json({"schema": SCHEMA, "terms": _terms_json(terms)})
    else:
        _print_terms(terms, terminal)
    return 0 if any(counts.total for counts in terms) else _NOTHING_FOUND


def _numbers(library: Library) -> dict[str, Any]:
    issues = [_without_doubtful_date(summary) for summary in library.issues()]
    marks = library.marks.counts()
    facets = library.search(_EVERYTHING, limit=1, facets=True).facets
    return {
        "publications": count_publications(issues),
        "issues": len(issues),
        "items": sum(summary.items for summary in issues),
        "links": sum(summary.links for summary in issues),
        "unread": sum(marks[summary.id].unread for summary in issues),
        "starred": sum(marks[summary.id].starred for summary in issues),
        "months": items_by_month(issues),
        **{kind: getattr(facets, kind, ())[:_VALUES_SHOWN] for kind in (*_SUBJECTS, "sites")},
    }


def _without_doubtful_date(summary: IssueSummary) -> IssueSummary:
    """Return an issue that no wrong clock makes the newest, or puts far from all others."""
    if summary.date is not None and _is_doubtful(summary.date):
        return replace(summary, date=None)
    return summary


def _is_doubtful(date: datetime.date) -> bool:
    return is_doubtful(date, datetime.datetime.now().astimezone().date())


def _numbers_json(numbers: dict[str, Any]) -> dict[str, Any]:
    counts = {name: _counts_json(numbers[name]) for name in ("months", *_SUBJECTS, "sites")}
    publications = [_publication_json(counts) for counts in numbers["publications"]]
    return numbers | counts | {"publications": publications}


def _publication_json(counts: PublicationCounts) -> dict[str, Any]:
    return {
        "name": counts.name,
        "issues": counts.issues,
        "items": counts.items,
        "first": date_json(counts.first),
        "last": date_json(counts.last),
        "usual_pause_days": counts.usual_pause,
        "gaps": [
            {"first": date_json(gap.first), "last": date_json(gap.last), "days": gap.days}
            for gap in counts.gaps
        ],
    }


def _counts_json(counts: Iterable[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"name": name, "items": items} for name, items in counts]


def _print_numbers(numbers: dict[str, Any], terminal: Terminal) -> None:
    terminal.print(
        bold(f"{counted(numbers['issues'], 'issue')}, {counted(numbers['items'], 'item')}"),
        f", {counted(numbers['links'], 'link')}; {numbers['unread']:,} unread, "
        f"{numbers['starred']:,} starred",
    )
    for counts in numbers["publications"]:
        _print_publication(counts, terminal)
    _print_bars("items by month", numbers["months"][-_MONTHS_SHOWN:], terminal)
    for kind in _SUBJECTS:
        _print_bars(f"{kind}, by the items of their issues", numbers[kind], terminal)
    _print_bars("sites, by items whose first link leads there", numbers["sites"], terminal)


def _print_publication(counts: PublicationCounts, terminal: Terminal) -> None:
    line = sparkline([n for _, n in counts.months], _MONTHS_SHOWN, plain=terminal.is_plain)
    dates = f"{date_json(counts.first)} – {date_json(counts.last)}" if counts.first else "undated"
    pause = f", usually every {counts.usual_pause} days" if counts.usual_pause > 1 else ""
    terminal.print("\n", bold(counts.name), dim(f"  {dates}{pause}"))
    numbers = f"{counted(counts.issues, 'issue')}, {counted(counts.items, 'item')}"
    terminal.print(f"  {numbers}  {line}".rstrip())
    longest = sorted(counts.gaps, key=lambda gap: -gap.days)[:_GAPS_SHOWN]
    for gap in sorted(longest, key=lambda gap: gap.first):
        terminal.print(dim(f"  nothing from {gap.first} to {gap.last}, {gap.days} days"))
    if len(counts.gaps) > len(longest):
        terminal.print(dim(f"  and {len(counts.gaps) - len(longest)} shorter gaps"))


def _print_bars(heading: str, counts: tuple[tuple[str, int], ...], terminal: Terminal) -> None:
    if not counts:
        return
    terminal.print("\n", bold(heading))
    most = max(items for _, items in counts)
    for name, items in counts:
        drawn = bar(items, most, _BAR_WIDTH, plain=terminal.is_plain)
        terminal.print(f"{items:>9,}  {name:<24} {drawn}".rstrip())


_WIDEST = 60
"""Columns of a plot."""


@dataclass(frozen=True, slots=True)
class _TermCounts:
    """The mentions of one term."""

    term: str
    total: int
    """Items, including those without a date, or with a doubtful one."""

    weeks: tuple[tuple[str, int], ...]
    """Mondays and numbers of items, oldest first, including weeks without items."""


def _count_terms(
    library: Library, terms: Iterable[str], terminal: Terminal
) -> tuple[_TermCounts, ...]:
    """Count the items that each term, which is a query, finds. Raises QueryError."""
    return tuple(_counted(library, term, terminal) for term in terms)


def _counted(library: Library, term: str, terminal: Terminal) -> _TermCounts:
    page = library.search(term, limit=1, facets=True)
    terminal.notify_all(page.remarks)
    days = page.facets.days if page.facets else ()
    certain = (day for day in days if not _is_doubtful(datetime.date.fromisoformat(day[0])))
    return _TermCounts(term, page.total, by_week(certain))


def _terms_json(terms: Sequence[_TermCounts]) -> list[dict[str, Any]]:
    return [
        {
            "term": counts.term,
            "total": counts.total,
            "weeks": [{"week": monday, "items": items} for monday, items in counts.weeks],
        }
        for counts in terms
    ]


def _print_terms(terms: Sequence[_TermCounts], terminal: Terminal) -> None:
    """Print a sparkline for each term, all over the same weeks so that they can be compared."""
    mondays = sorted({monday for counts in terms for monday, _ in counts.weeks})
    for counts in terms:
        _print_term(counts, mondays, terminal)
    if mondays:
        terminal.print(dim(f"weeks from {mondays[0]} to {mondays[-1]}"))


def _print_term(counts: _TermCounts, mondays: Sequence[str], terminal: Terminal) -> None:
    items = dict(counts.weeks)
    line = sparkline([items.get(monday, 0) for monday in mondays], _WIDEST, plain=terminal.is_plain)
    terminal.print(bold(counts.term), f"  {counted(counts.total, 'item')}")
    if counts.weeks:
        peak, most = max(counts.weeks, key=lambda week: week[1])
        first = counts.weeks[0][0]
        terminal.print(f"  {line}")
        terminal.print(dim(f"  first in the week of {first}, most in that of {peak}: {most:,}"))
