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
    share: str
    """Of the stories of each publication, how many are in both, in percent."""
    maybe: str
    not_in: str
    first: str
    same_day: str
    by: str
    """The median number of days by which one was first."""
    latest: str
    """The heading of a list that is cut short."""
    found: str
    """Explains what `maybe` and `not_in` mean."""


_ENGLISH: Final = ComparisonWords(
    rests_on="Stories that both had, on which the figures rest: {count}.",
    few="These are few: chance has much to do with the figures.",
    no_shared_days="{one} and {other} have no days in common to be compared on",
    both="both had",
    share="{one_share} of {one}'s stories, {other_share} of {other}'s",
    maybe="maybe in both",
    not_in="not found in {name}",
    first="{name} first",
    same_day="the same day",
    by="median {days} d earlier",
    latest="{heading}, the latest {shown} of {count}",
    found="Looked at: links, titles and the first 400 characters. What is not found may be there.",
)
_CHINESE: Final = ComparisonWords(
    rests_on="以下数字依据两份都报道过的 {count} 件事。",
    few="样本很少，偶然因素影响大。",
    no_shared_days="{one} 和 {other} 没有可比较的共同日期",
    both="两份都有",
    share="占 {one} 的 {one_share}，{other} 的 {other_share}",
    maybe="可能两份都有",
    not_in="{name} 里没有找到",
    first="{name} 先",
    same_day="同一天",
    by="早 {days} 天（中位数）",
    latest="{heading}，最近 {shown} 件，共 {count} 件",
    found="只看链接、标题和前 400 个字符；没有找到的也可能有。",
)


def comparison_words(language: str) -> ComparisonWords:
    """Return the Chinese phrases for `zh`, else the English ones."""
    return _CHINESE if language == "zh" else _ENGLISH
