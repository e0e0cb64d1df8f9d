"""How much a story is worth reading early.

What an issue itself puts first counts most, and how many independent voices tell a story, then how
unusual its names are. What has no name of its own, is chat, general news or told again from an
earlier week is not worth it, whatever else speaks for it.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import folded, terms
from digests.stories.comparison.frequencies import PLAIN_WORDS
from digests.stories.comparison.weighting import actors, events
from digests.stories.tellings import best_first
from digests.stories.values import Story

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.gathering import Gathered, Told

_FIELD = re.compile(
    r"\b(?:ai|agi|llms?|gpts?|models?|agents?|agentic|chatbots?|chatgpt|claude|gemini|llama|qwen|"
    r"grok|copilot|siri|robots?|robotics|humanoids?|gpus?|tpus?|chips?|inference|benchmarks?|"
    r"datasets?|transformers?|diffusion|reasoning|multimodal|fine-?tun\w+|rl|openclaw|codex|sora|"
    r"arxiv|tokens?|prompts?|mcp|rag|neural|deep learning|machine learning|"
    r"openai|anthropic|deepmind|deepseek|mistral|nvidia|hugging ?face|xai|midjourney|perplexity)\b"
    r"|智能|模型|大模|机器人|算力|芯片|开源|推理|训练|算法|英伟达|智谱|月之暗面|豆包|通义|混元|文心"
    r"|\b[a-z]+-?\d",
    re.IGNORECASE,
)
"""What shows that a title is about the field of the digests rather than general news."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story with what its place in the order depends on."""

    story: Story
    told: Sequence[Told]
    """The tellings of the story."""
    names: frozenset[str]
    """Of its titles."""
    is_partly_read: bool
    is_old: bool
    """Whether the same item was in an issue of the weeks before."""
    is_watched: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stories are weighed with."""

    family: Mapping[str, str]
    burst: Burst

    def worth(self, told: Sequence[Told], names: Iterable[str], title: str) -> float:
        """Return how much a story, or several of one subject, is worth reading early.

        Args:
            told: all tellings.
            names: of the story, or those of the subject.
            title: of the story to read.
        """
        return (
            self._lead(told)
            + self._voices(told)
            + 0.5 * min(6.0, max(map(self.burst.of, names), default=0.0))
            + 1 / (1 + min(one.telling.position for one in told) / 4)
            + (0.4 if any(one.telling.is_primary for one in told) else 0)
            + _event(title)
        )

    def _lead(self, told: Sequence[Told]) -> float:
        best: dict[tuple[str, int], float] = {}
        for one in told:
            if one.lead:
                unit = self._unit(one)
                best[unit] = max(best.get(unit, 0.0), 0.7 + 0.6 / one.lead)
        sums: defaultdict[str, float] = defaultdict(float)
        for (family, _), weight in best.items():
            sums[family] += weight
        return 2.5 * sum(map(math.sqrt, sums.values()))

    def _voices(self, told: Sequence[Told]) -> float:
        units = {self._unit(one) for one in told}
        families = {family for family, _ in units}
        return 2.0 * (len(families) - 1) + 0.8 * math.log2(len(units))

    def _unit(self, one: Told) -> tuple[str, int]:
        name = one.telling.publication
        return self.family.get(name, name), one.telling.date.toordinal()


def _event(title: str) -> float:
    return sum(_EVENT_WORTH.get(event, 0.0) for event in events(terms(folded(title))))


_EVENT_WORTH: Final = {
    "release": 0.5,
    "money": 0.4,
    "court": 0.4,
    "people": 0.3,
    "withdrawal": 0.3,
    "incident": 0.2,
    "evaluation": -0.3,
    "use": -0.5,
    "debate": -0.3,
}


def penalty(candidate: Candidate) -> float:
    """Return what speaks against a story, at least 0."""
    best = candidate.story.best
    against = 0.0
    has_lead = any(one.lead for one in candidate.told)
    if candidate.is_old:
        against += 3
    if best.is_roundup and not has_lead:
        against += 2
    words = terms(folded(best.title))
    if not (candidate.names - PLAIN_WORDS or actors(words)):
        against += 2
    if not has_lead and not _FIELD.search(best.title):
        against += 2
    return against


def candidates(
    gathered: Iterable[Gathered],
    family: Mapping[str, str],
    old: Container[tuple[str, str]],
    leave_out: Container[str],
    watched: Container[str],
    language: str,
) -> list[Candidate]:
    """Return the stories that the user has not read yet.

    Args:
        gathered: stories.
        family: of each publication.
        old: publication and mark of items of the weeks before.
        leave_out: ids of items that the user has read.
        watched: ids of items.
        language: the one that the user reads best.
    """
    found = []
    for one in gathered:
        told = [t for t in one.told if t.telling.item_id not in leave_out]
        if not told:
            continue
        shown = [t.telling for t in told]
        first = min(t.date for t in (*one.before, *(t.telling for t in one.told)))
        families = len({family.get(t.publication, t.publication) for t in shown})
        story = Story(tuple(best_first(language, shown)), families, first)
        own = [t for t in told if not t.telling.is_roundup] or told
        found.append(
            Candidate(
                story,
                told,
                frozenset(name for t in own for name in t.names),
                len(told) < len(one.told) or any(t.item_id in leave_out for t in one.before),
                all((t.publication, t.item_id.partition(".")[2]) in old for t in shown),
                any(t.item_id in watched for t in shown),
            )
        )
    return found
