"""`ainews [FOLDER...]`: open the reader."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import ExitStack
from functools import cache
from textwrap import fill
from typing import TYPE_CHECKING

from digests import MarksError, SavedSearches
from tui.cli.parser import PrintVersion, SentenceParser, examples, help_width
from tui.cli.verbs import VERBS
from tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Library
    from tui.cli.library import LibraryChoice

_AINEWS = (sys.executable, "-P", "-m", "tui")
"""`-P` keeps Python from importing a package named `tui` from the working directory."""

_EXAMPLES = ("ainews", "ainews ~/news/weekly", "ainews add ~/news", "ainews search 开源")


def open_reader(arguments: Sequence[str]) -> int:
    """Run the reader until the user closes it, and return its exit code.

    Without folders, the library of the settings or else the samples are opened.
    Raises SystemExit after `--help` and `--version`, ReaderError and DigestError.
    """
    _refuse_wrong_verb(next(iter(arguments), ""))
    folders = _parser().parse(arguments).folders
    from tui.cli.library import choose_library
    from tui.settings import read_settings
    from tui.state.memory import SavedState
    from tui.system.paths import saved_state_file, searches_file, settings_file

    file = read_settings(settings_file())
    choice = choose_library(folders)
    with ExitStack() as opened:
        open_library = cache(lambda: opened.enter_context(_opened(choice)))
        if not all(folder.is_dir() for folder in choice.folders):
            open_library()  # most likely this fails, and then no screen should flash up
        if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
            raise UsageError("the reader needs a terminal; its verbs do not")
        # There is no garbage before the first paint, and collecting would take a third of the time.
        gc.disable()
        from tui.app.app import run_reader
        from tui.keys.mistakes import all_mistakes, mistakes_notice

        return run_reader(
            open_library,
            notice=choice.notice,
            warning=mistakes_notice(all_mistakes(file)),
            index_command=index_command(choice.arguments),
            sync_command=() if folders else sync_command(),
            settings=file.settings,
            saved=SavedSearches(searches_file()),
            remembered=SavedState(saved_state_file()),
        )


def index_command(library_arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the command line of the child process that refreshes a library."""
    return (*_AINEWS, "index", "--progress", "json", *library_arguments)


def sync_command() -> tuple[str, ...]:
    """Return the command line of the child process that fetches the sources."""
    return (*_AINEWS, "sync", "--progress", "json")


def _opened(choice: LibraryChoice) -> Library:
    library = choice.open()
    _require_marks(library)
    return library


def _require_marks(library: Library) -> None:
    """Raise MarksError if marks cannot be used: now, and not after the first key."""
    try:
        library.marks.generation()
    except MarksError:
        library.close()
        raise


def _refuse_wrong_verb(word: str) -> None:
    """Raise UsageError if the first argument can only be a misspelt verb."""
    if not word or word.startswith(("-", "~")) or {"/", "\0"} & set(word) or os.path.lexists(word):
        return
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), [verb.name for verb in VERBS], n=1)
    reason = f"there is neither a folder nor a verb named {word}"
    raise UsageError(reason, " ".join(("ainews", *near, "--help")))


def _parser() -> SentenceParser:
    parser = SentenceParser(
        prog="ainews",
        usage="ainews [FOLDER...]\n       ainews VERB ...",
        description="Read AI-news digests: Markdown files, in Chinese or English.\n"
        "Without FOLDER the library is opened, or samples when it has no folders.",
        epilog="\n\n".join((_verbs(), examples(_EXAMPLES))),
    )
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="open just these folders")
    parser.add_argument("--version", action=PrintVersion)
    return parser


def _verbs() -> str:
    width = max(len(verb.name) for verb in VERBS) + 4
    lines = (_hanging(f"  {verb.name}".ljust(width), verb.summary) for verb in VERBS)
    hint = "`ainews VERB --help` says more. A folder named like a verb is written ./VERB."
    return "\n".join(("verbs:", *lines, _hanging("", hint)))


def _hanging(first: str, text: str) -> str:
    """Return `first` with `text` beside it, as wide as the terminal."""
    indent = " " * len(first)
    return fill(text, help_width() + 2, initial_indent=first, subsequent_indent=indent)
