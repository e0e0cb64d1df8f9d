"""Preparing an item for comparisons: weights of terms, and the events and actors of its title.

Two items about one product are two stories when one is about its release and the other about its
price. Events and actors are recognised by lists of terms: Latin words, and pairs of Chinese
characters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import is_chinese, is_product, is_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.stories.comparison.features import Features
    from digests.stories.comparison.frequencies import Frequencies


@dataclass(frozen=True, slots=True)
class Weighted:
    """The features of an item, with what is derived from them."""

    features: Features
    weights: dict[str, float]
    length: float
    title_weights: dict[str, float]
    title_length: float
    is_english: bool
    events: frozenset[str]
    actors: frozenset[str]
    products: frozenset[str]


def weighted(features: Features, frequencies: Frequencies) -> Weighted:
    """Return `features` with the weight of each term, which is its rarity by kind; titles twice."""
    frequencies.prefetch(features.terms)
    rarities = {term: _weight(term) * frequencies.rarity(term) for term in features.terms}
    title = {term: rarities[term] for term in features.title}
    weights = {term: rarity * (2 if term in title else 1) for term, rarity in rarities.items()}
    return Weighted(
        features,
        weights,
        _length(weights.values()),
        title,
        _length(title.values()),
        features.is_english,
        events(features.title),
        actors(features.title),
        frozenset(filter(is_product, features.title)),
    )


def _weight(term: str) -> float:
    if is_chinese(term):
        return 0.55
    if is_product(term):
        return 1.2
    return 1.0 if is_word(term) else 0.9


def _length(weights: Iterable[float]) -> float:
    return math.sqrt(sum(sorted(weight * weight for weight in weights)))


_EVENTS: Final = {
    "release": "release releases released releasing launch launches launched launching introducing "
    "introduces introduced unveils unveiled unveil announces announced announcing ships shipped "
    "debuts drops rollout 发布 推出 开源 亮相 上线 问世 登场 官宣",
    "evaluation": "benchmark benchmarks benchmarking evaluated evaluates evaluation evaluating "
    "evals ranks ranked tops topped leaderboard compared comparison comparisons vs versus "
    "outperforms 评测 测评 跑分 基准 榜单 对比 排名 登顶 评估",
    "price": "price prices pricing priced cheaper 价格 定价 降价 收费 计费 涨价",
    "money": "raises raised funding valuation invest invests investing investment acquires "
    "acquired acquisition acquire buys 融资 估值 投资 收购 斥资",
    "court": "lawsuit lawsuits ruling rules judge court sues sued settlement "
    "诉讼 裁决 法官 法院 起诉 判决",
    "withdrawal": "deprecation deprecated deprecates shutdown shutting retires retiring sunset "
    "discontinued 下线 停用 弃用 退役",
    "people": "hires hired poaches poached joins leaves leaving departs departure "
    "招募 挖走 挖角 离职 聘请 招聘",
    "use": "building build deploying deploy install installing tutorial guide finetuning tuning "
    "locally 部署 安装 教程 微调 本地",
    "debate": "debate debates concerns criticism complaints reactions reception backlash "
    "争议 批评 担忧 反响 质疑 热议",
    "incident": "outage outages breach breached hacked vulnerability vulnerabilities bug bugs "
    "bounty 故障 漏洞 攻击 赏金",
}

_ACTORS: Final = (
    "openai|google 谷歌 deepmind|meta|anthropic|microsoft 微软|apple 苹果|nvidia 英伟|amazon 亚马|"
    "xai|mistral|deepseek|alibaba 阿里 qwen 通义|tencent 腾讯 混元|baidu 百度|bytedance 字节|"
    "zhipu 智谱|moonshot 暗面 kimi|minimax|xiaomi 小米|huawei 华为|tesla 特斯|samsung 三星|"
    "intel 英特|amd|perplexity|midjourney|cohere|ibm|oracle 甲骨|sony 索尼"
)

_EVENT_OF: Final = {word: event for event, words in _EVENTS.items() for word in words.split()}
_ACTOR_OF: Final = {
    word: names.split()[0] for names in _ACTORS.split("|") for word in names.split()
}


def events(title: Iterable[str]) -> frozenset[str]:
    """Return the kinds of events that the terms of a title name, such as `release`; often none."""
    return frozenset(_EVENT_OF[term] for term in title if term in _EVENT_OF)


def actors(title: Iterable[str]) -> frozenset[str]:
    """Return the companies that the terms of a title name; often none."""
    return frozenset(_ACTOR_OF[term] for term in title if term in _ACTOR_OF)
