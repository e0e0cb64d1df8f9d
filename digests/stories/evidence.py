"""Why two items are held to be one story, as values: the words for people are not made here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Tier(StrEnum):
    """How sure it is that two items tell one story."""

    STRONG = "strong"
    MAYBE = "maybe"


class EvidenceKind(StrEnum):
    """What two items have in common."""

    LINK = "link"
    PRODUCT = "product"
    QUANTITY = "quantity"
    NAMES = "names"
    TEXT = "text"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that two items have in common."""

    kind: EvidenceKind

    shared: tuple[str, ...]
    """For LINK: addresses. For PRODUCT, QUANTITY, NAMES: as people write them (`GPT-5.6`, `500M`,
    `Anthropic`), where the titles show how. For TEXT: the longest shared runs of Chinese
    characters, and the rarest shared words. For EVENT: what happened in both, such as `release`;
    events.py has them all."""


def packed(evidence: Iterable[Evidence]) -> str:
    """Return `evidence` as a line of text."""
    values = [[one.kind.value, *one.shared] for one in evidence]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> tuple[Evidence, ...]:
    """Return the evidence that was packed; none when the text is damaged."""
    try:
        values = json.loads(text)
        return tuple(Evidence(EvidenceKind(kind), tuple(shared)) for kind, *shared in values)
    except (ValueError, TypeError):
        return ()
