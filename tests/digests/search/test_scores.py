"""Items are scored by the formula of `bm25f` and nothing else."""

from __future__ import annotations

import math
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.search.analysis import terms
from digests.search.evaluation.matching import Matches, TermItems
from digests.search.evaluation.ranking import scores
from digests.search.index.bm25f import FIELD_WEIGHTS, K1, LEVELS
from digests.search.index.index import SearchIndex
from digests.search.query.parser import parse_query
from tests.digests.search.small_libraries import SLOW, TODAY, hosts_of, id_in, issues

if TYPE_CHECKING:
    from pathlib import Path

    from digests import Issue


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scores")


def bm25f(library: list[Issue], term: str) -> dict[str, float]:
    """The score of each item with `term`, by the formula and nothing else."""
    weights: dict[str, float] = {}
    for made in library:
        for one in made.items:
            texts = {
                "title": one.title,
                "body": one.text,
                "section": "\n".join(one.section),
                "around": "\n".join(dict.fromkeys(hosts_of(one).split("\n"))),
            }
            weight = 0.0
            for name, text in texts.items():
                found = list(terms(text))
                factor, b, usual = FIELD_WEIGHTS[name]
                weight += factor * found.count(term) / (1 - b + b * max(len(found) / usual, 1))
            if weight:
                weights[id_in(made, one)] = weight
    count = sum(len(made.items) + 1 for made in library)  # each issue as a whole counts, too
    idf = math.log(1 + (count - len(weights) + 0.5) / (len(weights) + 0.5))
    return {name: idf * weight / (K1 + weight) for name, weight in weights.items()}


@SLOW
@given(library=issues(), words=st.sets(st.sampled_from(["heron", "crane", "模型"]), min_size=1))
def test_scores_are_those_of_the_formula(
    folders: Path, library: list[Issue], words: set[str]
) -> None:
    folder = folders / str(len(list(folders.iterdir())))
    part = parse_query(" OR ".join(words)).part
    assert part is not None
    with closing(SearchIndex.create(folder)) as index:
        index.change(library)
        with index.snapshot() as snapshot:
            terms = TermItems(snapshot)
            matched = Matches(terms, "", TODAY).of(part)
            ids = [snapshot.item(number).item_id for number in matched.numbers.tolist()]
            ours = dict(zip(ids, scores(terms, part, matched).tolist(), strict=True))
    expected = [bm25f(library, word) for word in words]
    for name, score in ours.items():
        # An impact is rounded to a step, and the least one is a whole step.
        wanted = sum(scored.get(name, 0) for scored in expected)
        assert score == pytest.approx(wanted, abs=len(words) * 3 / LEVELS)
