"""`ainews watch QUERY`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, open_library
from tui.cli.query_words import add_query_words, query_of
from tui.cli.verbs.search import hit_json, print_hit
from tui.cli.verbs.watched_query import WatchedQuery
from tui.export.query_items import found_hits
from tui.system.paths import watched_file
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Hit
    from tui.cli.terminal import Terminal

_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the query and its options."""
    add_query_words(parser)
    parser.add_argument(
        "--all", action="store_true", help="the first time, print what is there already"
    )
    parser.add_argument("--no-index", action="store_true", help="do not look for new files first")
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the hits that were not there the last time; 1 when there is none."""
    query = query_of(arguments, "watch")
    with open_library(arguments, terminal) as library:
        if not arguments.no_index:
            library.refresh()
        hits = tuple(found_hits(library, query))
    watched = WatchedQuery(watched_file(query), query)
    is_first = watched.is_new and not arguments.all
    new = () if is_first else watched.unseen(hits)
    _print(new, arguments, terminal)
    watched.remember(hits)
    if is_first:
        terminal.say(f"{counted(len(hits), 'hit')} known from now on; new ones will be printed")
    return 0 if new else _NOTHING_FOUND


def _print(hits: tuple[Hit, ...], arguments: Namespace, terminal: Terminal) -> None:
    if wants_json(arguments):
        print_records(arguments, terminal, "hits", map(hit_json, hits), total=len(hits))
    else:
        for hit in hits:
            print_hit(hit, terminal)
    terminal.out.flush()  # only what was printed counts as seen
