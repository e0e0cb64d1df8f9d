"""The phrases of `ainews compare`, in English and Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class ComparisonWords:
    """Format strings and phrases in one language."""

    rests_on: str
    few: str
    """Added to `rests_on` if the sample is small."""
    no_shared_days: str
    both: str
    only: str
    first: str
    same_day: str
    by: str
    """The median number of days by which one was first."""
    latest: str
    """The heading of a list that is cut short."""
    alone: str
    """Explains what `only` means."""


_ENGLISH: Final = ComparisonWords(
    rests_on="Stories that both had, on which the figures rest: {count}.",
    few="These are few: chance has much to do with the figures.",
    no_shared_days="{one} and {other} have no days in common to be compared on",
    both="both had",
    only="only {name}",
    first="{name} first",
    same_day="the same day",
    by="median {days} d earlier",
    latest="{heading}, the latest {shown} of {count}",
    alone="Alone means: not in the other of these two, as far as links and words tell.",
)
_CHINESE: Final = ComparisonWords(
    rests_on="以下数字依据两份都报道过的 {count} 件事。",
    few="样本很少，偶然因素影响大。",
    no_shared_days="{one} 和 {other} 没有可比较的共同日期",
    both="两份都有",
    only="只有 {name}",
    first="{name} 先",
    same_day="同一天",
    by="早 {days} 天（中位数）",
    latest="{heading}，最近 {shown} 件，共 {count} 件",
    alone="“只有”指这两份中另一份没有，以链接和文字能判断的为限。",
)


def comparison_words(language: str) -> ComparisonWords:
    """Return the Chinese phrases for `zh`, else the English ones."""
    return _CHINESE if language == "zh" else _ENGLISH
