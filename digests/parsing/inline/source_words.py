"""Words that say where something is and not what it is: Paper, Code, 原文, via, an address.

What has only such words is a source of the text above it, never a story of its own (R6), and no
title ends in them (R8). The lists are of words that digests in several languages use as link texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digests.model.addresses import HOST
from digests.parsing.inline.line_breaks import text_of

if TYPE_CHECKING:
    from digests.model.blocks import Runs

_LATIN_WORDS = frozenset(
    """
    abs abstract api app arxiv article articles ask bilibili blog blogpost bluesky changelog
    click code colab comments commit continue coverage dataset datasets demo demos details
    discord discuss discussion discussions docs documentation doi download external face
    facebook forum full gist git github gitlab hackernews hf hn homepage html hugging
    huggingface landing learn link linkedin links lobsters mastodon more news notebook notes
    official openreview original page pages paper papers pdf permalink playground podcast post
    press project r readme read reading reddit ref reference references related repo report
    repository resource see site slides source sources spotify spec technical telegram
    thread threads tiktok try tweet tweets twitter url urls video view visit watch webpage
    website weights wiki x here hier ici aquí youtube yt note quelle quellen artikel
    weiterlesen mehr lesen lire suite lien liens fuente fuentes enlace enlaces leer más leia
    mais fonte fontes leggi источник источники ссылка ссылки подробнее читать далее статья
    новость код статью
    """.split()
)
_JOINING_WORDS = frozenset(
    """
    a an and at by de der die en for from in la le on or oder our out sur the this to und via
    with y zum
    """.split()
)
_MODELS = frozenset("model models data".split())
"""Only beside other such words, as in `HF model`: alone they may head a story."""

_WIDE_PHRASES = frozenset(
    """
    论文 論文 代码 代碼 程式碼 项目 專案 项目主页 项目页 主页 首页 官网 官方 官方网站 官方博客
    官方公告 官方文档 网站 網站 网址 網址 链接 連結 连接 超链接 原文 原帖 原推 原文链接 原文連結
    原文地址 原始链接 查看原文 阅读原文 閱讀原文 阅读全文 閱讀全文 全文 全文链接 查看全文
    查看详情 查看詳情 详情 詳情 详细 详细内容 详情链接 详情请看 更多 更多内容 更多详情 更多信息
    了解更多 了解详情 了解更多详情 点击查看 点击查看详情 点击阅读 点击这里 查看 查看更多
    查看链接 阅读 阅读更多 閱讀更多 继续阅读 来源 來源 来源链接 信息来源 消息来源 出处 出處 信源
    来自 地址 项目地址 项目链接 仓库 仓库地址 代码地址 代码链接 代码仓库 开源地址 开源链接
    论文地址 论文链接 模型地址 模型链接 数据地址 下载地址 体验地址 体验链接 在线体验 试用地址
    演示 演示地址 视频 视频版 视频链接 博客 博文 推文 推特 公告 参考 参考链接 参考资料 相关链接
    相关阅读 延伸阅读 传送门 傳送門 直达 文档 下载 讨论 評論 评论 报道 新闻 新闻链接 文章
    文章链接 文章地址 引用 知乎 微信 公众号 微博 哔哩哔哩 b站 英文 中文 英文原文 中文翻译 译文
    リンク 元記事 原文リンク 記事 記事リンク 記事を読む 記事ページ 記事ページへ
    出典 出所 ソース ソース元 引用元 引用元へ 情報源 情報元 参照 参照元 詳細 詳細はこちら 詳しく
    詳しくはこちら こちら 続きを読む 続き もっと見る コード 動画 デモ サイト 公式 公式サイト
    公式発表 公式ブログ ブログ 発表 参考 参考リンク 関連リンク 元ツイート ツイート ポスト
    論文リンク リポジトリ 링크 원문 원문링크 원문보기 원문기사 기사 기사보기 기사원문 출처 소스
    논문 코드 데모 영상 동영상 자세히 자세히보기 더보기 더알아보기 바로가기 홈페이지 블로그
    관련링크 관련기사 참고 참고링크 깃허브 유튜브 공식사이트 발표
    """.split()
)
_ATTRIBUTION = re.compile(
    r"\W*(?:(?:original\s+)?sources?|via|h/t|credits?|quellen?|fuentes?|fontes?|источники?"
    r"|[信消]息来源|来源|來源|出处|出處|信源|出典|出所|引用元|情報源|ソース|출처)\s*(?:[:：]|\s)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[^\s<>\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]+", re.IGNORECASE
)
_HOST = re.compile(rf"(?<![\w@.]){HOST}(?:/[^\s<>\u3000-\u9fff\uff00-\uffef]*)?", re.IGNORECASE)
_VERSION = re.compile(r"\d\.\d")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_WIDE}]+|(?:(?![{_WIDE}])[^\W_])+")
_WIDE_WORD = re.compile(
    # possessive: phrases overlap, and trying all ways to cut a long word would take for ever
    "(?>" + "|".join(sorted(_WIDE_PHRASES, key=len, reverse=True)) + "|[のへを的与及和]|입니다)++"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_DATE_WORD = re.compile(
    r"[年月日号號時时点分년월일]+|周[一二三四五六日]|星期[一二三四五六日天]|[月火水木金土日](?:曜日?)?"
    r"|[월화수목금토일](?:요일)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|jän|mär|mai|okt|dez|janv|févr|avr|juin|juil|août"
    r"|déc|ene|abr|ago|dic|fev|set|out|янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)[^\W\d_]{0,8}"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|segunda|terça|quarta|quinta|sexta|feira|понедельник|вторник|сред[аы]|четверг|пятниц[аы]"
    r"|суббот[аы]|воскресенье|st|nd|rd|th|er|week|of|the|de|del|le|den|to|a|до|по",
    re.IGNORECASE,
)
_LONGEST = 80
"""In characters, addresses left out: a longer text says something."""

_LONGEST_DATE = 60


def without_addresses(text: str) -> str:
    """Return `text` on one line without the addresses in it."""
    words = _ADDRESS.sub(" ", text) if "://" in text else text
    return " ".join(words.split())


@lru_cache(4096)
def says_nothing(text: str) -> bool:
    """Return whether a text has only addresses, kinds of links and signs; so has an empty one."""
    if "." in text or "://" in text:
        text = _HOST.sub(" ", without_addresses(text))
    words = [word for word in _WORD.findall(text[: _LONGEST + 1]) if _LETTER.search(word)]
    if not words:
        return not _LETTER.search(text)
    if len(text) > _LONGEST or _VERSION.search(text):
        return False
    kinds = [_names_source(word.casefold()) for word in words]
    return None not in kinds and True in kinds


def _names_source(word: str) -> bool | None:
    """Return whether a word names a source; None when it says something else."""
    if word in _LATIN_WORDS or _WIDE_WORD.fullmatch(word):
        return True
    return False if word in _JOINING_WORDS or word in _MODELS else None


@lru_cache(1024)
def is_no_title(text: str) -> bool:
    """Return whether a text is only an address, a number, a sign or a date."""
    if "://" in text:
        text = without_addresses(text)
    if len(text) > _LONGEST_DATE or not _DIGIT.search(text):
        return not _LETTER.search(text)
    return all(_DATE_WORD.fullmatch(word[0]) for word in _LETTERS.finditer(text))


def is_only_source(runs: Runs) -> bool:
    """Return whether a paragraph has a link and says nothing else, or only whose it is (`via`)."""
    has_link = False
    for run in runs:
        if run.url:
            has_link |= not run.image
        elif len(run.text) > _LONGEST and "://" not in run.text:
            return False
    if not has_link:
        return False
    text = text_of(runs)
    if says_nothing(text):
        return True
    attribution = _ATTRIBUTION.match(text)
    return attribution is not None and len(without_addresses(text)) <= _LONGEST
