"""`ainews completion bash|zsh|fish`."""

from __future__ import annotations

from argparse import SUPPRESS
from contextlib import suppress
from typing import TYPE_CHECKING

from digests import DigestError
from tui.cli.completion import PUBLICATIONS, SAVED, SOURCES, TAGS, candidates, script
from tui.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Iterable

    from digests import Library
    from tui.cli.terminal import Terminal

_WORDS = "words"
"""The argument with which the scripts ask for candidates."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the shell, and the words that its script passes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish", _WORDS), metavar="SHELL")
    parser.add_argument("words", nargs="*", default=[], help=SUPPRESS)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print the script for a shell, or the candidates at the cursor, one per line."""
    if arguments.shell != _WORDS:
        if arguments.words:
            extra = " ".join(arguments.words)
            raise UsageError(f"unrecognized arguments: {extra}", "ainews completion --help")
        terminal.print(script(arguments.shell).rstrip("\n"))
        return 0
    values = {PUBLICATIONS: _publications, TAGS: _tags, SAVED: _saved, SOURCES: _sources}
    # During completion, a shell cannot show an error.
    with suppress(DigestError, ReaderError):
        for word in candidates(arguments.words, values):
            terminal.print(word)
    return 0


def _publications() -> Iterable[str]:
    return _from_library(lambda library: {issue.publication for issue in library.issues()})


def _tags() -> Iterable[str]:
    return _from_library(lambda library: [tag for tag, _ in library.marks.tags()])


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
