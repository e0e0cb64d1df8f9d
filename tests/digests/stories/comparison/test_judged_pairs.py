"""Pairs of real items that people judged, where they lie beside the project.

They were written by others and are no part of the project, so these tests skip without them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.judged_pairs import (
    frequencies_in,
    items_of,
    judged_pairs,
    quality,
    table,
    verdicts,
)
from tests.told_stories import FERRY, FUND, FUND_ZH, HERON, HERON_AGAIN, HERON_ZH

PAIRS = Path(__file__).parents[5] / "shared" / "gold" / "stories" / "pairs.jsonl"


def side(told: tuple[str, str, tuple[str, ...]]) -> dict[str, object]:
    title, text, links = told
    return {"title": title, "text": text, "links": links, "date": "2026-08-01", "language": "en"}


def test_invented_pairs_are_judged():
    told = [(HERON, HERON_ZH), (FUND, FUND_ZH), (HERON, HERON_AGAIN), (HERON, FERRY)]
    pairs = [
        {"label": label, "a": side(one), "b": side(other)}
        for label, (one, other) in zip(("same", "same", "topic", "diff"), told, strict=True)
    ]
    found = verdicts(pairs, frequencies_in(items_of(pairs)))
    assert quality(found) == (2, 3, 2)
    assert quality(found).precision == pytest.approx(2 / 3)
    assert quality([]).precision == quality([]).recall == 1
    assert "by text alone, en-en (3)" in str(table(found))


@pytest.mark.skipif(not PAIRS.exists(), reason="no judged pairs beside the project")
def test_judged_pairs_are_found_as_people_see_them():
    pairs = judged_pairs(PAIRS)
    found = verdicts(pairs, frequencies_in(items_of(pairs)))
    overall = quality(found)
    by_link = quality(verdict for verdict in found if verdict.is_by_link)
    by_text = quality(verdict for verdict in found if not verdict.is_by_link)
    assert overall.precision >= 0.91
    assert overall.recall >= 0.78
    assert by_link.precision >= 0.94
    assert by_text.precision >= 0.85
