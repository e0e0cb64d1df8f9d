"""Settings, folders, catalogue, index, marks and saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import DigestError, SavedSearches
from tui.doctor.finding import Finding
from tui.errors import ReaderError
from tui.locations import searches_file, settings_file
from tui.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Library
    from tui.library_choice import LibraryChoice

_EVERYTHING = "has:link OR -has:link"
_MOST_NAMED = 5


def settings_findings() -> Iterator[Finding]:
    """Yield what is found in the settings and the saved searches."""
    try:
        load_settings(settings_file())
    except ReaderError as error:
        yield Finding("settings", str(error), "mend the line; `ainews config edit` opens the file")
    else:
        yield Finding("settings", str(settings_file()))
    try:
        searches = SavedSearches(searches_file()).all()
    except (DigestError, ReaderError) as error:
        yield Finding("saved searches", str(error), "mend the line, or remove the file")
    else:
        yield Finding("saved searches", f"{len(searches):,}")


def library_findings(choice: LibraryChoice) -> Iterator[Finding]:
    """Yield what is found in the folders and in what was read from them."""
    for folder in choice.folders:
        if folder.is_dir():
            yield Finding("folder", str(folder))
        else:
            words = f"{folder} is not there; what was read from it is kept"
            yield Finding("folder", words, "mount its disk, or `ainews remove` it")
    try:
        library = choice.open()
    except DigestError as error:
        yield Finding("library", str(error), "`ainews doctor --fix` makes the cache anew", True)
        return
    with library:
        yield from _contents(library)


def _contents(library: Library) -> Iterator[Finding]:
    issues = library.issues()
    items = sum(summary.items for summary in issues)
    if not issues:
        yield Finding("catalogue", "no issues", "`ainews index` reads the folders", True)
    else:
        yield Finding("catalogue", f"{len(issues):,} issues, {items:,} items")
    yield _index(library, items)
    yield from _problems(library)
    yield _marks(library)


def _index(library: Library, items: int) -> Finding:
    try:
        found = library.search(_EVERYTHING, limit=1).total
    except DigestError as error:
        return Finding("index", str(error), "`ainews doctor --fix` makes it anew", True)
    if found != items:
        words = f"{found:,} items, and {items:,} in the catalogue"
        return Finding("index", words, "`ainews doctor --fix` makes it anew", True)
    return Finding("index", f"{found:,} items")


def _problems(library: Library) -> Iterator[Finding]:
    problems = [problem for problem in library.problems() if not problem.is_note]
    for problem in problems[:_MOST_NAMED]:
        yield Finding("file", str(problem), "look at the file; the others are read")
    if len(problems) > _MOST_NAMED:
        more = len(problems) - _MOST_NAMED
        yield Finding("file", f"and {more:,} more", "`ainews index` names them all")


def _marks(library: Library) -> Finding:
    try:
        counts = library.marks.counts().values()
        problems = library.marks.problems()
    except DigestError as error:
        return Finding("marks", str(error), "free the file, or put a copy of it in its place")
    if problems:
        return Finding("marks", str(problems[0]), "keep the file that was set aside")
    unread = sum(marks.unread for marks in counts)
    starred = sum(marks.starred for marks in counts)
    return Finding("marks", f"{unread:,} unread, {starred:,} starred")
