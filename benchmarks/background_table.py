"""Makes the table of how common terms are in news about AI at large, from archives of digests.

    python -m benchmarks.background_table FOLDER...

writes `digests/stories/comparison/background.bin`, the same for the same digests. It is to be made
again when `features.py` makes other terms of a text: a kind of term that is not in the table is
taken for rare. With the archives below that takes ten minutes.

What the counts stand for. Both languages have counts of their own, so that nothing counts twice
because it was translated. Items of one language with the same terms count once: reprints, forks,
and stories that a digest repeats. No publication counts for more than MOST_ITEMS: each item of a
larger one counts for less, in proportion, or the largest archive alone would decide what is rare.
Smaller ones count for what they are. The sums are stated per million items, and the rarest terms
left out: they are as good as unknown, and a name that few items have is nobody's business.

The archives: of AI digests, `ai-daily`, `dongyu`, `justlovemaki`, `lihaokun`, `santos`, `smol-ai`,
`tianyaxiang` and `workdoc`, five of them Chinese, of 2023 to 2026; of programming and technology,
`this-week-in-rust` and `ruanyf-weekly`, for the plain words of both languages.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter, defaultdict
from contextlib import suppress
from hashlib import blake2b
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from digests import IssueUnreadableError, find_issue_files
from digests.refresh.reading import parse_issue_file
from digests.stories.comparison.background import COUNTS, FILE, ITEMS, STEPS
from digests.stories.prepared import prepare_stories, unpacked_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digests.stories.comparison.features import Features

MOST_ITEMS = 10_000
_FEWEST_ITEMS = 3
_FEWEST_PER_MILLION = 10


class TermCounts:
    """How many different items of each publication and language have each term."""

    def __init__(self) -> None:
        self._items: Counter[tuple[bool, str]] = Counter()
        self._terms: defaultdict[tuple[bool, str], Counter[str]] = defaultdict(Counter)
        self._seen: set[bytes] = set()

    def add(self, publication: str, features: Features) -> None:
        """Count an item, unless one with the same terms was counted."""
        text = " ".join(sorted(features.terms))
        digest = blake2b(text.encode(), digest_size=8).digest()
        if digest not in self._seen:
            self._seen.add(digest)
            self._items[features.is_english, publication] += 1
            self._terms[features.is_english, publication].update(features.terms)

    def per_million(self) -> dict[str, tuple[int, int]]:
        """Return how many of a million Chinese and of a million English items have each term."""
        shares = self._shares(is_english=False), self._shares(is_english=True)
        common = {term for term, items in self._items_by_term().items() if items >= _FEWEST_ITEMS}
        counts = {
            term: (round(ITEMS * shares[0].get(term, 0)), round(ITEMS * shares[1].get(term, 0)))
            for term in sorted(common)
        }
        return {term: pair for term, pair in counts.items() if max(pair) >= _FEWEST_PER_MILLION}

    def _items_by_term(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for terms in self._terms.values():
            total.update(terms)
        return total

    def _shares(self, *, is_english: bool) -> Mapping[str, float]:
        """Return the share of items of one language that have each term, publications balanced."""
        shares: defaultdict[str, float] = defaultdict(float)
        sizes = {key: items for key, items in self._items.items() if key[0] == is_english}
        total = sum(min(MOST_ITEMS, items) for items in sizes.values())
        for key, items in sorted(sizes.items()):
            weight = min(MOST_ITEMS, items) / items / total
            for term, count in self._terms[key].items():
                shares[term] += weight * count
        return shares


def counted(folders: Iterable[Path]) -> TermCounts:
    """Count the terms of all digests in `folders`; a file that cannot be read is passed over."""
    counts = TermCounts()
    for publication, features in _items_in(folders):
        counts.add(publication, features)
    return counts


def _items_in(folders: Iterable[Path]) -> Iterator[tuple[str, Features]]:
    for folder in folders:
        for file in sorted(find_issue_files(folder).files, key=lambda file: file.source):
            with suppress(IssueUnreadableError):
                issue = prepare_stories(parse_issue_file(file))
                for features in unpacked_features(issue.features):
                    yield issue.publication, features


def packed(counts: Mapping[str, tuple[int, int]]) -> bytes:
    """Return the bytes of the file; `background.py` describes them."""
    levels: defaultdict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for term, (chinese, english) in counts.items():
        checksum = crc32(term.encode())
        other = levels[checksum]
        levels[checksum] = max(_level(chinese), other[0]), max(_level(english), other[1])
    rows = sorted(levels.items())
    sizes = Counter(checksum >> 16 for checksum, _ in rows)
    lower_halves = array("H", (checksum & 0xFFFF for checksum, _ in rows))
    if sys.byteorder == "big":
        lower_halves.byteswap()
    return b"".join(
        (
            len(rows).to_bytes(4, "little"),
            bytes(sizes[upper] for upper in range(0x10000)),
            lower_halves.tobytes(),
            bytes(chinese for _, (chinese, _) in rows),
            bytes(english for _, (_, english) in rows),
        )
    )


def _level(count: int) -> int:
    return min(len(COUNTS) - 1, round(STEPS * log2(count)) + 1) if count else 0


def main() -> None:
    """Write the table, and print how large it is."""
    if len(sys.argv) == 1:
        raise SystemExit(__doc__)
    counts = counted(map(Path, sys.argv[1:])).per_million()
    FILE.write_bytes(packed(counts))
    print(f"{len(counts):,} terms, {FILE.stat().st_size:,} bytes in {FILE}")


if __name__ == "__main__":
    main()
