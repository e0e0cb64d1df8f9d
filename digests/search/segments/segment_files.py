"""The two files of a segment, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.index.fields import KEY_FIELD
from digests.search.segments.array_file import ArrayFile, DamagedFileError
from digests.search.segments.columns import Columns
from digests.search.segments.term_lists import TermLists

if TYPE_CHECKING:
    from pathlib import Path

TERMS_EXT = ".pst"
ITEMS_EXT = ".itm"


def file_names(name: str) -> tuple[str, ...]:
    """Return the names of the files of segment `name`."""
    return f"{name}{TERMS_EXT}", f"{name}{ITEMS_EXT}"


class SegmentFiles:
    """A segment, mapped into memory for as long as one of its arrays exists."""

    def __init__(self, folder: Path, name: str) -> None:
        """Open segment `name`. Raises DamagedFileError and OSError."""
        self.name = name
        self._files = tuple(ArrayFile(folder / file) for file in file_names(name))
        self.terms = TermLists(self._files[0])
        self.columns = Columns(self._files[1])
        if (self.terms.items, self.terms.issues) != (self.columns.items, self.columns.issues):
            raise DamagedFileError(f"the files of {name} do not belong together")

    def drop_pages(self) -> None:
        """Free the memory that reading took; arrays stay valid and are read from disk again."""
        for file in self._files:
            file.drop_pages()

    def items_of(self, issue_id: str) -> list[tuple[int, int]]:
        """Return the ranges of an issue's items, removed ones included, ends exclusive.

        There are several when the issue was added more than once before a commit.
        """
        term = self.terms.find(KEY_FIELD, issue_id.encode("utf-8", "surrogatepass"))
        if term is None:
            return []
        starts = self.columns.issue_starts
        numbers = self.terms.lists(KEY_FIELD).one(term).tolist()
        return [(int(starts[number]), int(starts[number + 1])) for number in numbers]
