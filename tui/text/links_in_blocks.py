"""The links and images of text that belongs to no item, such as an issue's lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import Image, Link, runs_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Block


def links_in(blocks: Sequence[Block]) -> tuple[Link, ...]:
    """Return the links of `blocks` in reading order, each URL once."""
    words: dict[str, str] = {}
    for run in runs_in(blocks):
        if run.url:
            words[run.url] = words.get(run.url, "") + run.text
    return tuple(Link(url, text) for url, text in words.items())


def images_in(blocks: Sequence[Block]) -> tuple[Image, ...]:
    """Return the images of `blocks` in reading order, each address once."""
    descriptions: dict[str, str] = {}
    for run in runs_in(blocks):
        if run.image:
            descriptions.setdefault(run.image, run.text)
    return tuple(Image(url, alt) for url, alt in descriptions.items())
