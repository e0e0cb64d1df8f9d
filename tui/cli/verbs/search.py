"""`ainews search QUERY`."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from digests import HitKind, Match
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import (
    add_library_option,
    add_query,
    open_indexed_library,
    positive_number,
    query_of,
)
from tui.cli.terminal import Styled, bold, dim
from tui.export.json import date_json, precision_json
from tui.export.query_items import found_ids
from tui.text.dates import date_column

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import HighlightedText, Hit, Library, SearchPage
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the query and its options."""
    add_query(parser)
    parser.add_argument(
        "--limit", type=positive_number, default=20, metavar="N", help="at most N hits (20)"
    )
    parser.add_argument(
        "--all-words",
        action="store_true",
        help="leave out the hits that have only most of what is asked for",
    )
    add_json_options(parser, ids="print only the ids of the items with all that is asked for")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the best hits; 1 if there are none."""
    query = query_of(arguments, "search")
    with open_indexed_library(arguments, terminal) as library:
        if arguments.ids:
            return _print_ids(library, query, arguments.limit, terminal)
        page = library.search(query, limit=arguments.limit)
    if arguments.all_words:
        page = _with_all_words(page)
    if wants_json(arguments):
        records = map(hit_json, page.hits)
        print_records(arguments, terminal, "hits", records, **_facts(page))
    else:
        _print_hits(page, terminal)
    return 0 if page.hits else _NOTHING_FOUND


def _print_ids(library: Library, query: str, limit: int, terminal: Terminal) -> int:
    """Print no ids of issues, which other verbs take for all their items, and none of near hits."""
    ids = tuple(islice(found_ids(library, query, at_once=limit, tell=terminal.notify_all), limit))
    for item_id in ids:
        terminal.print(item_id)
    return 0 if ids else _NOTHING_FOUND


def _with_all_words(page: SearchPage) -> SearchPage:
    hits = tuple(hit for hit in page.hits if hit.match is Match.ALL)
    return replace(page, hits=hits, total_most=0)


def _facts(page: SearchPage) -> dict[str, object]:
    return {
        "total": page.total,
        "total_is_exact": True,
        "total_most": page.total_most,
        "suggestion": page.suggestion,
        "remarks": list(page.remarks),
    }


def _print_hits(page: SearchPage, terminal: Terminal) -> None:
    """Print the hits, with a line above those that have only most of what is asked for."""
    terminal.notify_all(page.remarks)
    if not page.total:
        found = "nothing has all of this" if page.hits else "nothing found"
        terminal.notify("; did you mean: ".join(filter(None, (found, page.suggestion))))
    elif page.suggestion:
        terminal.notify(f"did you mean: {page.suggestion}")
    printed = Match.ALL
    for hit in page.hits:
        if hit.match is not printed:
            terminal.print(bold(f"-- {page.total_most:,} with most of the words:"), "\n")
        printed = hit.match
        print_hit(hit, terminal)
    if 0 < len(page.hits) < (total := page.total + page.total_most):
        terminal.notify(f"{len(page.hits)} of {total:,} hits; --limit N prints more")


def print_hit(hit: Hit, terminal: Terminal) -> None:
    """Print id, date, publication and section of a hit, its title, snippet and first link.

    Instead of the section of an issue it says that it is one.
    """
    is_issue = hit.kind is HitKind.ISSUE
    issue = () if hit.date or is_issue else (hit.issue_title,)
    origin = " › ".join((hit.publication, *issue, *(("whole issue",) if is_issue else hit.section)))
    date = date_column(hit.date, hit.date_precision)
    terminal.print(hit.item_id, " ", dim(f"{date}  {origin}"))
    terminal.print("  ", *_marked(hit.title))
    if hit.snippet.text:
        terminal.print("  ", *_marked(hit.snippet))
    for url in hit.links[:1]:
        terminal.print("  ", dim(url))
    terminal.print()


def _marked(text: HighlightedText) -> Iterator[str | Styled]:
    """Yield the text on one line, with matches in bold; snippets may have line breaks."""
    for part, is_marked in text.parts():
        one_line = part.replace("\n", " ")
        yield bold(one_line) if is_marked else one_line


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return the record of a hit, with the fields of `json_schema.HIT`."""
    return {
        "id": hit.item_id,
        "kind": hit.kind.value,
        "match": hit.match.value,
        "issue": hit.issue_id,
        "issue_title": hit.issue_title,
        "publication": hit.publication,
        "date": date_json(hit.date),
        "date_precision": precision_json(hit),
        "section": list(hit.section),
        "title": hit.title.text,
        "links": list(hit.links),
        "snippet": hit.snippet.text,
    }
