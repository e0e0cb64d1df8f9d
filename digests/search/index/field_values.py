"""The values of the fields whose values are counted, and how many items have each.

Segments store such values as indexes in lists of names, one list per segment. Here these lists are
merged, and the spellings of one subject become one value.

Everything but site and section is the same for all items of an issue, so its values are counted
over issues, of which there are some dozens of times fewer.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from digests.search.index.arrays import np
from digests.search.query.model import ExactField, TextField, value_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from digests.search.hits import Counts
    from digests.search.segments.columns import Columns

    Indexes = NDArray[np.uint32]
    Numbers = NDArray[np.int64]

SUBJECT_FIELDS = (TextField.COMPANY, TextField.MODEL, TextField.TOPIC, TextField.PERSON)


class Values:
    """The values of a column in all segments, each once."""

    def __init__(
        self,
        names: Sequence[list[str]],
        indexes: Sequence[Indexes],
        key: Callable[[str], str] = str,
    ) -> None:
        """Merge the names of segments.

        Args:
            names: of each segment.
            indexes: the column of each segment, with indexes in its names.
            key: is equal for all spellings of a value; the most frequent spelling is shown.
        """
        self._by_key = numbers = dict[str, int]()
        uses: list[int] = []
        self.names: list[str] = []
        self._numbers: list[Numbers] = []
        """For each name of a segment, the number of its value."""
        for own, used in zip(names, indexes, strict=True):
            counts = np.bincount(used, minlength=len(own)).tolist()
            own_numbers = [numbers.setdefault(key(name), len(numbers)) for name in own]
            for name, number, count in zip(own, own_numbers, counts, strict=True):
                if number == len(self.names):
                    self.names.append(name)
                    uses.append(count)
                elif count > uses[number]:
                    self.names[number], uses[number] = name, count
            self._numbers.append(np.array(own_numbers, np.int64))

    def number(self, key: str) -> int:
        """Return the number of the value with this key, or -1 when there is none."""
        return self._by_key.get(key, -1)

    def numbers(self, indexes: Sequence[Indexes]) -> Numbers:
        """Return the values of the segments' columns, one after another, as numbers."""
        of_segments = zip(self._numbers, indexes, strict=True)
        return np.concatenate([np.empty(0, np.int64), *(own[used] for own, used in of_segments)])

    def count(self, indexes: Sequence[Indexes], weights: Sequence[Numbers] | None = None) -> Counts:
        """Count values, the most frequent first.

        Args:
            indexes: for each segment, which of its names to count.
            weights: how much each of them counts, by default 1.
        """
        total = np.zeros(len(self.names))
        for segment, (numbers, own) in enumerate(zip(self._numbers, indexes, strict=True)):
            if len(own):
                weight = weights[segment] if weights is not None else None
                total += np.bincount(numbers[own], weight, minlength=len(total))
        used = np.flatnonzero(total)
        counted = zip(map(self.names.__getitem__, used.tolist()), total[used].tolist(), strict=True)
        pairs = ((name, int(count)) for name, count in counted if name)
        return tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))


class FieldValues:
    """The values of all fields of a snapshot."""

    def __init__(self, columns: Sequence[Columns]) -> None:
        """`columns` are those of the segments, in order; they are read when needed."""
        self._columns = columns

    def by_issue(self, of_issue: Numbers) -> Iterator[tuple[str, Counts]]:
        """Yield the fields that are the same for all items of an issue, with their counts.

        `of_issue` has the number of items to count of each issue.
        """
        counts = self._split(of_issue, [columns.issues for columns in self._columns])
        yield TextField.PUBLICATION, self._publications.count(self._column("publication"), counts)
        yield ExactField.LANGUAGE, self._languages.count(self._column("language"), counts)
        repeated = [
            np.repeat(count, many)
            for count, (many, _) in zip(counts, self._subject_column, strict=True)
        ]
        yield from _by_field(
            self._subjects.count([indexes for _, indexes in self._subject_column], repeated)
        )

    def issues_with(self, field: str, value: str) -> NDArray[np.bool_]:
        """Flag the issues one of whose names in `field` is `value`, as `value_key` compares."""
        if field == TextField.PUBLICATION:
            return np.equal(self.publication_of_issue, self._publications.number(value_key(value)))
        number = self._subjects.number(f"{field}:{value_key(value)}")
        is_asked = self._subjects.numbers([own for _, own in self._subject_column]) == number
        nothing = np.empty(0, np.int64)
        counts = np.concatenate([nothing, *(many for many, _ in self._subject_column)])
        flags = np.zeros(len(counts), bool)
        flags[np.repeat(np.arange(len(counts)), counts)[is_asked]] = True
        return flags

    def sites(self, numbers: Numbers) -> Counts:
        """Return the hosts of the first links of items; `numbers` are ascending."""
        return self._sites.count(self._of_items("site", numbers))

    def sections(self, numbers: Numbers) -> Counts:
        """Return the titles of the sections around items; `numbers` are ascending."""
        counted: Counter[str] = Counter()
        paths = Values(self._names("sections"), self._column("section"))
        for path, count in paths.count(self._of_items("section", numbers)):
            for title in set(path.split("\n")):
                counted[title] += count
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))

    @cached_property
    def publication_of_issue(self) -> Numbers:
        """The number of each issue's publication."""
        return self._publications.numbers(self._column("publication"))

    @cached_property
    def _publications(self) -> Values:
        return Values(self._names("publications"), self._column("publication"), value_key)

    @cached_property
    def _languages(self) -> Values:
        return Values(self._names("languages"), self._column("language"))

    @cached_property
    def _sites(self) -> Values:
        return Values(self._names("sites"), self._column("site"))

    @cached_property
    def _subjects(self) -> Values:
        indexes = [indexes for _, indexes in self._subject_column]
        return Values(self._names("subjects"), indexes, _subject_key)

    @cached_property
    def _subject_column(self) -> list[tuple[Numbers, Indexes]]:
        return [columns.subjects() for columns in self._columns]

    def _of_items(self, name: str, numbers: Numbers) -> list[Indexes]:
        """Return, for each segment, the values of a column for the given items."""
        first = 0
        indexes: list[Indexes] = []
        for columns in self._columns:
            start, end = np.searchsorted(numbers, [first, first + columns.items]).tolist()
            indexes.append(columns.column(name)[numbers[start:end] - first])
            first += columns.items
        return indexes

    def _names(self, kind: str) -> list[list[str]]:
        return [columns.names(kind) for columns in self._columns]

    def _column(self, name: str) -> list[Indexes]:
        return [columns.column(name) for columns in self._columns]

    @staticmethod
    def _split(array: Numbers, lengths: Sequence[int]) -> list[Numbers]:
        return np.split(array, np.cumsum(lengths)[:-1]) if lengths else []


def _subject_key(subject: str) -> str:
    field, _, name = subject.partition(":")
    return f"{field}:{value_key(name)}"


def _by_field(subjects: Counts) -> Iterator[tuple[str, Counts]]:
    """Yield `company:x` under `company` as `x`, and so on."""
    split: dict[str, list[tuple[str, int]]] = {field: [] for field in SUBJECT_FIELDS}
    for subject, count in subjects:
        field, _, name = subject.partition(":")
        if field in split:
            split[field].append((name, count))
    yield from ((field, tuple(values)) for field, values in split.items())
