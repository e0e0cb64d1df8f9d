"""The query of a verb: words behind it, or the name of a saved search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_query_words(parser: ArgumentParser) -> None:
    """Declare the words and `--saved`."""
    parser.add_argument("words", nargs="*", metavar="QUERY", help="words to be found")
    add_saved(parser)


def add_saved(parser: ArgumentParser) -> None:
    """Declare `--saved`."""
    parser.add_argument("--saved", metavar="NAME", help="take the query that was saved so")


def query_of(arguments: Namespace, verb: str) -> str:
    """Return the words behind `verb`, within the saved search if one is named.

    Raises UsageError when there is neither, or no search of that name.
    """
    words = " ".join(arguments.words)
    saved = saved_query(arguments.saved)
    if not (words or saved):
        raise UsageError("there is neither a QUERY nor --saved NAME", f"ainews {verb} --help")
    return f"({saved}) {words}".strip() if saved and words else saved or words


def saved_query(name: str | None) -> str:
    """Return the query that was saved under `name`; empty for no name.

    Raises UsageError, SavedSearchesError and LocationError.
    """
    if name is None:
        return ""
    from digests import SavedSearches
    from tui.system.paths import searches_file

    searches = {search.name: search.query for search in SavedSearches(searches_file()).all()}
    if name not in searches:
        known = ", ".join(searches) or "there are none"
        raise UsageError(f"no search was saved as {name}; saved: {known}", "ainews search --help")
    return searches[name]
