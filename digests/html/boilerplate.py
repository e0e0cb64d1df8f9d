"""What senders put into every mail: unsubscribe, view in browser, share, and who they are.

It is kept, and stands at the end.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.html.flow import Divider, Lines, Listing, block_text, links_of

if TYPE_CHECKING:
    from digests.html.flow import Block

_SENDING = re.compile(
    r"\b(?:un-?subscribe|opt[ -]?out|(?:manage|update|change|edit) (?:your |my )?(?:\w+ )?"
    r"(?:preferences|subscriptions?|settings|profile|email address)"
    r"|email preferences|preference cent(?:er|re)|privacy policy|terms of (?:use|service)"
    r"|(?:view|read|open|see) (?:this |it |the )?(?:\w+ )?"
    r"(?:online|in (?:your |a |the )?(?:web )?browser|on the web|as a web ?page|web version)"
    r"|web version|browser version|trouble viewing|not displaying (?:correctly|properly)"
    r"|(?:you(?:['’]re| are)?|this (?:e-?mail|message) (?:was|is)) (?:\w+ ){0,3}"
    r"(?:receiv|subscrib|sent to|getting)"
    r"|(?:forwarded|sent) (?:this|to you|by)|forward (?:this|to a friend)|no longer (?:want|wish)"
    r"|(?:do not|don['’]t) want (?:to receive|these|future)|all rights reserved"
    r"|add us to your address book|mailing address|sent (?:with|by|via) \w+|powered by"
    r"|advertise with us|leave (?:this|the) (?:mailing )?list|©|copyright)"
    r"|退订|退訂|取消订阅|取消訂閱|在浏览器中|浏览器(?:中)?(?:查看|打开|阅读)|瀏覽器|管理订阅|订阅设置"
    r"|版权所有|版權所有|隐私政策|本邮件由|此邮件|这封邮件|転送|配信停止|ブラウザで|수신 ?거부",
    re.IGNORECASE,
)
"""What is said about the sending of a mail."""

_ACTION = re.compile(
    r"\b(?:share|tweet|post|forward|like|comments?|restack|reply|save|follow(?: us)?|join"
    r"|leave a comment|subscribe(?: (?:now|here|for free|today))?|upgrade(?: to paid)?"
    r"|sign[ -]?up|log ?in|sign in|advertise|get (?:the )?app|start writing|view online"
    r"|read online|listen|listen now|refer a friend|archive|home|facebook|twitter|x|linkedin"
    r"|instagram|youtube|threads|bluesky|mastodon|telegram|whatsapp|reddit|email|e-mail|rss"
    r"|website|contact(?: us)?|about(?: us)?|help|faq|terms|privacy|jobs|shop|app store"
    r"|google play)\b"
    r"|分享到?|转发|轉發|收藏|点赞|點贊|在看|关注|關注|订阅|訂閱|评论|留言|朋友圈|微信|微博|赞赏|举报"
    r"|シェア|購読|フォロー|공유|구독",
    re.IGNORECASE,
)
"""What a line that only operates the page is made of."""

_SHARING = re.compile(
    r"\b(?:share|tweet|forward|like|comments?|leave a comment|restack|subscribe(?: now| for free)?"
    r"|upgrade to paid|facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail)\b"
    r"|分享到?|转发|轉發|收藏|点赞|點贊|在看|关注|關注|订阅|訂閱|朋友圈|微信|微博|シェア|購読|공유|구독",
    re.IGNORECASE,
)

_JOINT = re.compile(
    r"\b(?:on|to|via|by|with|this|the|it|issue|friend|a|us|or|and)\b|\W+", re.IGNORECASE
)

_SIGN_OFF = re.compile(
    r"(?:with )?(?:(?:kind|best|warm)(?:est)? )?(?:regards|wishes)"
    r"|cheers|sincerely|yours(?: truly)?"
    r"|(?:until|see you) (?:next time|next week|tomorrow|soon)|happy reading|thanks for reading"
    r"|此致|敬礼|祝好|下期(?:再)?见|明天见|下周见",
    re.IGNORECASE,
)
"""What a writer says at the end."""

_SUBSCRIBE = re.compile(
    r"\b(?:thanks for reading|subscribe for free|become a (?:free or )?paid subscriber"
    r"|(?:free|paid) subscriber|this post is public|hit the like button|was this email forwarded"
    r"|if you (?:liked|enjoyed) (?:this|it)|share (?:it|this) with)\b"
    r"|(?:欢迎|点击|扫码|长按).{0,12}(?:关注|订阅|二维码)|点个?(?:赞|在看)|三连",
    re.IGNORECASE,
)
_LONGEST = 400
"""Characters of a block about the sending."""
_LONGEST_CALL = 200
"""Characters of a call to subscribe or share."""
_LONGEST_BETWEEN = 120
"""Characters of a line among boilerplate, such as an address."""
_UNLINKED = range(4, 31)
"""Characters of a line without a link that only operates the page."""
_TOP = 6
"""Blocks at the beginning among which boilerplate stands."""


def is_boilerplate(block: Block) -> bool:
    """Return whether a block by itself is about the sending of a mail or operates it."""
    if isinstance(block, Listing):
        inner = [part for entry in block.entries for part in entry]
        return bool(inner) and all(map(is_boilerplate, inner))
    if not isinstance(block, Lines):
        return False
    text = block_text(block).strip()
    if not text or block.level in {1, 2, 3}:
        return False
    if block.is_control:
        return True
    if _only_acts(text) and (links_of(block) or len(text) in _UNLINKED):
        return True
    if _SIGN_OFF.fullmatch(text.strip(" ,.!，。！")):
        return True
    if len(text) <= _LONGEST_CALL and _SUBSCRIBE.search(text):
        return True
    return len(text) <= _LONGEST and _SENDING.search(text) is not None


def _only_acts(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    rest = _ACTION.sub("", text)
    return rest != text and not _JOINT.sub("", rest)


def _only_shares(text: str) -> bool:
    """Return whether nothing is said but to share or subscribe; "listen now" may be a source."""
    rest = _SHARING.sub("", text) if len(text) <= _LONGEST else text
    return rest != text and not _JOINT.sub("", rest)


def part_boilerplate(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the content, and the boilerplate in its order.

    At the end, short lines below and between boilerplate belong to it, such as an address. In the
    middle only calls to subscribe or share do.
    """
    end = _end_of_content(blocks)
    content: list[Block] = []
    apart: list[Block] = []
    for number, block in enumerate(blocks):
        is_apart = number >= end or (is_boilerplate(block) and _may_move(block, number, end))
        (apart if is_apart else content).append(block)
    while content and isinstance(content[-1], Divider):
        content.pop()
    return tuple(content), tuple(apart)


def _may_move(block: Block, number: int, end: int) -> bool:
    """Return whether a block between stories is no part of them."""
    if number < min(_TOP, end):
        return True
    if not isinstance(block, Lines):
        return True
    text = block_text(block).strip()
    return block.is_control or _SUBSCRIBE.search(text) is not None or _only_shares(text)


def _end_of_content(blocks: tuple[Block, ...]) -> int:
    """Return the index of the first block of the boilerplate that ends the page."""
    end = len(blocks)
    at = len(blocks) - 1
    while at >= 0:
        block = blocks[at]
        if is_boilerplate(block):
            end = at
        elif not _is_between(block):
            break
        at -= 1
    return end


def _is_between(block: Block) -> bool:
    """Return whether a block may stand among boilerplate: an address, a name, a logo, a line."""
    if isinstance(block, Divider):
        return True
    if not isinstance(block, Lines) or block.level:
        return False
    return len(block_text(block)) <= _LONGEST_BETWEEN
