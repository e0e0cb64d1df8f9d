"""What a link leads to, judged by its address alone, and which link of a story is the source.

A listed host stands for its subdomains too: `x.com` includes `mobile.x.com`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digests.model.addresses import with_scheme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.model.issue import Issue, Item, Link


class LinkKind(StrEnum):
    """What a link leads to."""

    PAPER = "paper"
    CODE = "code"
    """A repository, a package, or the files of a model or data set."""
    VIDEO = "video"
    POST = "post"
    """A message on a social network or a forum."""
    PAGE = "page"
    """Anything else: most often the site that published the news."""


_PAPERS = """
    arxiv.org alphaxiv.org openreview.net aclanthology.org biorxiv.org medrxiv.org doi.org
    dl.acm.org ieeexplore.ieee.org proceedings.mlr.press papers.nips.cc papers.neurips.cc
    openaccess.thecvf.com jmlr.org semanticscholar.org ssrn.com paperswithcode.com
"""
_CODE = """
    github.com gist.github.com gitlab.com codeberg.org gitee.com bitbucket.org huggingface.co
    modelscope.cn modelscope.ai kaggle.com ollama.com
"""
_VIDEOS = "youtube.com youtu.be bilibili.com b23.tv vimeo.com twitch.tv douyin.com tiktok.com"
_POSTS = """
    x.com twitter.com t.co xcancel.com fxtwitter.com bsky.app threads.net threads.com
    mastodon.social reddit.com redd.it linkedin.com lnkd.in facebook.com news.ycombinator.com
    lobste.rs weibo.com weibo.cn zhihu.com xiaohongshu.com v2ex.com jike.app okjike.com
    discord.com discord.gg discordapp.com t.me telegram.me warpcast.com
"""
_SECONDARY = """
    substack.com beehiiv.com buttondown.email buttondown.com mailchi.mp medium.com mp.weixin.qq.com
    news.google.com msn.com flipboard.com feedly.com techmeme.com
"""
"""Newsletters and news aggregators, which report what others published."""

_HOSTS = {
    LinkKind.PAPER: frozenset(_PAPERS.split()),
    LinkKind.CODE: frozenset(_CODE.split()),
    LinkKind.VIDEO: frozenset(_VIDEOS.split()),
    LinkKind.POST: frozenset(_POSTS.split()),
}
_SECONDARY_HOSTS = frozenset(_SECONDARY.split())

_KIND_OF_FOLDER = {
    "huggingface.co/papers": LinkKind.PAPER,
    "huggingface.co/blog": LinkKind.PAGE,
    "huggingface.co/docs": LinkKind.PAGE,
    "huggingface.co/learn": LinkKind.PAGE,
    "kaggle.com/competitions": LinkKind.PAGE,
}
"""Host and first folder, where the kind is not that of the rest of the host."""

_PAPER_PAGES = re.compile(r"^/papers?/|\.pdf$")

_RANKS = {
    LinkKind.PAPER: 0,
    LinkKind.CODE: 0,
    LinkKind.PAGE: 1,
    LinkKind.VIDEO: 2,
    LinkKind.POST: 3,
}
_SECONDARY_RANK = 4


def link_kind(url: str) -> LinkKind:
    """Return the kind of an address, `PAGE` when nothing is known of it. Never raises."""
    host, path = _parts(url)
    beginning = f"{host}/{path.strip('/').partition('/')[0]}"
    if beginning in _KIND_OF_FOLDER:
        return _KIND_OF_FOLDER[beginning]
    for kind, hosts in _HOSTS.items():
        if _is_below(host, hosts):
            return kind
    return LinkKind.PAPER if _PAPER_PAGES.search(path) else LinkKind.PAGE


def primary_first(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return `links` with primary sources first.

    Papers and code come first, then pages, videos, posts, and finally newsletters and news
    aggregators. Links of equal rank keep their order.
    """
    return tuple(sorted(links, key=lambda link: _rank(link.url)))


def source_address(issue: Issue, item: Item) -> str:
    """Return the address of an item's primary link, resolved.

    That of an item without links is the issue's own page, which may be empty.
    """
    ranked = primary_first(item.links)
    return issue.publication.resolve(ranked[0].url) if ranked else issue.link


def _rank(url: str) -> int:
    host, _ = _parts(url)
    if _is_below(host, _SECONDARY_HOSTS):
        return _SECONDARY_RANK
    return _RANKS[link_kind(url)]


def _parts(url: str) -> tuple[str, str]:
    """Return host and path in lower case."""
    try:
        parts = urlsplit(with_scheme(url))
        return (parts.hostname or "").rstrip("."), parts.path.lower()
    except ValueError:
        return "", ""


def _is_below(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels) - 1))
