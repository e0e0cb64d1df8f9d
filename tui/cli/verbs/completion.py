"""`ainews completion bash|zsh|fish`."""

from __future__ import annotations

from argparse import REMAINDER, SUPPRESS
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from digests import DigestError
from tui.cli.completion import (
    COMPANIES,
    FOLDERS,
    IDS,
    MODELS,
    PEOPLE,
    PUBLICATIONS,
    SAVED,
    SITES,
    SOURCE_TAGS,
    SOURCES,
    TAGS,
    TOPICS,
    candidates,
    script,
)
from tui.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable, Mapping

    from digests import Library
    from tui.cli.terminal import Terminal

_WORDS = "words"
"""The argument with which the scripts ask for candidates."""
_MOST = 500
"""More are not looked through at the cursor of a shell."""
_FIELDS = {
    PUBLICATIONS: "in",
    SITES: "site",
    COMPANIES: "company",
    MODELS: "model",
    TOPICS: "topic",
    PEOPLE: "person",
}


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the shell, and the words that its script passes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish", _WORDS), metavar="SHELL")
    # The rest as it is, with every `--` in it: it is the command line of someone else.
    words = parser.add_argument("words", nargs=REMAINDER, default=[], help=SUPPRESS)
    words.required = False


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the script for a shell, or the candidates at the cursor, one per line."""
    if arguments.shell != _WORDS:
        if arguments.words:
            extra = " ".join(arguments.words)
            raise UsageError(f"unrecognized arguments: {extra}", "ainews completion --help")
        terminal.print(script(arguments.shell).rstrip("\n"))
        return 0
    begun = arguments.words[-1] if arguments.words else ""
    # During completion, a shell cannot show an error.
    with suppress(DigestError, ReaderError):
        for word in candidates(arguments.words, _values(begun)):
            terminal.print(word)
    return 0


def _values(begun: str) -> Mapping[str, Callable[[], Iterable[str]]]:
    """Return what looks values up, by their kinds; `begun` is the word at the cursor."""
    of_fields = {kind: partial(_of_field, field) for kind, field in _FIELDS.items()}
    of_lists = {
        SAVED: _saved,
        SOURCES: _sources,
        SOURCE_TAGS: _source_tags,
        FOLDERS: _folders,
    }
    return {**of_fields, **of_lists, TAGS: _tags, IDS: partial(_ids, begun)}


def _of_field(field: str) -> Iterable[str]:
    return _from_library(lambda library: [name for name, _ in library.values(field, "", _MOST)])


def _tags() -> Iterable[str]:
    return _from_library(lambda library: [tag for tag, _ in library.marks.tags()])


def _ids(begun: str) -> Iterable[str]:
    """Return the ids of issues, or of the items in the issue whose id is written already."""
    issue, dot, _ = begun.partition(".")
    if dot:
        return _from_library(lambda library: [item.id for item in library.issue(issue).items])
    return _from_library(lambda library: [issue.id for issue in library.issues(first=_MOST)])


def _from_library(read: Callable[[Library], Iterable[str]]) -> tuple[str, ...]:
    from tui.cli.library import choose_library

    with choose_library(()).open() as library:
        return tuple(read(library))


def _saved() -> Iterable[str]:
    from digests import SavedSearches
    from tui.system.paths import searches_file

    return [search.name for search in SavedSearches(searches_file()).all()]


def _sources() -> Iterable[str]:
    from tui.cli.library import chosen_sources

    return [source.name for source in chosen_sources().all()]


def _source_tags() -> Iterable[str]:
    from tui.cli.library import chosen_sources

    return [tag for source in chosen_sources().all() for tag in source.tags]


def _folders() -> Iterable[str]:
    from tui.settings import load_settings
    from tui.system.paths import settings_file

    return map(str, load_settings(settings_file()).folders)
