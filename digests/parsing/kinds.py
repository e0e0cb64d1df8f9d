"""What an item is for (rule R10), told by its heading and the headings around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOILERPLATE = re.compile(
    r"订阅|赞助|广告|招聘|投稿|关于(?:我们|本)|常见问题|往年|历史上的|联系我们|加入我们|语音版|音频版"
    r"|收听|致谢|鸣谢|免责|版权|贡献者"
    r"|\bfaq\b|\bsubscribe|\bunsubscribe|\bsponsor|\badvert|\bcredits?\b|\bjobs?\b|\bhiring\b"
    r"|\bcontribut(?:ors?|ing|ions?)\b|\babout (?:us|this)\b|shut down our access"
    r"|\baudio\b|\bpodcast version\b|\blisten to\b|\bécoutez\b",
    re.IGNORECASE,
)
_COMMENTARY = re.compile(
    r"点评|评论|观点|洞察|趋势|展望|启示|社论|编者|编辑|随想|感想|只有一句话|小结|总结与"
    r"|\beditorial\b|\bcommentary\b|\bopinion\b|\bour take\b|\boutlook\b|\btakeaways?\b"
    r"|\banalysis\b|\bthoughts\b",
    re.IGNORECASE,
)


def kind_of(title: str, section: Iterable[str], *, from_heading: bool) -> Kind:
    """Return the kind of an item.

    Only a heading that is itself the item can be commentary; boilerplate also holds for everything
    inside a boilerplate section.
    """
    if any(_BOILERPLATE.search(words) for words in section):
        return Kind.BOILERPLATE
    if from_heading and _BOILERPLATE.search(title):
        return Kind.BOILERPLATE
    if from_heading and _COMMENTARY.search(title):
        return Kind.COMMENTARY
    return Kind.STORY
