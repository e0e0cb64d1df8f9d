"""How well stories are found, on pairs of items that people judged.

    python -m benchmarks.judged_pairs PAIRS.jsonl [FOLDER]

Each line of PAIRS has a `label` (`same`, or anything else), and the items `a` and `b` with `title`,
`text`, `links`, `date` and `language`. How common words are is counted in the digests of FOLDER, or
else in the pairs themselves.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.tables import Table
from digests import IssueUnreadableError, Item, Link, find_issue_files
from digests.refresh.reading import parse_issue_file
from digests.stories.comparison.canonical_urls import canonical_url
from digests.stories.comparison.features import features_of
from digests.stories.comparison.frequencies import Frequencies
from digests.stories.comparison.likeness import likeness
from digests.stories.comparison.weighting import weighted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Verdict(NamedTuple):
    """What was found of a pair, and what people say."""

    is_same: bool
    tier: str
    """`strong`, `maybe` or empty."""
    is_by_link: bool
    """Whether both link to the same page."""
    languages: str
    titles: tuple[str, str]


class Quality(NamedTuple):
    """How many pairs a tier got right."""

    right: int
    found: int
    same: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the right ones that was found; 1 when there are none."""
        return self.right / self.same if self.same else 1.0

    def __str__(self) -> str:
        """`P 95 % (62/65)  R 84 %`."""
        found = f"({self.right}/{self.found})"
        return f"P {self.precision:4.0%} {found:>8}  R {self.recall:4.0%}"


def judged_pairs(path: Path) -> list[dict[str, Any]]:
    """Return the pairs in a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def verdicts(pairs: Sequence[dict[str, Any]], frequencies: Frequencies) -> list[Verdict]:
    """Judge each pair."""
    return [_verdict(pair, frequencies) for pair in pairs]


def quality(found: Iterable[Verdict], tiers: Sequence[str] = ("strong",)) -> Quality:
    """Count how many of the pairs in these tiers are right."""
    judged = [(verdict.is_same, verdict.tier in tiers) for verdict in found]
    return Quality(
        sum(is_same and is_found for is_same, is_found in judged),
        sum(is_found for _, is_found in judged),
        sum(is_same for is_same, _ in judged),
    )


def frequencies_in(items: Iterable[Item]) -> Frequencies:
    """Count how common terms are in `items`."""
    counts: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    sizes = [0, 0]
    for item in items:
        features = features_of(item)
        counts[features.is_english].update(features.terms)
        sizes[features.is_english] += 1
    return Frequencies(
        *sizes, lambda terms: {term: (counts[0][term], counts[1][term]) for term in terms}
    )


def items_of(pairs: Sequence[dict[str, Any]]) -> Iterator[Item]:
    """Yield the items of pairs, each once."""
    told = {json.dumps(pair[side], sort_keys=True): pair[side] for pair in pairs for side in "ab"}
    yield from map(_item, told.values())


def table(found: Sequence[Verdict]) -> Table:
    """Return the figures: all, by link and by text alone, and the latter by language."""
    by_link = [verdict for verdict in found if verdict.is_by_link]
    by_text = [verdict for verdict in found if not verdict.is_by_link]
    groups = {"all": found, "with a shared link": by_link, "by text alone": by_text}
    for pair in sorted({verdict.languages for verdict in found}):
        some = [verdict for verdict in by_text if verdict.languages == pair]
        groups[f"by text alone, {pair}"] = some
    rows = [
        (f"{name} ({len(some)})", str(quality(some)), str(quality(some, ("strong", "maybe"))))
        for name, some in groups.items()
    ]
    return Table("Stories: pairs judged by people", ("", "strong", "with maybe"), tuple(rows))


def main() -> None:
    """Print the figures and each pair that was judged wrongly."""
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    pairs = judged_pairs(Path(sys.argv[1]))
    items = _items_in(Path(sys.argv[2])) if len(sys.argv) == 3 else items_of(pairs)
    found = verdicts(pairs, frequencies_in(items))
    print(table(found), "\n")
    for verdict in found:
        if verdict.is_same != (verdict.tier == "strong"):
            fault = "missed" if verdict.is_same else "wrong"
            print(f"{fault} ({verdict.tier or 'none'}, {verdict.languages}):")
            print(*(f"    {title[:110]}" for title in verdict.titles), sep="\n")


def _verdict(pair: dict[str, Any], frequencies: Frequencies) -> Verdict:
    one, other = (weighted(features_of(_item(pair[s])), frequencies) for s in "ab")
    links = frozenset.intersection(*(_links(pair[s]) for s in "ab"))
    first, second = (datetime.date.fromisoformat(pair[s]["date"]) for s in "ab")
    found = likeness(one, other, links, abs((first - second).days), frequencies)
    languages = "-".join(sorted(pair[s]["language"] for s in "ab"))
    titles = pair["a"]["title"], pair["b"]["title"]
    tier = found.tier.value if found else ""
    return Verdict(pair["label"] == "same", tier, bool(links), languages, titles)


def _item(told: dict[str, Any]) -> Item:
    links = tuple(map(Link, told["links"]))
    return Item("0.0", told["title"], (), links=links, text=told["text"])


def _links(told: dict[str, Any]) -> frozenset[str]:
    return frozenset(filter(None, map(canonical_url, told["links"])))


def _items_in(folder: Path) -> Iterator[Item]:
    for file in find_issue_files(folder).files:
        with suppress(IssueUnreadableError):
            yield from parse_issue_file(file).items


if __name__ == "__main__":
    main()
