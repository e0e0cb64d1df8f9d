"""What a link leads to, as far as its address says, and which link of a story is the source.

Hosts are compared with everything below them: `x.com` is also `mobile.x.com`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.model.issue import Issue, Item, Link


class LinkKind(StrEnum):
    """What a link leads to."""

    PAPER = "paper"
    CODE = "code"
    """A repository, a package, the files of a model or of a data set."""
    VIDEO = "video"
    POST = "post"
    """A message in a social network or a forum."""
    PAGE = "page"
    """Anything else: most often the site of whoever has the news."""


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
_RETELLERS = """
    substack.com beehiiv.com buttondown.email buttondown.com mailchi.mp medium.com mp.weixin.qq.com
    news.google.com msn.com flipboard.com feedly.com techmeme.com
"""
"""They tell what others have found out: newsletters and collections of news."""

_HOSTS = {
    LinkKind.PAPER: frozenset(_PAPERS.split()),
    LinkKind.CODE: frozenset(_CODE.split()),
    LinkKind.VIDEO: frozenset(_VIDEOS.split()),
    LinkKind.POST: frozenset(_POSTS.split()),
}
_RETELLING = frozenset(_RETELLERS.split())

_KIND_OF_FOLDER = {
    "huggingface.co/papers": LinkKind.PAPER,
    "huggingface.co/blog": LinkKind.PAGE,
    "huggingface.co/docs": LinkKind.PAGE,
    "huggingface.co/learn": LinkKind.PAGE,
    "kaggle.com/competitions": LinkKind.PAGE,
}
"""A host with its first folder, where that leads to something else than the rest of the host."""

_PAPER_PAGES = re.compile(r"^/papers?/|\.pdf$")

_LATER = {
    LinkKind.PAPER: 0,
    LinkKind.CODE: 0,
    LinkKind.PAGE: 1,
    LinkKind.VIDEO: 2,
    LinkKind.POST: 3,
}
_RETOLD = 4


def link_kind(url: str) -> LinkKind:
    """Return what the address says about what it leads to. Never raises."""
    host, path = _parts(url)
    beginning = f"{host}/{path.strip('/').partition('/')[0]}"
    if beginning in _KIND_OF_FOLDER:
        return _KIND_OF_FOLDER[beginning]
    for kind, hosts in _HOSTS.items():
        if _is_below(host, hosts):
            return kind
    return LinkKind.PAPER if _PAPER_PAGES.search(path) else LinkKind.PAGE


def primary_first(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return `links` with the sources before those who only speak of them.

    Papers and code come first, then pages, videos, posts, and at last newsletters and collections
    of news. Links of one rank keep their order.
    """
    return tuple(sorted(links, key=lambda link: _rank(link.url)))


def source_address(issue: Issue, item: Item) -> str:
    """Return the address of the first of an item's primary links, made whole; empty for none."""
    ranked = primary_first(item.links)
    return issue.publication.resolve(ranked[0].url) if ranked else ""


def _rank(url: str) -> int:
    host, _ = _parts(url)
    if _is_below(host, _RETELLING):
        return _RETOLD
    return _LATER[link_kind(url)]


def _parts(url: str) -> tuple[str, str]:
    """Return host and path in lower case."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.path.lower()
    except ValueError:
        return "", ""


def _is_below(host: str, hosts: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in hosts for start in range(len(labels) - 1))
