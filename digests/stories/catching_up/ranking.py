"""How much a story is worth reading early.

What an issue itself puts first counts most, and how many independent voices tell a story, then how
unusual its names are. What has no name of its own, is chat, general news or told again from an
earlier week is not worth it, whatever else speaks for it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.catching_up.names import EVENT
from digests.stories.comparison.events import actors
from digests.stories.comparison.features import MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from digests.stories.catching_up.burst import Burst
    from digests.stories.catching_up.reading import Told
    from digests.stories.catching_up.unread import UnreadStory

_FIELD: Final = frozenset(
    "ai agi llm llms gpt model models agent agents agentic chatbot chatbots chatgpt claude gemini "
    "llama qwen grok copilot siri robot robots robotics humanoid humanoids gpu gpus tpu tpus chip "
    "chips inference benchmark benchmarks dataset datasets transformer transformers diffusion "
    "reasoning multimodal finetuning rl openclaw codex sora opus sonnet mythos kimi glm minimax "
    "gemma flux veo notebooklm cursor windsurf vllm arxiv token tokens prompt prompts mcp rag "
    "neural openai anthropic deepmind deepseek mistral nvidia huggingface xai midjourney "
    "perplexity robotaxi robotaxis waymo "
    "智能 模型 大模 器人 算力 芯片 开源 推理 训练 算法 英伟 智谱 暗面 驾驶 豆包 通义 混元 "
    "文心".split()
)
"""Terms that show that a title is about the field of the digests rather than general news."""

_NO_STORY: Final = frozenset(
    "roundup recap newsletter weekly podcast deals discount coupon sponsor sponsored hiring "
    "本期 一周 周报 盘点 合集 赞助 优惠 折扣 广告".split()
)
_NO_STORY_STARTS: Final = ("The Download", "下载：", "下载:")
"""Terms and beginnings of titles of several stories, and of advertisements."""

_LEAD: Final = 2.5
_VOICE: Final = 2.5
_UNIT: Final = 0.5
_ITEM: Final = 0.25
_BURST: Final = 0.4
_MOST_BURST: Final = 8.0
_PLACE: Final = 0.6
_SOURCE: Final = 0.4
"""What a publication's lead, each further family, twice as many issues, twice as many items, a unit
of burst, the first place in an issue and a link to the source are worth."""

_TITLE: Final = 2.0
"""How much more the title of an issue counts than its summary, of which the first sentence counts
0.9 and the last nearly 0.6."""

_KNOWN_COMPANY: Final = 0.4
_TWO_COMPANIES: Final = 0.8
_MUCH: Final = 1.5
_UNKNOWN_COMPANY: Final = -0.5
"""What it is worth that a known company is in court, hires or buys; that two have to do with each
other; that _MUCH_MONEY is spent; and that an unknown company raises less."""

_TALK: Final = frozenset(("@evaluation", "@debate", "@use"))
_MUCH_MONEY: Final = 1e9
_OF_COMPANIES: Final = frozenset(("@people", "@court", "@money"))
_EVENT_WORTH: Final = {
    "@release": 0.5,
    "@court": 0.4,
    "@people": 0.4,
    "@ban": 0.3,
    "@withdrawal": 0.3,
    "@delay": 0.2,
    "@incident": 0.2,
    "@money": 0.2,
    "@evaluation": -0.3,
    "@use": -0.5,
    "@debate": -0.3,
}


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stories are weighed with."""

    family: Mapping[str, str]
    """Of each publication."""
    burst: Burst

    def worth(self, told: Sequence[Told], one: UnreadStory) -> float:
        """Return how much a story, or several of one subject, is worth reading early.

        Args:
            told: all tellings.
            one: the story to read.
        """
        burst = max((self.burst.of(name) for name in one.names if name[0] != EVENT), default=0.0)
        title = one.told[0].title
        place = min(item.telling.position for item in told)
        return (
            self.lead(told)
            + self.voices(told)
            + _BURST * min(_MOST_BURST, burst)
            + _BURST * min(_MOST_BURST, self.burst.of_pairs(one.names))
            + _PLACE / (1 + place / 4)
            + (_SOURCE if any(item.telling.is_primary for item in told) else 0)
            + event_worth(one.names, title)
            - _against(one, title)
        )

    def lead(self, told: Sequence[Told]) -> float:
        """Return what it is worth that issues put some items first."""
        best: dict[tuple[str, int], float] = {}
        for one in told:
            if one.lead:
                unit = self._unit(one)
                weight = _TITLE if one.lead == 1 else 0.6 + 0.6 / one.lead
                best[unit] = max(best.get(unit, 0.0), weight)
        if not best:
            return 0.0
        sums: defaultdict[str, float] = defaultdict(float)
        for (family, _), weight in best.items():
            sums[family] += weight
        return _LEAD * sum(map(math.sqrt, sums.values()))

    def voices(self, told: Sequence[Told]) -> float:
        """Return what it is worth that so many families told it, in so many issues and items."""
        if len(told) == 1:
            return 0.0
        units = {self._unit(one) for one in told}
        families = {family for family, _ in units}
        further = _VOICE * (len(families) - 1)
        return further + _UNIT * math.log2(len(units)) + _ITEM * math.log2(len(told))

    def _unit(self, one: Told) -> tuple[str, int]:
        return self.family_of(one), one.telling.date.toordinal()

    def family_of(self, one: Told) -> str:
        """Return the family of the publication that told it."""
        name = one.telling.publication
        return self.family.get(name, name)


def event_worth(names: Sequence[str], title: Collection[str]) -> float:
    """Return how much the kinds of events are worth that a title names; may be negative.

    Args:
        names: what the title names.
        title: the terms of the title.
    """
    kinds = [name for name in names if name[0] == EVENT]
    worths = [_EVENT_WORTH.get(kind, 0.0) for kind in kinds]
    # A use or a debate beside a greater event is but a word of its title.
    worth = sum(one for one in worths if one > 0) or min(worths, default=0.0)
    companies = len(actors(names))
    if companies and not _OF_COMPANIES.isdisjoint(kinds):
        worth += _KNOWN_COMPANY
    if companies > 1 and _TALK.isdisjoint(kinds):
        worth += _TWO_COMPANIES
    if "@money" in kinds:
        worth += _MUCH if _is_much_money(title) else 0.0 if companies else _UNKNOWN_COMPANY
    return worth


def _is_much_money(title: Collection[str]) -> bool:
    amounts = (term[1:] for term in title if term[0] == MARK and term[-1] not in "%x")
    return any(float(amount) >= _MUCH_MONEY for amount in amounts)


def _against(one: UnreadStory, title: Collection[str]) -> float:
    """Return what speaks against a story, at least 0."""
    against = 3.0 if one.is_old else 0.0
    if not one.has_lead:
        against += 2 * one.story.best.is_roundup
        against += 2 * all(name[0] == EVENT for name in one.names)
    is_offer = "off" in title and any(term[0] == MARK and term[-1] == "%" for term in title)
    starts = one.story.best.title.startswith(_NO_STORY_STARTS)
    if is_offer or starts or not _NO_STORY.isdisjoint(title):
        against += 2
    if _FIELD.isdisjoint(title):
        is_known = one.has_lead and (one.story.families > 1 or bool(actors(one.names)))
        against += 1 if is_known else 2
    return against
