"""Saved searches, by name, in a file that can be read and edited by hand.

    [[search]]
    name = "Chips"
    query = "芯片 OR gpu last:7d"
    mute = "dim"

The file is small, so each change reads and rewrites all of it; the user's comments stay, except on
a search that the program changes. A file with a mistake in it is never overwritten.
"""

from __future__ import annotations

import re
import threading
import tomllib
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from digests.errors import SavedSearchesError
from digests.safe_text import safe_line
from digests.storage.atomic_write import replace_file
from digests.storage.toml_text import with_tables

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MUTES = ("", "dim", "hide", "read")
"""What can be done with the items that a saved search finds: nothing, show them in quiet colours,
leave them out of lists, mark them as read when they arrive."""

_FIELDS = ("name", "query", "mute")
_FIRST_LINE = (
    "# ainews writes this file when you save a search; comments stay, except on what it changes."
)
_HEADING = re.compile(r"^\s*\[\[\s*search\s*\]\]", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A query under a name."""

    name: str
    """On one line; unique."""

    query: str
    """As typed. It may be invalid when the file was edited by hand."""

    mute: str = ""
    """One of `MUTES`."""


class SavedSearches:
    """The saved searches in a file. Every method rereads it and may be called from any thread.

    Any method may raise SavedSearchesError; the file is then unchanged.
    """

    def __init__(self, path: Path) -> None:
        """The file at `path` need not exist: it is created with the first search."""
        self.path = path
        self._lock = threading.Lock()

    def all(self) -> tuple[SavedSearch, ...]:
        """Return the searches in the order of the file."""
        return self._searches(self._text())

    def save(self, search: SavedSearch) -> None:
        """Replace the search with the same name, or append `search`."""
        search = replace(search, name=safe_line(search.name), query=safe_line(search.query))
        if not search.name or not search.query:
            raise self._mistake(0, "a saved search needs a name and a query; write both")

        def saved(known: tuple[SavedSearch, ...]) -> tuple[SavedSearch, ...]:
            if search.name in _names(known):
                return tuple(search if other.name == search.name else other for other in known)
            return (*known, search)

        self._change(saved)

    def remove(self, name: str) -> None:
        """Delete the search with this name, if there is one."""
        self._change(lambda known: tuple(other for other in known if other.name != name))

    def rename(self, name: str, new_name: str) -> None:
        """Give a search another name; one that another search has raises SavedSearchesError."""
        new_name = safe_line(new_name)

        def renamed(known: tuple[SavedSearch, ...]) -> tuple[SavedSearch, ...]:
            if name != new_name and new_name in _names(known):
                raise self._mistake(0, f"{new_name!r} is the name of another search; take another")
            return tuple(
                replace(other, name=new_name) if other.name == name else other for other in known
            )

        if not new_name:
            raise self._mistake(0, "a saved search needs a name; write one")
        self._change(renamed)

    def _change(self, change: Callable[[tuple[SavedSearch, ...]], tuple[SavedSearch, ...]]) -> None:
        with self._lock:
            text = self._text()
            known = self._searches(text)
            changed = change(known)
            if changed == known:
                return
            tables = [("search", asdict(search)) for search in changed]
            try:
                replace_file(self.path, with_tables(text, _FIRST_LINE, tables))
            except OSError as error:
                raise self._mistake(0, f"cannot be written: {_reason(error)}") from error

    def _searches(self, text: str) -> tuple[SavedSearch, ...]:
        try:
            values = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise self._mistake(*_line_and_reason(str(error), text)) from error
        return _Checked(self, text, values).searches()

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            raise self._mistake(line, "this is not UTF-8 text; save the file as UTF-8") from None
        except OSError as error:
            raise self._mistake(0, f"cannot be read: {_reason(error)}") from error

    def _mistake(self, line: int, reason: str) -> SavedSearchesError:
        return SavedSearchesError(str(self.path), line, reason)


@dataclass(frozen=True, slots=True)
class _Checked:
    """Checks the values of a file and turns them into searches."""

    owner: SavedSearches
    text: str
    values: dict[str, Any]

    def searches(self) -> tuple[SavedSearch, ...]:
        tables = self.values.get("search", [])
        if self.values.keys() - {"search"} or not isinstance(tables, list):
            raise self._mistake(0, "only [[search]] tables are expected; take out all else")
        by_name: dict[str, SavedSearch] = {}
        for number, table in enumerate(tables):
            search = self._search(number, table)
            if search.name in by_name:
                raise self._error_at(number, f"the name {search.name!r} is there twice; change one")
            by_name[search.name] = search
        return tuple(by_name.values())

    def _search(self, number: int, table: object) -> SavedSearch:
        if not isinstance(table, dict) or not table.keys() <= set(_FIELDS):
            raise self._error_at(number, f"a search has {', '.join(_FIELDS)} and nothing else")
        texts = {name: table.get(name, "") for name in _FIELDS}
        if not all(isinstance(text, str) for text in texts.values()):
            raise self._error_at(number, "values are texts in quotation marks")
        if texts["mute"] not in MUTES:
            raise self._error_at(number, 'mute is "dim", "hide", "read" or ""')
        search = SavedSearch(safe_line(texts["name"]), safe_line(texts["query"]), texts["mute"])
        if not search.name or not search.query:
            raise self._error_at(number, "a search needs a name and a query")
        return search

    def _error_at(self, number: int, reason: str) -> SavedSearchesError:
        headings = list(_HEADING.finditer(self.text))
        start = headings[number].end() if number < len(headings) else 0
        return self._mistake(self.text.count("\n", 0, start) + 1 if start else 0, reason)

    def _mistake(self, line: int, reason: str) -> SavedSearchesError:
        return SavedSearchesError(str(self.owner.path), line, reason)


def _line_and_reason(message: str, text: str) -> tuple[int, str]:
    """Split the line number off the message of the TOML parser."""
    match = _LINE.search(message)
    line = int(match[1]) if match and match[1] else text.count("\n") + 1
    return line, f"is not TOML: {_LINE.sub('', message).strip()}"


def _names(searches: tuple[SavedSearch, ...]) -> set[str]:
    return {search.name for search in searches}


def _reason(error: OSError) -> str:
    return f"{(error.strerror or str(error)).lower()}; check its permissions and its folder"
