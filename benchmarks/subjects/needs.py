"""How good the first hits are for thirty needs of readers, against rankings by BM25 alone."""

from __future__ import annotations

import datetime
import statistics
import sys
from itertools import chain
from typing import TYPE_CHECKING

from benchmarks.material import kept_issues
from benchmarks.needs.documents import documents
from benchmarks.needs.judgements import FIRST_HITS, judged_needs
from benchmarks.needs.rivals import build_rivals, rivals
from benchmarks.setting import say
from benchmarks.tables import Table
from digests.search.evaluation.evaluation import search
from digests.search.index.index import SearchIndex
from digests.search.index.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.needs.judgements import Need
    from benchmarks.needs.rivals import Ask
    from benchmarks.setting import Setting

_OURS = "ainews"
_TODAY = datetime.date(2026, 11, 29)
"""Soon after the newest of the digests that the grades are for."""

_POOLED = 10
"""First hits of each engine among which is what could have been found."""

_BOTH = (False, True)
_MANY = 100
"""Hits without a grade that say that the digests are other ones."""


def tables(setting: Setting) -> Iterator[Table]:
    """Yield the quality of each engine's first hits, by need and on average."""
    say("indexing for the needs of readers")
    build_rivals(documents(kept_issues(setting.issues)), setting.scratch / "needs-rivals")
    asks = {_OURS: _library(setting.issues, setting.scratch / "needs")}
    yield quality(asks | rivals(setting.scratch / "needs-rivals"))


def _library(issues: Path, folder: Path) -> Ask:
    index = SearchIndex.create(folder)
    with index.writer() as writer:
        for issue in kept_issues(issues):
            writer.add(prepare(issue))
    return asking(index)


def asking(index: SearchIndex) -> Ask:
    """Return how the library's own index is asked."""

    def ask(query: str, limit: int) -> list[str]:
        page = search(index, query, limit=limit, today=_TODAY)
        return [hit.item_id for hit in page.hits]

    return ask


def quality(asks: Mapping[str, Ask]) -> Table:
    """Ask each engine for the needs; of those kept aside, show the mean only.

    Hits are measured by the best order of what any engine has found, as is usual, and in the
    last mean by the best order of all that was graded, whether an engine finds it or not.
    """
    needs = judged_needs()
    found = {name: [ask(need.query, _POOLED) for need in needs] for name, ask in asks.items()}
    pools = [need.pool(chain(*hits)) for need, *hits in zip(needs, *found.values(), strict=True)]
    scores = {name: _scores(needs, hits, pools) for name, hits in found.items()}
    strict = [_scores(needs, hits, [need.grades for need in needs]) for hits in found.values()]
    rows = [
        (need.query, *(f"{of_engine[number]:.2f}" for of_engine in scores.values()))
        for number, need in enumerate(needs)
        if not need.is_held
    ]
    rows += [
        (f"mean of {label}", *(f"{_mean(needs, s, kinds):.3f}" for s in of_engines))
        for label, kinds, of_engines in (
            ("these", (False,), scores.values()),
            ("those kept aside", (True,), scores.values()),
            ("all", _BOTH, scores.values()),
            ("all, by all that was graded", _BOTH, strict),
        )
    ]
    ungraded = {name: list(_ungraded(needs, hits)) for name, hits in found.items()}
    rows.append(("hits without a grade", *(str(len(hits)) for hits in ungraded.values())))
    return Table(f"Needs of readers: nDCG@{FIRST_HITS}", ("", *asks), tuple(rows), _notes(ungraded))


def _scores(
    needs: Sequence[Need], hits: Sequence[Sequence[str]], pools: Sequence[Collection[str]]
) -> list[float]:
    return [need.ndcg(ids, pool) for need, ids, pool in zip(needs, hits, pools, strict=True)]


def _mean(needs: Sequence[Need], scores: Sequence[float], kinds: Collection[bool]) -> float:
    return statistics.fmean(
        s for need, s in zip(needs, scores, strict=True) if need.is_held in kinds
    )


def _ungraded(needs: Sequence[Need], answers: Sequence[Sequence[str]]) -> Iterator[str]:
    for need, ids in zip(needs, answers, strict=True):
        yield from (f"{hit} for {need.query}" for hit in ids[:FIRST_HITS] if hit not in need.grades)


def _notes(ungraded: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return what the figures are worth, and list on standard error what has no grade."""
    hits = sorted({hit for of_engine in ungraded.values() for hit in of_engine})
    if len(hits) > _MANY:
        return ("The grades are for other digests than these: most hits have none.",)
    for hit in hits:
        print(f"not graded: {hit}", file=sys.stderr)
    return ("A hit without a grade gains nothing, nor does a copy of a better placed one.",)
