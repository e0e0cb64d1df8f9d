"""`ainews watch QUERY`: print only the hits that are new since the last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import replace_file, safe_line
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, add_query, open_library, query_of
from tui.cli.verbs.search import hit_json, print_hit
from tui.errors import WatchError
from tui.export.query_items import found_hits
from tui.system.paths import watched_file
from tui.text.counts import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from pathlib import Path

    from digests import Hit
    from tui.cli.terminal import Terminal


_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the query and its options."""
    add_query(parser)
    parser.add_argument(
        "--all", action="store_true", help="the first time, print what is there already"
    )
    parser.add_argument("--no-index", action="store_true", help="do not look for new files first")
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the hits that were not there the last time; 1 if there are none."""
    query = query_of(arguments, "watch")
    with open_library(arguments, terminal) as library:
        if not arguments.no_index:
            library.refresh()
        hits = tuple(found_hits(library, query, tell=terminal.notify_all))
    watched = WatchedQuery(watched_file(query), query)
    is_first = watched.is_new and not arguments.all
    new = () if is_first else watched.unseen(hits)
    _print(new, arguments, terminal)
    watched.mark_seen(hits)
    if is_first:
        terminal.notify(f"{counted(len(hits), 'hit')} known from now on; new ones will be printed")
    return 0 if new else _NOTHING_FOUND


def _print(hits: tuple[Hit, ...], arguments: Namespace, terminal: Terminal) -> None:
    if wants_json(arguments):
        print_records(arguments, terminal, "hits", map(hit_json, hits), total=len(hits))
    else:
        for hit in hits:
            print_hit(hit, terminal)
    terminal.out.flush()  # only what was printed counts as seen


class WatchedQuery:
    """A file with the query on its first line and, below it, the ids of the items seen."""

    def __init__(self, path: Path, query: str) -> None:
        """Read the file, if it exists; raises WatchError if it cannot be read."""
        self._path = path
        self._query = safe_line(" ".join(query.split()))
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            lines = []
        except (OSError, UnicodeDecodeError) as error:
            raise WatchError(str(path), f"cannot be read: {error}") from error
        self._seen = frozenset(lines[1:])
        self.is_new = not lines
        """Whether the query has never been watched before."""

    def unseen(self, hits: Iterable[Hit]) -> tuple[Hit, ...]:
        """Return the hits that were not seen before, in the same order."""
        return tuple(hit for hit in hits if hit.item_id not in self._seen)

    def mark_seen(self, hits: Iterable[Hit]) -> None:
        """Add `hits` to the items seen, and write the file; raises WatchError."""
        ids = sorted(self._seen | {hit.item_id for hit in hits})
        try:
            replace_file(self._path, "\n".join((self._query, *ids, "")))
        except OSError as error:
            raise WatchError(str(self._path), f"cannot be written: {error.strerror}") from error
