"""How common terms are: shared rare words are evidence, shared common ones are not.

Shares are estimated for each language, and a term is as common as in the language where it is most
common. Otherwise a library of Chinese digests would take every plain English word for a name.

Small libraries do not show which words are common in news about AI, so there is a list of plain
words: common English, the field's own vocabulary, and pairs of Chinese characters that are common
in headlines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    Counts = Callable[[Collection[str]], Mapping[str, tuple[int, int]]]

_ASSUMED_ITEMS = 1000
_PLAIN = 5.0
_NOT_PLAIN = 0.5
"""Imaginary items that are added to each language, how many of them have a plain word, and how many
any other word: a small library does not show which words are rare."""


@dataclass(slots=True)
class Frequencies:
    """How common terms are. Each term is looked up once."""

    chinese_items: int
    english_items: int

    look_up: Counts
    """Takes terms, and returns how many Chinese and how many English items have each. Terms of no
    item may be left out."""

    _shares: dict[str, float] = field(default_factory=dict)
    _rarities: dict[str, float] = field(default_factory=dict)

    def prefetch(self, terms: Iterable[str]) -> None:
        """Look up many terms at once, which is faster than one by one."""
        unknown = {term for term in terms if term not in self._shares}
        if not unknown:
            return
        counts = self.look_up(unknown)
        for term in unknown:
            chinese, english = counts.get(term, (0, 0))
            assumed = _PLAIN if term in PLAIN_WORDS else _NOT_PLAIN
            share = max(
                (chinese + assumed) / (self.chinese_items + _ASSUMED_ITEMS),
                (english + assumed) / (self.english_items + _ASSUMED_ITEMS),
            )
            self._shares[term] = share
            self._rarities[term] = -math.log(share)

    def share(self, term: str) -> float:
        """Return the estimated share of items that have `term`, between 0 and 1, exclusive."""
        if term not in self._shares:
            self.prefetch([term])
        return self._shares[term]

    def rarity(self, term: str) -> float:
        """Return the inverse document frequency: 7.6 for an unseen term in an empty library."""
        if term not in self._rarities:
            self.prefetch([term])
        return self._rarities[term]


_ENGLISH: Final = """
    the of to and in for is are was were be been has have had do does did on with at by from as its
    it he she they we you his her their our your this that these those not no but or if then than
    so an can could may might must shall should will would about after before between during into
    over under through against within without while when where who which what how why more most
    less least many much few some any all each every other another such same own only also just
    even still yet now here there again once never always often already soon later today yesterday
    week month year years day days time new old first last next big small large high low good
    better best bad worse worst great long short early late full free open closed easy hard fast
    slow real true own whole part way ways thing things people person user users team teams company
    companies group world market business work working works use used using uses user make makes
    made making get gets got getting go goes going went come comes coming take takes took taken
    give gives given show shows showed shown say says said tell tells told see sees seen look looks
    find finds found think thinks thought know knows known want wants need needs help helps let
    lets try tries tried keep keeps run runs running start starts started stop end ends turn turns
    set sets put puts add adds added change changes changed move moves improve improves improved
    report reports reported share shares shared note notes noted discuss discussed discussion
    according including based like across around up down out off back away well very really too
    ai model models llm llms agent agents data code coding open source weights api app apps tool
    tools feature features version update updates release releases released launch launches
    launched announce announces announced introducing introduces new support supports supported
    performance benchmark benchmarks results result test tests testing training trained train
    inference reasoning context token tokens parameters prompt prompts image images video videos
    audio voice text language multimodal generation generative vision research researchers paper
    papers study project projects platform system systems service services product products
    developer developers engineer engineers community members member question questions issue
    issues problem problems cost costs price pricing access available availability public private
    security safety learning machine deep neural network networks intelligence artificial human
    humans robot robots chip chips gpu gpus cloud server local device devices mobile web search
    browser chat chatbot assistant workflow workflows quality speed memory size task tasks level
    plan plans future potential concerns key major latest official officially power powerful
    million billion percent dollars thousand score comments read article blog post link details
    google openai anthropic meta microsoft nvidia apple amazon deepseek gemini claude gpt chatgpt
    llama qwen mistral grok hugging face github reddit twitter discord youtube pro mini max plus
"""
_CHINESE: Final = """
    人工 工智 智能 模型 大模 发布 推出 开源 公司 用户 技术 数据 支持 功能 能力 性能 使用 应用 产品
    系统 平台 服务 工具 代码 编程 开发 发者 视频 图像 生成 文本 语音 语言 推理 训练 参数 测试 研究
    团队 项目 任务 效果 成本 价格 市场 全球 中国 美国 我们 他们 可以 通过 进行 实现 提供 提升 提高
    显著 更多 包括 以及 同时 目前 已经 将在 表示 宣布 认为 这一 一个 一款 一种 这个 这款 最新 全新
    首个 重要 强大 高效 复杂 专业 领域 行业 未来 时间 方面 方式 问题 解决 优化 升级 更新 版本 版的
    正式 上线 多模 模态 开放 免费 安全 企业 创新 发展 体验 内容 信息 设计 设备 机器 器人 学习 深度
    算法 架构 框架 社区 成员 讨论 关于 详情 链接 文章 原文 摘要 标题 作者 据报 报道 近日 今日 今天
    亿美 美元 万美 融资 投资 收购 超过 达到 具有 具备 采用 基于 针对 能够 需要 成为 带来 引发 关注
"""

PLAIN_WORDS: Final = frozenset(f"{_ENGLISH} {_CHINESE}".split())
