"""What an item is for (rule R10), told by its heading and the headings around it."""

from __future__ import annotations

import re
from functools import lru_cache

from digests.model.issue import Kind

_BOILERPLATE = re.compile(
    r"订阅|赞助|广告|招聘|投稿|关于(?:我们|本)|常见问题|往年|历史上的|联系我们|加入我们|语音版|音频版"
    r"|收听|致谢|鸣谢|免责|版权|贡献者"
    r"|\bfaq\b|\b(?:un)?subscribe\b|\bsponsors?(?:ed)?\b|\badvert|\bcredits?\b|\bjobs?\b|\bhiring\b"
    r"|\bcontribut(?:e|ors?|ing|ions?)\b|\babout (?:us|this)\b|\bshut down our access\b"
    r"|\baudio\b|\bpodcast version\b|\blisten to\b|\bécoutez\b",
    re.IGNORECASE,
)
_COMMENTARY = re.compile(
    r"点评|评论|观点|洞察|趋势|展望|启示|社论|编者|编辑|随想|感想|只有一句话|小结|总结与"
    r"|\beditorial\b|\bcomment(?:ary)?\b|\bopinion\b|\bour take\b|\boutlook\b|\btakeaways?\b",
    re.IGNORECASE,
)
_WORD = re.compile("[\u3400-\u9fff]|[^\\W\u3400-\u9fff]+")
_HAN = re.compile("[\u3400-\u9fff]")
_MOST_WORDS = 5
_MOST_WORDS_WITH_HAN = 9
"""A heading with more words tells a story about credit or jobs. A Han character is a word."""


def kind_of(title: str, section: tuple[str, ...], *, from_heading: bool) -> Kind:
    """Return the kind of an item.

    Only a heading that is itself the item can be commentary; boilerplate also holds for everything
    inside a boilerplate section.
    """
    if _is_boilerplate_section(section):
        return Kind.BOILERPLATE
    if from_heading and _names_a_corner(title, _BOILERPLATE):
        return Kind.BOILERPLATE
    if from_heading and _names_a_corner(title, _COMMENTARY):
        return Kind.COMMENTARY
    return Kind.STORY


@lru_cache(maxsize=1024)
def _is_boilerplate_section(section: tuple[str, ...]) -> bool:
    return any(_names_a_corner(title, _BOILERPLATE) for title in section)


def _names_a_corner(title: str, pattern: re.Pattern[str]) -> bool:
    """Say whether a heading names a standing part of the digest, not something that happened."""
    most = _MOST_WORDS_WITH_HAN if _HAN.search(title) else _MOST_WORDS
    return len(_WORD.findall(title)) <= most and pattern.search(title) is not None
