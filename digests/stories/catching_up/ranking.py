"""How much a story is worth reading early.

What an issue itself puts first counts most, and how many independent voices tell a story, then how
unusual its names are. What has no name of its own, is chat, general news or told again from an
earlier week is not worth it, whatever else speaks for it.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import MARK, folded, is_quantity, terms
from digests.stories.comparison.weighting import actors, events
from digests.stories.tellings import best_first
from digests.stories.values import Story

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.gathering import Gathered, Told

_FIELD = re.compile(
    r"(?<![a-z])(?:ai|agi|llms?|gpts?|models?|agents?|agentic|chatbots?|chatgpt|claude|gemini|llama|qwen|"
    r"grok|copilot|siri|robots?|robotics|humanoids?|gpus?|tpus?|chips?|inference|benchmarks?|"
    r"datasets?|transformers?|diffusion|reasoning|multimodal|fine-?tun\w+|rl|openclaw|codex|sora|"
    r"opus|sonnet|mythos|kimi|glm|minimax|gemma|flux|veo|notebooklm|cursor|windsurf|vllm|"
    r"arxiv|tokens?|prompts?|mcp|rag|neural|deep learning|machine learning|"
    r"openai|anthropic|deepmind|deepseek|mistral|nvidia|hugging ?face|xai|midjourney|perplexity|"
    r"robotaxis?|waymo|self-driving)(?![a-z])"
    r"|智能|模型|大模|机器人|算力|芯片|开源|推理|训练|算法|英伟达|智谱|月之暗面|自动驾驶|无人车|豆包|通义|混元|文心",
    re.IGNORECASE,
)
"""What shows that a title is about the field of the digests rather than general news."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story with what its place in the order depends on."""

    story: Story
    told: Sequence[Told]
    """The tellings of the story."""
    names: Sequence[str]
    """What its titles name, the best telling's first."""
    is_partly_read: bool
    is_old: bool
    """Whether the same item was in an issue of the weeks before."""
    is_watched: bool


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stories are weighed with."""

    family: Mapping[str, str]
    burst: Burst

    def worth(self, told: Sequence[Told], names: Sequence[str], title: str) -> float:
        """Return how much a story, or several of one subject, is worth reading early.

        Args:
            told: all tellings.
            names: of the story, or those of the subject.
            title: of the story to read.
        """
        return (
            self._lead(told)
            + self._voices(told)
            + 0.4 * min(8.0, max(map(self.burst.of, names), default=0.0))
            + 0.4 * min(8.0, self.burst.of_pairs(names))
            + 0.6 / (1 + min(one.telling.position for one in told) / 4)
            + (0.4 if any(one.telling.is_primary for one in told) else 0)
            + _event(title)
        )

    def _lead(self, told: Sequence[Told]) -> float:
        best: dict[tuple[str, int], float] = {}
        for one in told:
            if one.lead:
                unit = self._unit(one)
                weight = _TITLE if one.lead == 1 else 0.6 + 0.6 / one.lead
                best[unit] = max(best.get(unit, 0.0), weight)
        sums: defaultdict[str, float] = defaultdict(float)
        for (family, _), weight in best.items():
            sums[family] += weight
        return 2.5 * sum(map(math.sqrt, sums.values()))

    def _voices(self, told: Sequence[Told]) -> float:
        units = {self._unit(one) for one in told}
        families = {family for family, _ in units}
        items = 0.25 * math.log2(len(told))
        return 2.5 * (len(families) - 1) + 0.8 * math.log2(len(units)) + items

    def _unit(self, one: Told) -> tuple[str, int]:
        name = one.telling.publication
        return self.family.get(name, name), one.telling.date.toordinal()


_TITLE: Final = 2.0


def _event(title: str) -> float:
    """Return how much the kind of event is worth that a title names."""
    found = terms(folded(title))
    kinds = events(found)
    worth = sum(_EVENT_WORTH.get(kind, 0.0) for kind in kinds)
    if kinds & _OF_COMPANIES and actors(found):
        worth += 0.4
    if "money" in kinds:
        worth += 1.0 if _is_much_money(found) else 0.0 if actors(found) else -0.5
    return worth


def _is_much_money(terms: Iterable[str]) -> bool:
    amounts = (t.removeprefix(MARK) for t in terms if is_quantity(t) and t[-1] not in "%x")
    return any(float(amount) >= _MUCH_MONEY for amount in amounts)


_MUCH_MONEY: Final = 1e9
_OF_COMPANIES: Final = frozenset(("people", "court", "money"))
_EVENT_WORTH: Final = {
    "release": 0.5, "money": 0.2, "court": 0.4, "people": 0.4, "withdrawal": 0.3, "incident": 0.2,
    "evaluation": -0.3, "use": -0.5, "debate": -0.3,
}  # fmt: skip


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
    if not (has_lead or candidate.names or actors(words)):
        against += 2
    if not _FIELD.search(best.title):
        against += 1 if has_lead else 2
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
        best = story.best.item_id
        own = sorted(
            [t for t in told if not t.telling.is_roundup] or told,
            key=lambda t: t.telling.item_id != best,
        )
        found.append(
            Candidate(
                story,
                told,
                _names(own),
                len(told) < len(one.told) or any(t.item_id in leave_out for t in one.before),
                all((t.publication, t.item_id.partition(".")[2]) in old for t in shown),
                any(t.item_id in watched for t in shown),
            )
        )
    return found


def _names(told: Sequence[Told]) -> tuple[str, ...]:
    """Return what the first title names, and what at least half of all titles do."""
    counts = Counter(name for one in told for name in one.names)
    often = (name for name, count in counts.items() if 2 * count >= len(told) > 1)
    return tuple(dict.fromkeys((*told[0].names, *often)))
