"""Evidence as people write it: terms are kept folded, and titles show how they were written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.stories.comparison.features import is_chinese, is_quantity
from digests.stories.comparison.quantities import spelled
from digests.stories.evidence import Evidence, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KEPT = frozenset((EvidenceKind.LINK, EvidenceKind.EVENT))
_PARTS = re.compile(r"[^\W\d_]+|\d[\d.]*")


def spelled_evidence(evidence: Iterable[Evidence], *titles: str) -> tuple[Evidence, ...]:
    """Return `evidence` with its terms spelled as in the titles, where these have them."""
    return tuple(
        one if one.kind in _KEPT else Evidence(one.kind, _spelled_terms(one.shared, titles))
        for one in evidence
    )


def _spelled_terms(terms: Sequence[str], titles: Sequence[str]) -> tuple[str, ...]:
    return tuple(_spelled_term(term, titles) for term in terms)


def _spelled_term(term: str, titles: Sequence[str]) -> str:
    if is_chinese(term):
        return term
    if is_quantity(term):
        return spelled(term)
    pattern = r"[ \-\u2010-\u2013_]?v?".join(map(re.escape, _PARTS.findall(term)))
    for title in titles:
        match = re.search(rf"(?<!\w){pattern}(?!\w)", title, re.IGNORECASE | re.ASCII)
        if match:
            return match[0]
    return term
