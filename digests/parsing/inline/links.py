"""The source links of a story (rule R9) and its images (R11), among all addresses in its text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digests.model.issue import Image, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Run

_NOT_A_SOURCE = re.compile(
    r"#|\[\[|/?$|(?:mailto|tel|javascript|data|vbscript|file|about):"
    r"|https?://(?:www\.)?(?:"
    r"(?:twitter|x)\.com/(?:intent|share)\b|facebook\.com/(?:sharer|dialog/share)"
    r"|linkedin\.com/(?:share|sharing)|t\.me/share|service\.weibo\.com/share|reddit\.com/submit"
    r"|news\.ycombinator\.com/submitlink|api\.whatsapp\.com/send)",
    re.IGNORECASE,
)
_ADDRESSES_KEPT = 4096
"""More than most issues have: each is tested for its section, and again for its item."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""A space is none: `[text](<https://example.com/a b>)` is a link."""


@lru_cache(_ADDRESSES_KEPT)
def is_source(url: str) -> bool:
    """Return whether `url` leads to another page, not to a mailbox, anchor or share dialog."""
    return not _NOT_A_SOURCE.match(url) and not _CONTROL.search(url)


def is_source_run(run: Run) -> bool:
    """Return whether `run` has a source link; an image's link to itself does not count."""
    return bool(run.url) and not _enlarges(run) and is_source(run.url)


def _enlarges(run: Run) -> bool:
    return bool(run.image) and run.image.partition("?")[0] == run.url.partition("?")[0]


def links_of(runs: Iterable[Run], titles: dict[str, str]) -> tuple[Link, ...]:
    """Return the source links of `runs`, each address once, in reading order.

    `titles` has texts for the addresses of footnotes. The text of a link in several looks is
    joined.
    """
    texts: dict[str, str] = {}
    before = ""
    for run in runs:
        if is_source_run(run):
            if run.url not in texts:
                texts[run.url] = run.text
            elif run.url == before:
                texts[run.url] += run.text
        before = run.url
    return tuple(Link(url, _link_text(url, text, titles)) for url, text in texts.items())


def _link_text(url: str, text: str, titles: dict[str, str]) -> str:
    title = " ".join(text.split()) or titles.get(url, "")
    return "" if title == url else title


def images_of(runs: Iterable[Run]) -> tuple[Image, ...]:
    """Return the images among `runs`, in order."""
    return tuple(Image(run.image, run.text) for run in runs if run.image)
