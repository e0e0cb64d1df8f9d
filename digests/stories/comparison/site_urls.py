"""Rules for sites where several URLs lead to one page: posts, papers, repositories, videos."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    UrlRule = Callable[[str, str, Mapping[str, str]], str | None]

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_POST = re.compile(r"/(?:[^/]+/)?(?:web/)?status(?:es)?/(\d+)", re.IGNORECASE)
_PAPER = re.compile(r"/(?:[a-z]+/)*?(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?=\W|$)")
_VIDEO_PATH = re.compile(r"/(?:shorts|live|embed|v)/([A-Za-z0-9_-]+)")
_THREAD = re.compile(r"/(?:r/[^/]+/|u(?:ser)?/[^/]+/)?comments/([a-z0-9]+)", re.IGNORECASE)
_BILIBILI = re.compile(r"/video/(BV\w+|av\d+)", re.IGNORECASE)
_REPOSITORY = re.compile(r"/([^/]+)/([^/]+?)(?:\.git)?(/.*)?$")
_WHOLE_REPOSITORY = re.compile(
    r"/(?:tree/(?:main|master)|blob/(?:main|master)/readme(?:\.\w+)?|stargazers|wiki|releases)?/?$",
    re.IGNORECASE,
)
_GITHUB_PAGES = frozenset(
    "about apps blog collections customer-stories enterprise events explore features marketplace "
    "notifications orgs pricing readme search security settings sponsors topics trending".split()
)
_HUB_PAGES = frozenset("blog papers docs posts learn tasks join pricing chat collections".split())


def identity(host: str, path: str, parameters: Mapping[str, str]) -> str | None:
    """Return the canonical URL of a page on a site that has a rule.

    Args:
        host: in lower case, without `www.` and the like.
        path: without a trailing slash.
        parameters: of the query.

    Returns:
        An empty string for a page that is no evidence, such as a profile; None if there is no rule
        for the site or the kind of page.
    """
    rule = _RULES.get(host)
    return rule(host, path, parameters) if rule else None


def _post(_host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    match = _POST.match(path)
    if match:
        return f"https://x.com/i/status/{match[1]}"
    return "" if path.count("/") <= 1 else None


def _paper(host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    match = _PAPER.match(path.removesuffix(".pdf"))
    if match:
        return f"https://arxiv.org/abs/{match[1]}"
    return "" if host.startswith("arxiv") and path.startswith(("/list", "/archive")) else None


def _repository(_host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    match = _REPOSITORY.match(path)
    if match is None or match[1].lower() in _GITHUB_PAGES:
        return "" if path.count("/") <= 1 else None
    owner, name, rest = match[1].lower(), match[2].lower(), match[3] or ""
    if _WHOLE_REPOSITORY.fullmatch(rest):
        rest = ""
    return f"https://github.com/{owner}/{name}{rest}"


def _hub(host: str, path: str, parameters: Mapping[str, str]) -> str | None:
    if path.startswith("/papers/") and (paper := _paper(host, path, parameters)):
        return paper
    first, _, rest = path.strip("/").partition("/")
    if first in _HUB_PAGES:
        return None if rest else ""
    if first in ("datasets", "spaces"):
        return _hub_repository(f"/{first}", rest)
    return _hub_repository("", path.strip("/"))


def _hub_repository(kind: str, path: str) -> str | None:
    owner, _, rest = path.partition("/")
    name, _, inside = rest.partition("/")
    if not name:
        return ""
    if inside in ("", "tree/main", "blob/main/README.md"):
        return f"https://huggingface.co{kind}/{owner.lower()}/{name.lower()}"
    return None


def _video(host: str, path: str, parameters: Mapping[str, str]) -> str | None:
    match = _VIDEO_PATH.match(path)
    if host == "youtu.be":
        video = path.strip("/").partition("/")[0]
    else:
        video = match[1] if match else parameters.get("v", "") if path == "/watch" else ""
    if _NAME.fullmatch(video):
        return f"https://www.youtube.com/watch?v={video}"
    return None if path.startswith("/playlist") else ""


def _thread(host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    match = _THREAD.match(path)
    thread = match[1] if match else path.strip("/") if host == "redd.it" else ""
    if thread and "/" not in thread:
        return f"https://www.reddit.com/comments/{thread.lower()}"
    return "" if path.count("/") <= 2 else None


def _hacker_news(_host: str, _path: str, parameters: Mapping[str, str]) -> str | None:
    id_ = parameters.get("id", "")
    return f"https://news.ycombinator.com/item?id={id_}" if _NAME.fullmatch(id_) else ""


def _review(_host: str, _path: str, parameters: Mapping[str, str]) -> str | None:
    id_ = parameters.get("id", "")
    return f"https://openreview.net/forum?id={id_}" if _NAME.fullmatch(id_) else None


def _object_identifier(_host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    return f"https://doi.org{path.lower()}" if path.startswith("/10.") else None


def _weixin(_host: str, path: str, parameters: Mapping[str, str]) -> str | None:
    if path.startswith("/s/"):
        return f"https://mp.weixin.qq.com{path}"
    if "mid" in parameters and "__biz" in parameters:
        names = ("__biz", "mid", "idx")
        query = urlencode([(name, parameters[name]) for name in names if name in parameters])
        return f"https://mp.weixin.qq.com/s?{query}"
    return ""


def _chinese_video(_host: str, path: str, _parameters: Mapping[str, str]) -> str | None:
    match = _BILIBILI.match(path)
    return f"https://www.bilibili.com/video/{match[1]}" if match else None


_RULES: Final[Mapping[str, UrlRule]] = {
    **dict.fromkeys(
        "x.com twitter.com nitter.net xcancel.com fxtwitter.com vxtwitter.com fixupx.com "
        "fixvx.com twstalker.com nitter.poast.org".split(),
        _post,
    ),
    **dict.fromkeys(
        "arxiv.org export.arxiv.org alphaxiv.org ar5iv.org ar5iv.labs.arxiv.org arxiv.gg".split(),
        _paper,
    ),
    **dict.fromkeys(
        ("youtube.com", "youtu.be", "youtube-nocookie.com", "music.youtube.com"), _video
    ),
    **dict.fromkeys(("reddit.com", "redd.it", "sh.reddit.com", "i.reddit.com"), _thread),
    "github.com": _repository,
    "huggingface.co": _hub,
    "hf.co": _hub,
    "news.ycombinator.com": _hacker_news,
    "openreview.net": _review,
    "doi.org": _object_identifier,
    "dx.doi.org": _object_identifier,
    "mp.weixin.qq.com": _weixin,
    "bilibili.com": _chinese_video,
}
