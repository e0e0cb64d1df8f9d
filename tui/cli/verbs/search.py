"""`ainews search QUERY`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
from tui.text.dates import date_column

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import HighlightedText, Hit, SearchPage
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the query and its options."""
    add_query(parser)
    parser.add_argument(
        "--limit", type=positive_number, default=20, metavar="N", help="at most N hits (20)"
    )
    add_json_options(parser, ids="print only the ids of the items")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the best hits; 1 if there are none."""
    query = query_of(arguments, "search")
    with open_indexed_library(arguments, terminal) as library:
        page = library.search(query, limit=arguments.limit)
    if wants_json(arguments):
        facts = {
            "total": page.total,
            "total_is_exact": page.is_exact_total,
            "suggestion": page.suggestion,
        }
        print_records(arguments, terminal, "hits", map(hit_json, page.hits), **facts)
    elif arguments.ids:
        for hit in page.hits:
            terminal.print(hit.item_id)
    else:
        _print_hits(page, terminal)
    return 0 if page.hits else _NOTHING_FOUND


def _print_hits(page: SearchPage, terminal: Terminal) -> None:
    for hit in page.hits:
        print_hit(hit, terminal)
    if not page.hits:
        meant = f"; did you mean: {page.suggestion}" if page.suggestion else ""
        terminal.notify(f"nothing found{meant}")
    elif page.total > len(page.hits):
        about = "" if page.is_exact_total else "about "
        terminal.notify(f"{len(page.hits)} of {about}{page.total:,} hits; --limit N prints more")


def print_hit(hit: Hit, terminal: Terminal) -> None:
    """Print id, date, publication and section of a hit, its title, snippet and first link."""
    issue = () if hit.date else (hit.issue_title,)
    origin = " › ".join((hit.publication, *issue, *hit.section))
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
