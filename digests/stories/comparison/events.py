"""What happens in an item: kinds of events and companies, recognised by lists of terms.

Two items about one product are two stories when one is about its release and the other about its
price. The terms are Latin words and pairs of Chinese characters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

RELEASE: Final = "release"

_EVENTS: Final = {
    RELEASE: "release releases released releasing launch launches launched launching introducing "
    "introduces introduced introduce unveils unveiled unveil unveiling announces announced "
    "announcing announcement ships shipped debuts debuted drops dropped rollout rolls available "
    "reveals revealed presents opensourced arrives 发布 推出 开源 亮相 上线 问世 登场 官宣 首发 "
    "发表",
    "evaluation": "benchmark benchmarks benchmarking benchmarked evaluated evaluates evaluation "
    "evaluating evals ranks ranked tops topped leaderboard compared comparison comparisons vs "
    "versus outperforms beats beat tested review 评测 测评 跑分 基准 榜单 对比 排名 登顶 评估 "
    "击败 实测",
    "price": "price prices pricing priced cheaper billing quota quotas limits 价格 定价 降价 "
    "收费 计费 涨价 限额 额度",
    "money": "raises raised raise funding valuation invest invests investing investment acquires "
    "acquired acquisition acquire acquiring buys buying ipo stake revenue 融资 估值 投资 收购 "
    "斥资 上市 募资 营收",
    "court": "lawsuit lawsuits ruling rules ruled judge court sues sued suing settlement trial "
    "testifies verdict 诉讼 裁决 裁定 法官 法院 起诉 判决 状告 庭审",
    "ban": "ban bans banned blocks blocked blocking prohibits restrict restricts suspends "
    "suspend suspended suspending 禁止 封禁 禁令 封锁 限制 暂停",
    "withdrawal": "deprecation deprecated deprecates shutdown shutting retires retiring sunset "
    "discontinued 下线 停用 弃用 退役",
    "delay": "delay delays delayed postpones postponed 推迟 延期 跳票 延迟",
    "leak": "leak leaks leaked rumor rumors rumored reportedly 泄露 泄漏 曝光 传闻 爆料",
    "people": "hires hired poaches poached joins joined leaves leaving departs departure quits "
    "resigns fired layoffs 招募 挖走 挖角 离职 聘请 招聘 加盟 裁员 辞职",
    "use": "building build deploying deploy install installing tutorial guide finetuning tuning "
    "locally ran run running tried laptop using how 部署 安装 教程 微调 本地 实践 指南 如何 体验 "
    "实战",
    "debate": "debate debates debated concerns criticism complaints reactions reaction reception "
    "backlash disappointed disappointment users critics feels thread discuss discussion love "
    "hate 争议 批评 担忧 反响 质疑 热议 吐槽 讨论 网友",
    "incident": "outage outages breach breached hacked vulnerability vulnerabilities bug bugs "
    "bounty attack attacks attacked 故障 漏洞 攻击 赏金 宕机 袭击",
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


def events(terms: Iterable[str]) -> frozenset[str]:
    """Return the kinds of events that terms name, such as `release`; often none."""
    return frozenset(_EVENT_OF[term] for term in terms if term in _EVENT_OF)


def actors(terms: Iterable[str]) -> frozenset[str]:
    """Return the companies that terms name; often none."""
    return frozenset(_ACTOR_OF[term] for term in terms if term in _ACTOR_OF)
