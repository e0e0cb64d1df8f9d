"""The sorted terms of a segment, each with its list: found by bisection, read in slices."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from digests.search.index.arrays import np
from digests.search.index.fields import ISSUE_FIELDS, WEIGHTED_FIELD
from digests.search.index.occurrences import STREAMS, Occurrences, impacts_of, stream_sizes
from digests.search.segments.posting_lists import GAP_TYPES, PostingLists, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from digests.search.segments.array_file import ArrayFile, ArrayFileWriter

    Numbers = NDArray[np.uint32]
    Bytes = NDArray[np.uint8]

_PAST_ANY_CHARACTER = b"\xff"
"""Greater than every byte of UTF-8."""

_BLOCK = 64
"""Terms of the weighted field after which it is written where further positions begin."""


class TermListWriter:
    """Writes terms and lists, field by field, the terms of each field in order."""

    def __init__(self, file: ArrayFileWriter) -> None:
        """`close` and `discard` close `file`."""
        self._file = file
        self.is_closed = False
        self._items = self._issues = 0
        self._fields: dict[str, tuple[int, int]] = {}
        self._terms = self._numbers = self._letters = 0
        self._written = dict.fromkeys(GAP_TYPES, 0)
        self._bits = 0
        self._streamed = dict.fromkeys(STREAMS, 0)
        file.append("term_ends", np.zeros(1, np.uint32))
        file.append("ends", np.zeros(1, np.uint32))

    def begin(self, *, items: int, issues: int) -> None:
        """Set the numbers of items and issues of the segment, before anything is added."""
        self._items = items
        self._issues = issues

    def add(
        self,
        field: str,
        terms: Sequence[bytes],
        starts: NDArray[np.int64],
        numbers: Numbers,
        occurrences: Occurrences | None = None,
    ) -> None:
        """Write lists of `field`; later calls may add later terms.

        Args:
            field: once another field was written, nothing can be added to it.
            terms: in UTF-8, sorted, and after those written before.
            starts: where the list of each term begins in `numbers`, and the end of the last one.
            numbers: of items, or of issues for a field of issues.
            occurrences: of the numbers, for the weighted field.
        """
        first, _ = self._fields.setdefault(field, (self._terms, self._terms))
        written = self._terms - first
        self._terms += len(terms)
        self._fields[field] = first, self._terms
        if not terms:
            return
        self._add_texts(terms)
        self._add_lists(starts, numbers, self._issues if field in ISSUE_FIELDS else self._items)
        if occurrences is not None:
            self._add_occurrences(occurrences, starts, written)

    def close(self) -> None:
        """Write the facts and close the file."""
        self._file.note("fields", self._fields)
        self._file.note("items", self._items)
        self._file.note("issues", self._issues)
        self._file.close()
        self.is_closed = True

    def discard(self) -> None:
        """Close the file incomplete."""
        self._file.discard()
        self.is_closed = True

    def _add_texts(self, terms: Sequence[bytes]) -> None:
        ends = np.cumsum(np.fromiter(map(len, terms), np.uint32, len(terms))) + self._letters
        self._letters = int(ends[-1])
        self._file.append("term_ends", ends.astype(np.uint32))
        self._file.append("terms", np.frombuffer(b"".join(terms), np.uint8))

    def _add_lists(self, starts: NDArray[np.int64], numbers: Numbers, size: int) -> None:
        lists = encode(starts, numbers, size)
        offsets = lists.offsets + self._base_of_kind()[lists.kinds]
        for width, gaps in lists.gaps.items():
            self._file.append(f"gaps{width}", gaps)
            self._written[width] += len(gaps)
        self._file.append("bits", lists.bits)
        self._bits += len(lists.bits)
        self._file.append("kinds", lists.kinds)
        self._file.append("firsts", lists.firsts)
        self._file.append("places", offsets.astype(np.uint32))
        self._file.append("ends", (starts[1:] + self._numbers).astype(np.uint32))
        self._numbers += len(numbers)

    def _add_occurrences(
        self, occurrences: Occurrences, starts: NDArray[np.int64], written: int
    ) -> None:
        marks = starts[:-1][-written % _BLOCK :: _BLOCK]
        for name, before in occurrences.before(marks).items():
            self._file.append(
                f"words_{name}_starts", (before + self._streamed[name]).astype(np.uint32)
            )
        for name, values in occurrences.arrays().items():
            self._file.append(f"words_{name}", values)
            self._streamed[name] += len(values)

    def _base_of_kind(self) -> NDArray[np.int64]:
        """Return the length so far of the array of each kind, by the kind's number."""
        return np.array(
            [0, self._written[1], self._written[2], 0, self._written[4], 0, 0, 0, self._bits]
        )


class TermLists:
    """Reads the terms and lists of a segment."""

    def __init__(self, file: ArrayFile) -> None:
        """Read nothing yet but the facts of `file`."""
        self._fields: dict[str, tuple[int, int]] = file.facts["fields"]
        self.items: int = file.facts["items"]
        self.issues: int = file.facts["issues"]
        self._term_ends: Numbers = file.array("term_ends")
        self._edges = self._term_ends.data
        self._terms = file.array("terms").data
        self._streams = Occurrences(*(file.array(f"words_{name}") for name in STREAMS))
        self._stream_starts = [
            file.array(f"words_{name}_starts") for name in ("others", "highs", "often")
        ]
        self._kinds: Bytes = file.array("kinds")
        self._ends: Numbers = file.array("ends")
        size = self.items, self.issues
        self._of_items, self._of_issues = (
            PostingLists(
                n, self._kinds, file.array("firsts"), file.array("places"), self._ends, file.array
            )
            for n in size
        )
        self._first_term = self.range_of(WEIGHTED_FIELD)[0]
        self._first_posting = int(self._ends[self._first_term])

    def fields(self) -> tuple[str, ...]:
        """Return the fields that were written, in the order of the file."""
        return tuple(self._fields)

    def range_of(self, field: str) -> tuple[int, int]:
        """Return the number of the first term of `field`, and the number after its last."""
        first, end = self._fields.get(field, (0, 0))
        return first, end

    def term(self, number: int) -> bytes:
        """Return term `number`, in UTF-8."""
        return bytes(self._terms[self._edges[number] : self._edges[number + 1]])

    def terms(self, start: int, stop: int) -> list[bytes]:
        """Return the terms from number `start` to before `stop`."""
        ends = self._term_ends[start : stop + 1].tolist()
        texts = bytes(self._terms[ends[0] : ends[-1]]) if ends else b""
        shift = ends[0] if ends else 0
        return [texts[a - shift : b - shift] for a, b in pairwise(ends)]

    def alike(self, numbers: NDArray[np.intp], word: bytes, differing: int) -> NDArray[np.intp]:
        """Return those of `numbers` whose terms begin and end as `word` does, but for the middle.

        They are as long as `word`, or a byte longer or shorter, and at most `differing` bytes of
        `word` are not at the start or the end of a term.
        """
        first = self._term_ends[numbers].astype(np.int64)
        last = self._term_ends[numbers + 1].astype(np.int64) - 1
        close = np.abs(last - first + 1 - len(word)) <= 1
        numbers, first, last = numbers[close], first[close], last[close]
        letters = np.frombuffer(self._terms, np.uint8)
        both = _agreeing(letters, first, word, 1) + _agreeing(letters, last, word[::-1], -1)
        return numbers[both >= len(word) - differing]

    def find(self, field: str, term: bytes) -> int | None:
        """Return the number of a term, or None when the segment lacks it."""
        number = self.closest(field, term)
        return number if number < self.range_of(field)[1] and self.term(number) == term else None

    def closest(self, field: str, term: bytes) -> int:
        """Return the number of the first term of `field` that is not less than `term`.

        It is the end of the field's range when there is none.
        """
        first, end = self.range_of(field)
        return bisect_left(range(end), term, lo=first, key=self.term)

    def range_of_term(self, field: str, term: bytes, *, is_prefix: bool) -> tuple[int, int]:
        """Return the number of the first term that is `term`, or begins with it, and the end."""
        if is_prefix:
            return self.starting_with(field, term)
        number = self.find(field, term)
        return (0, 0) if number is None else (number, number + 1)

    def starting_with(self, field: str, prefix: bytes) -> tuple[int, int]:
        """Return the number of the first term with a prefix, and the number after the last."""
        return self.closest(field, prefix), self.closest(field, prefix + _PAST_ANY_CHARACTER)

    def lists(self, field: str) -> PostingLists:
        """Return the reader of the lists of `field`, which are numbered as its terms."""
        return self._of_issues if field in ISSUE_FIELDS else self._of_items

    def counts(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return the lengths of the lists from number `start` to before `stop`."""
        ends = self._ends[start : stop + 1].astype(np.int64)
        return ends[1:] - ends[:-1]

    def occurrences(self, start: int, stop: int) -> Occurrences:
        """Return those of the lists of the weighted field from number `start` to before `stop`."""
        return self._from(self._streams_at(start), self._posting(start), self._posting(stop))

    def impacts(self, start: int, stop: int) -> Bytes:
        """Return the impacts in the same lists."""
        return impacts_of(self._streams.packed[self._posting(start) : self._posting(stop)])

    def _from(self, places: tuple[int, int, int], first: int, last: int) -> Occurrences:
        """Return the occurrences of some postings; `places` are where their streams begin."""
        packed, firsts = self._streams.packed[first:last], self._streams.firsts[first:last]
        sizes = stream_sizes(packed, self._streams.often[places[2] :])
        others, highs, often = map(_stretch, places, sizes)
        streams = self._streams
        return Occurrences(
            packed, firsts, streams.others[others], streams.highs[highs], streams.often[often]
        )

    def _posting(self, number: int) -> int:
        """Return the first posting of a term of the weighted field."""
        return int(self._ends[number]) - self._first_posting

    def _streams_at(self, number: int) -> tuple[int, int, int]:
        """Return where `others`, `highs` and `often` of a term of the weighted field begin."""
        block, beyond = divmod(number - self._first_term, _BLOCK)
        known = tuple(int(starts[block]) for starts in self._stream_starts)
        first, last = self._posting(number - beyond), self._posting(number)
        more = stream_sizes(self._streams.packed[first:last], self._streams.often[known[2] :])
        others, highs, often = (start + size for start, size in zip(known, more, strict=True))
        return others, highs, often


def _stretch(start: int, size: int) -> slice:
    return slice(start, start + size)


def _agreeing(
    letters: NDArray[np.uint8], start: NDArray[np.int64], word: bytes, step: int
) -> NDArray[np.int64]:
    """Return how many letters from each `start` on are those of `word`; `step` is 1 or -1."""
    places = start[:, None] + np.arange(0, len(word) * step, step)
    same = letters.take(places, mode="clip") == np.frombuffer(word, np.uint8)
    total: NDArray[np.int64] = np.logical_and.accumulate(same, axis=1).sum(axis=1)
    return total
