"""Checks of settings, folders, catalogue, index, stories, marks and saved searches."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from digests import DigestError, IndexBusyError, SavedSearches, find_issue_files
from tui.cli.doctor import Finding
from tui.errors import ReaderError
from tui.settings import load_settings
from tui.system.paths import searches_file, settings_file
from tui.text.counts import counted, skipped_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digests import CachePart, Library, Problem
    from tui.cli.library import LibraryChoice

_EVERYTHING = "has:link OR -has:link"
_MOST_NAMED = 5
_CACHES = ("catalogue", "stories")
_MAKE_ANEW = "`ainews doctor --fix` makes it anew"
_LARGE = 200_000_000
"""Bytes; reading that much may take a second or more."""


def settings_findings() -> Iterator[Finding]:
    """Check the settings and the saved searches."""
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


def library_findings(
    choice: LibraryChoice, notify: Callable[[str], None] = lambda _message: None
) -> Iterator[Finding]:
    """Check the folders, the caches, the marks and the problems of files.

    The whole cache is read. `notify` gets a message before a part that takes long.
    """
    for folder in choice.folders:
        if folder.exists():
            yield Finding("folder", str(folder))
        else:
            message = f"{folder} is not there; what was read from it is kept"
            yield Finding("folder", message, "mount its disk, or `ainews remove` it")
    try:
        library = choice.open()
    except DigestError as error:
        yield Finding("library", str(error), "`ainews doctor --fix` makes the cache anew", True)
        return
    with library:
        yield from _contents(library, notify)
    skipped = sum((find_issue_files(folder).skipped for folder in choice.folders), Counter[str]())
    if skipped:
        yield Finding("other files", skipped_text(skipped))


def _contents(library: Library, notify: Callable[[str], None]) -> Iterator[Finding]:
    parts = library.cache_parts()
    sizes = {part.name: part.size for part in parts}
    broken = {part.name: _damage(part, notify) for part in parts}
    # Damage that was noticed earlier and has not been repaired yet.
    caches = {f"{name}.sqlite3": name for name in _CACHES}
    broken |= {caches[p.source]: p.reason for p in library.problems() if p.source in caches}
    items = sum(summary.items for summary in library.issues())
    yield _catalogue(library, items, broken.get("catalogue", ""))
    yield _index(library, items, broken.get("index", ""))
    yield _stories(sizes.get("stories"), broken.get("stories", ""))
    yield from _problems([p for p in library.problems() if p.source not in caches])
    yield _marks(library)


def _damage(part: CachePart, notify: Callable[[str], None]) -> str:
    """Read a part of the cache, and return what is wrong with it, or an empty string."""
    if part.size > _LARGE:
        notify(f"reading the {part.name}, {part.size / 1e6:,.0f} MB")
    try:
        return "" if part.is_intact() else "it is not as it was written"
    except IndexBusyError as error:
        notify(f"the {part.name} was not read: {error}")
        return ""
    except DigestError as error:
        return str(error)


def _catalogue(library: Library, items: int, damage: str) -> Finding:
    issues = len(library.issues())
    if damage:
        return Finding("catalogue", damage, _MAKE_ANEW, True)
    if not issues:
        return Finding("catalogue", "no issues", "`ainews index` reads the folders", True)
    return Finding("catalogue", f"{counted(issues, 'issue')}, {counted(items, 'item')}")


def _index(library: Library, items: int, damage: str) -> Finding:
    if damage:
        return Finding("index", damage, _MAKE_ANEW, True)
    try:
        indexed = library.search(_EVERYTHING, limit=1).total
    except DigestError as error:
        return Finding("index", str(error), _MAKE_ANEW, True)
    if indexed != items:
        message = f"{counted(indexed, 'item')}, and {items:,} in the catalogue"
        return Finding("index", message, _MAKE_ANEW, True)
    return Finding("index", counted(indexed, "item"))


def _stories(size: int | None, damage: str) -> Finding:
    if damage:
        return Finding("stories", damage, _MAKE_ANEW, True)
    if size is None:
        return Finding("stories", "not looked for yet; the reader does so in the background")
    return Finding("stories", f"{size / 1e6:,.1f} MB")


def _problems(problems: Iterable[Problem]) -> Iterator[Finding]:
    serious = [problem for problem in problems if not problem.is_note]
    for problem in serious[:_MOST_NAMED]:
        yield Finding("file", str(problem), "look at the file; the others are read")
    if len(serious) > _MOST_NAMED:
        more = len(serious) - _MOST_NAMED
        yield Finding("file", f"and {more:,} more", "`ainews index` names them all")


def _marks(library: Library) -> Finding:
    try:
        library.marks.verify()
        counts = library.marks.counts().values()
        problems = library.marks.problems()
    except DigestError as error:
        return Finding("marks", str(error), "free the file, or put a copy of it in its place")
    if library.marks.is_read_only:
        return Finding("marks", str(problems[0]), "open it to writing, if marks are to be made")
    if problems:
        return Finding("marks", str(problems[0]), "keep the file that was set aside")
    unread = sum(marks.unread for marks in counts)
    starred = sum(marks.starred for marks in counts)
    return Finding("marks", f"{unread:,} unread, {starred:,} starred")
