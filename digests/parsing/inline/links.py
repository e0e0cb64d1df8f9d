"""Which addresses in a text are source links of the story (rule R9), and its images (R11)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from digests.model.issue import Image, Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digests.model.blocks import Run

_NOT_A_SOURCE = re.compile(
    r"#|/?$|(?:mailto|tel|javascript|data|vbscript|file|about):"
    r"|https?://(?:www\.)?(?:"
    r"(?:twitter|x)\.com/(?:intent|share)\b|facebook\.com/(?:sharer|dialog/share)"
    r"|linkedin\.com/(?:share|sharing)|t\.me/share|service\.weibo\.com/share|reddit\.com/submit"
    r"|news\.ycombinator\.com/submitlink|api\.whatsapp\.com/send)",
    re.IGNORECASE,
)
_ADDRESSES_KEPT = 4096
"""More than most issues have: each is looked at for its section, and again for its item."""

_CONTROL_OR_SPACE = re.compile(r"[\x00-\x20\x7f-\x9f]")


@lru_cache(_ADDRESSES_KEPT)
def is_source(url: str) -> bool:
    """Say whether `url` leads to another page, not to a mailbox, a place here or a share box."""
    return not _NOT_A_SOURCE.match(url) and not _CONTROL_OR_SPACE.search(url)


def is_source_run(run: Run) -> bool:
    """Say whether `run` carries a source link; an image that links to itself only enlarges."""
    return bool(run.url) and not _enlarges(run) and is_source(run.url)


def _enlarges(run: Run) -> bool:
    return bool(run.image) and run.image.partition("?")[0] == run.url.partition("?")[0]


def links_of(runs: Iterable[Run], titles: dict[str, str]) -> tuple[Link, ...]:
    """Return the source links of `runs`, each address once, in reading order.

    `titles` names the addresses that footnotes lead to. The text of a link that is set in several
    looks is put together again.
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
    words = " ".join(text.split()) or titles.get(url, "")
    return "" if words == url else words


def images_of(runs: Iterable[Run]) -> tuple[Image, ...]:
    """Return the images among `runs`, in order."""
    return tuple(Image(run.image, run.text) for run in runs if run.image)
