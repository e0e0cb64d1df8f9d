"""What stands in the fields whose values can be counted, and how often it stands there.

Segments keep such values as places in lists of names, a list for each segment. Here they become
one list for all segments, in which the spellings of one subject are one value.

Everything but site and section is the same for all items of an issue, so items are counted once for
each issue, and what follows works on issues, of which there are some dozens of times fewer.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from digests.model.text import subject_key
from digests.search.index.arrays import np
from digests.search.query.model import ExactField, TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.segments.columns import Columns

    Places = NDArray[np.uint32]
    Numbers = NDArray[np.int64]

SUBJECT_FIELDS = (TextField.COMPANY, TextField.MODEL, TextField.TOPIC, TextField.PERSON)


class Values:
    """The values of a column in all segments, each once."""

    def __init__(
        self,
        names: Sequence[list[str]],
        places: Sequence[Places],
        key: Callable[[str], str] = str,
    ) -> None:
        """Join the names of segments.

        Args:
            names: of each segment.
            places: the column of each segment, which points to its names.
            key: what all spellings of a value have in common; the one that is used most stays.
        """
        numbers: dict[str, int] = {}
        uses: list[int] = []
        self.names: list[str] = []
        self._numbers: list[Numbers] = []
        """For each name of a segment, the number of its value."""
        for own, used in zip(names, places, strict=True):
            counts = np.bincount(used, minlength=len(own)).tolist()
            its = [numbers.setdefault(key(name), len(numbers)) for name in own]
            for name, number, count in zip(own, its, counts, strict=True):
                if number == len(self.names):
                    self.names.append(name)
                    uses.append(count)
                elif count > uses[number]:
                    self.names[number], uses[number] = name, count
            self._numbers.append(np.array(its, np.int64))

    def count(self, places: Sequence[Places], weights: Sequence[Numbers] | None = None) -> Counts:
        """Count values, those with most first.

        Args:
            places: for each segment, which of its names to count.
            weights: how much each of them counts; without it, one.
        """
        total = np.zeros(len(self.names))
        for part, (numbers, its) in enumerate(zip(self._numbers, places, strict=True)):
            if len(its):
                weight = weights[part] if weights is not None else None
                total += np.bincount(numbers[its], weight, minlength=len(total))
        found = np.flatnonzero(total)
        counted = zip(
            map(self.names.__getitem__, found.tolist()), total[found].tolist(), strict=True
        )
        pairs = ((name, int(count)) for name, count in counted if name)
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


class FieldValues:
    """The values of all fields of a snapshot."""

    def __init__(self, columns: Sequence[Columns]) -> None:
        """Give the columns of the segments in their order. They are read when they are needed."""
        self._columns = columns

    def by_issue(self, of_issue: Numbers) -> Iterator[tuple[str, Counts]]:
        """Yield the fields that are the same for all items of an issue, with their values.

        `of_issue` says how many items of each issue count.
        """
        counts = self._split(of_issue, [columns.issues for columns in self._columns])
        yield TextField.PUBLICATION, self._publications.count(self._column("publication"), counts)
        yield ExactField.LANGUAGE, self._languages.count(self._column("language"), counts)
        repeated = [
            np.repeat(count, many)
            for count, (many, _) in zip(counts, self._subject_column, strict=True)
        ]
        yield from _by_field(
            self._subjects.count([its for _, its in self._subject_column], repeated)
        )

    def sites(self, numbers: Numbers) -> Counts:
        """Return the hosts of the first links of items, which are given in ascending order."""
        return self._sites.count(self._of_items("site", numbers))

    def sections(self, numbers: Numbers) -> Counts:
        """Return the titles of the sections around items, which are given in ascending order."""
        counted: Counter[str] = Counter()
        paths = Values(self._names("sections"), self._column("section"))
        for path, count in paths.count(self._of_items("section", numbers)):
            for title in set(path.split("\n")):
                counted[title] += count
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    @cached_property
    def _publications(self) -> Values:
        return Values(self._names("publications"), self._column("publication"))

    @cached_property
    def _languages(self) -> Values:
        return Values(self._names("languages"), self._column("language"))

    @cached_property
    def _sites(self) -> Values:
        return Values(self._names("sites"), self._column("site"))

    @cached_property
    def _subjects(self) -> Values:
        return Values(
            self._names("subjects"), [its for _, its in self._subject_column], _subject_key
        )

    @cached_property
    def _subject_column(self) -> list[tuple[Numbers, Places]]:
        return [columns.subjects() for columns in self._columns]

    def _of_items(self, name: str, numbers: Numbers) -> list[Places]:
        """Return for each segment the values of a column that items have."""
        first = 0
        places: list[Places] = []
        for columns in self._columns:
            start, end = np.searchsorted(numbers, [first, first + columns.items]).tolist()
            places.append(columns.column(name)[numbers[start:end] - first])
            first += columns.items
        return places

    def _names(self, kind: str) -> list[list[str]]:
        return [columns.names(kind) for columns in self._columns]

    def _column(self, name: str) -> list[Places]:
        return [columns.column(name) for columns in self._columns]

    @staticmethod
    def _split(array: Numbers, lengths: Sequence[int]) -> list[Numbers]:
        return np.split(array, np.cumsum(lengths)[:-1]) if lengths else []


def _subject_key(subject: str) -> str:
    field, _, name = subject.partition(":")
    return f"{field}:{subject_key(name)}"


def _by_field(subjects: Counts) -> Iterator[tuple[str, Counts]]:
    """Yield `company:x` under `company` as `x`, and so on."""
    split: dict[str, list[tuple[str, int]]] = {field: [] for field in SUBJECT_FIELDS}
    for subject, count in subjects:
        field, _, name = subject.partition(":")
        if field in split:
            split[field].append((name, count))
    yield from ((field, tuple(values)) for field, values in split.items())
