"""Merging segments: which ones, and how, without a loop over postings.

Each refresh adds a small segment. Whenever there are more than `MOST_SEGMENTS`, the smallest are
merged, together with each next larger one that is at most twice as large as those before it taken
together. So segments stay few, and an item is merged again only when its segment has about doubled:
a refresh of some issues does not rewrite the segment that has nearly everything.

Terms are merged in slices of the alphabet, each small enough for memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from digests.search.index.arrays import np
from digests.search.index.fields import ISSUE_FIELDS, ITEM_FIELDS, PREFIX_FIELD, WEIGHTED_FIELD
from digests.search.index.occurrences import joined
from digests.search.segments.inversion import grouped
from digests.search.segments.prefix_lists import frequent_prefixes, prefix_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from digests.search.index.occurrences import Occurrences
    from digests.search.segments.columns import ColumnWriter
    from digests.search.segments.prefix_lists import Prefix
    from digests.search.segments.segment_files import SegmentFiles
    from digests.search.segments.term_lists import TermLists, TermListWriter

    Numbers = NDArray[np.uint32]

MOST_SEGMENTS = 8
_MOST_REMOVED = 0.25
"""The share of removed items above which a segment is rewritten."""

_SLICE = 2_000_000
"""Pairs of term and item that are merged at a time, approximately: some 100 MB."""

_COPIED = 20_000
"""Items whose stored values are copied at a time."""

_REMOVED = np.uint32(0xFFFFFFFF)


def worth_merging(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Return which segments to merge into one, by their indexes in `sizes`; often none.

    `sizes` has the number of items of each segment, and how many of them were removed.
    """
    wasteful = {n for n, (items, removed) in enumerate(sizes) if removed > items * _MOST_REMOVED}
    if len(sizes) <= MOST_SEGMENTS:
        return sorted(wasteful)
    alive = [items - removed for items, removed in sizes]
    by_size = sorted(range(len(sizes)), key=alive.__getitem__)
    chosen = by_size[: len(sizes) - MOST_SEGMENTS + 1]
    for number in by_size[len(chosen) :]:
        if alive[number] > 2 * sum(alive[n] for n in chosen):
            break
        chosen.append(number)
    return sorted({*chosen, *wasteful})


class _Source(NamedTuple):
    """A segment that is merged, and the new numbers of what it has."""

    files: SegmentFiles
    terms: TermLists
    new_items: Numbers
    """The number that each item gets; _REMOVED for a removed one."""
    new_issues: Numbers

    def renumbering(self, field: str) -> Numbers:
        return self.new_issues if field in ISSUE_FIELDS else self.new_items


def merge_into(
    columns: ColumnWriter,
    terms: TermListWriter,
    segments: Iterable[tuple[SegmentFiles, Sequence[tuple[int, int]]]],
) -> None:
    """Write the items of segments that are not removed as one segment, and close both writers.

    Args:
        columns: an empty writer.
        terms: an empty writer.
        segments: each with the ranges of its removed items.
    """
    sources = [_copied(columns, files, removed) for files, removed in segments]
    terms.begin(items=columns.items, issues=columns.issues)
    columns.close()
    for field in (*ITEM_FIELDS, *sorted(ISSUE_FIELDS)):
        texts: list[str] = []
        counts: list[NDArray[np.int64]] = []
        for part in _merged_slices(sources, field):
            terms.add(field, *part)
            if field == WEIGHTED_FIELD:
                texts += [term.decode("utf-8", "surrogatepass") for term in part.terms]
                counts.append(np.diff(part.starts))
        if field == WEIGHTED_FIELD:
            starts = np.cumsum(np.concatenate([np.zeros(1, np.int64), *counts]))
            prefixes = frequent_prefixes(texts, starts)
    for lists in prefix_lists(prefixes, lambda prefix: _numbers_of(prefix, sources), columns.items):
        terms.add(PREFIX_FIELD, *lists)
    terms.close()


def _copied(
    columns: ColumnWriter, files: SegmentFiles, removed: Sequence[tuple[int, int]]
) -> _Source:
    """Copy the columns of the issues that remain, and renumber these and their items."""
    old = files.columns
    starts = old.issue_starts
    is_removed = np.zeros(old.issues, bool)
    is_removed[np.searchsorted(starts, [start for start, _ in removed])] = True
    kept = np.flatnonzero(~is_removed)
    new_issues = np.full(old.issues, _REMOVED)
    new_issues[kept] = np.arange(columns.issues, columns.issues + len(kept), dtype=np.uint32)
    is_kept = np.repeat(~is_removed, np.diff(starts))
    new_items = np.full(old.items, _REMOVED)
    new_items[is_kept] = np.arange(columns.items, columns.items + is_kept.sum(), dtype=np.uint32)
    passages = old.column("passages")
    for number in kept.tolist():
        items = int(starts[number + 1] - starts[number])
        columns.add_issue(old.issue(number), items, int(passages[number]))
    keys, parts = old.column("keys"), old.parts()
    named = [(old.names(f"{name}s"), old.column(name)) for name in ("site", "section")]
    for start, stop in _runs(is_kept):
        own = [[names[i] for i in indexes[start:stop].tolist()] for names, indexes in named]
        columns.add_items(
            old.packed(start, stop),
            old.addresses(start, stop),
            keys[start:stop],
            parts[start:stop],
            *own,
        )
        files.drop_pages()
    return _Source(files, files.terms, new_items, new_issues)


def _runs(flags: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the ranges that are set; long ones are split."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False)).tolist()
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        for start in range(first, last, _COPIED):
            yield start, min(last, start + _COPIED)


class _MergedSlice(NamedTuple):
    """Some terms of a field with their lists: arguments of `TermListWriter.add`."""

    terms: list[bytes]
    starts: NDArray[np.int64]
    numbers: Numbers
    occurrences: Occurrences | None


def _merged_slices(sources: Sequence[_Source], field: str) -> Iterator[_MergedSlice]:
    edges = _edges(sources, field)
    bounds = [
        [source.terms.closest(field, edge) for edge in edges] + [source.terms.range_of(field)[1]]
        for source in sources
    ]
    for number in range(len(edges)):
        ranges = [(bound[number], bound[number + 1]) for bound in bounds]
        merged = _merged(sources, field, ranges)
        if merged.terms:
            yield merged
        for source in sources:
            source.files.drop_pages()


def _edges(sources: Sequence[_Source], field: str) -> list[bytes]:
    """Return the lower bounds of slices, by the terms of the largest segment; the first is b""."""
    largest = max((source.terms for source in sources), key=lambda terms: terms.items)
    share = largest.items / sum(source.terms.items for source in sources)
    first, end = largest.range_of(field)
    slices = np.cumsum(largest.counts(first, end)) // max(1, int(_SLICE * share))
    changes = np.flatnonzero(np.diff(slices)) + 1
    return [b"", *(largest.term(first + int(index)) for index in changes)]


def _merged(
    sources: Sequence[_Source], field: str, ranges: Sequence[tuple[int, int]]
) -> _MergedSlice:
    own_terms = [
        source.terms.terms(*range_) for source, range_ in zip(sources, ranges, strict=True)
    ]
    all_terms = sorted(set().union(*own_terms))
    numbers_of_terms = {term: number for number, term in enumerate(all_terms)}
    parts = []
    for source, range_, terms in zip(sources, ranges, own_terms, strict=True):
        rank = np.fromiter(map(numbers_of_terms.__getitem__, terms), np.uint32, len(terms))
        parts.append(_kept(source, field, range_, rank))
    # Items of a later source have greater numbers, so each list stays in order.
    starts, order = grouped(np.concatenate([part.ranks for part in parts]), len(all_terms))
    numbers = np.concatenate([part.numbers for part in parts])[order]
    own = [part.occurrences for part in parts if part.occurrences is not None]
    occurrences = joined(own).taken(order) if own else None
    used = np.flatnonzero(np.diff(starts))
    return _MergedSlice(
        [all_terms[number] for number in used.tolist()],
        np.append(starts[used], len(numbers)),
        numbers,
        occurrences,
    )


class _Kept(NamedTuple):
    """The pairs of some terms of a source, without those of removed items."""

    ranks: Numbers
    """The term of each."""
    numbers: Numbers
    occurrences: Occurrences | None


def _kept(source: _Source, field: str, range_: tuple[int, int], rank: Numbers) -> _Kept:
    numbers = _renumbered(source, field, *range_)
    ranks = np.repeat(rank, source.terms.counts(*range_))
    occurrences = source.terms.occurrences(*range_) if field == WEIGHTED_FIELD else None
    kept = np.flatnonzero(numbers != _REMOVED)
    if len(kept) == len(numbers):
        return _Kept(ranks, numbers, occurrences)
    return _Kept(ranks[kept], numbers[kept], occurrences.taken(kept) if occurrences else None)


def _renumbered(source: _Source, field: str, start: int, stop: int) -> Numbers:
    _, numbers = source.terms.lists(field).many(start, stop)
    renumbered: Numbers = source.renumbering(field)[numbers]
    return renumbered


def _numbers_of(prefix: Prefix, sources: Sequence[_Source]) -> Numbers:
    """Return the new numbers of the items that have a prefix, possibly with repetitions."""
    text = prefix.text.encode("utf-8", "surrogatepass")
    by_source = [
        _renumbered(source, WEIGHTED_FIELD, *source.terms.starting_with(WEIGHTED_FIELD, text))
        for source in sources
    ]
    for source in sources:
        source.files.drop_pages()
    numbers = np.concatenate(by_source)
    kept: Numbers = numbers[numbers != _REMOVED]
    return kept
