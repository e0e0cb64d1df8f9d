"""`ainews search QUERY`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.issue_json import date_json
from tui.terminal import Styled, bold, dim
from tui.verbs.library_option import add_library_option, open_read_library
from tui.verbs.whole_number import positive_number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from digests import HighlightedText, Hit, SearchPage
    from tui.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the query and its options."""
    parser.add_argument("words", nargs="+", metavar="QUERY", help="words to be found")
    parser.add_argument(
        "--limit", type=positive_number, default=20, metavar="N", help="at most N hits (20)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the best hits; 1 when there is none."""
    with open_read_library(arguments, terminal) as library:
        page = library.search(" ".join(arguments.words), limit=arguments.limit)
    if arguments.json:
        terminal.print_json(
            {
                "total": page.total,
                "total_is_exact": page.is_exact_total,
                "suggestion": page.suggestion,
                "hits": [_hit_json(hit) for hit in page.hits],
            }
        )
    else:
        _print_hits(page, terminal)
    return 0 if page.hits else _NOTHING_FOUND


def _print_hits(page: SearchPage, terminal: Terminal) -> None:
    for hit in page.hits:
        _print_hit(hit, terminal)
    if not page.hits:
        meant = f"; did you mean: {page.suggestion}" if page.suggestion else ""
        terminal.say(f"nothing found{meant}")
    elif page.total > len(page.hits):
        about = "" if page.is_exact_total else "about "
        terminal.say(f"{len(page.hits)} of {about}{page.total:,} hits; --limit N prints more")


def _print_hit(hit: Hit, terminal: Terminal) -> None:
    issue = () if hit.date else (hit.issue_title,)
    where = " › ".join((hit.publication, *issue, *hit.section))
    terminal.print(hit.item_id, "  ", dim(f"{date_json(hit.date) or '':<10}  {where}"))
    terminal.print("  ", *_marked(hit.title))
    if hit.snippet.text:
        terminal.print("  ", *_marked(hit.snippet))
    for url in hit.links[:1]:
        terminal.print("  ", dim(url))
    terminal.print()


def _marked(text: HighlightedText) -> Iterator[str | Styled]:
    """One line: a snippet of a list or a table has line breaks in it."""
    for part, is_marked in text.parts():
        one_line = part.replace("\n", " ")
        yield bold(one_line) if is_marked else one_line


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.item_id,
        "issue": hit.issue_id,
        "issue_title": hit.issue_title,
        "publication": hit.publication,
        "date": date_json(hit.date),
        "section": list(hit.section),
        "title": hit.title.text,
        "links": list(hit.links),
        "snippet": hit.snippet.text,
    }
