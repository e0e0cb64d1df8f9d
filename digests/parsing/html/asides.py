"""Which HTML is content of its heading, and which only stands beside it (rule R4)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Paragraph, Rule
from digests.parsing.html.frames import flat
from digests.parsing.inline.line_breaks import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.parsing.parts import BodyBlock


_LABEL_OF_LINKS = re.compile(
    r"\b(?:links?|sources?|references?|see also)\b"
    r"|链接|連結|来源|來源|参考|參考|出典|リンク|링크|출처",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40
"""Characters."""


def settle_html(parts: list[BodyBlock]) -> list[BodyBlock]:
    """Decide for the HTML under each heading whether it counts as Markdown does.

    Beside entries that are written in Markdown, HTML belongs to no item: its lists become text, and
    so does a list below a line that calls it links or sources. Everywhere else lists, tables and
    quotes count. Paragraphs count under a heading that has nothing but HTML below it, unless it is
    the title of the issue: there they are banners.
    """
    regions = list(_regions(parts))
    levels = [region[0].level for region in regions if region and region[0].level]
    settled: list[BodyBlock] = []
    for region in regions:
        level = region[0].level if region else 0
        is_opening = bool(levels) and (
            not level or (level == levels[0] < min(levels[1:], default=0))
        )
        settled.extend(_settle(region, is_opening=is_opening))
    return settled


def _regions(parts: list[BodyBlock]) -> Iterator[list[BodyBlock]]:
    """Yield what precedes the first heading, then each heading with what is under it."""
    region: list[BodyBlock] = []
    for part in parts:
        if part.level:
            yield region
            region = []
        region.append(part)
    yield region


def _settle(region: list[BodyBlock], *, is_opening: bool) -> list[BodyBlock]:
    content = [part for part in region if not part.level and not _is_silent(part)]
    if any(part.begins_entries and not part.is_html for part in content):
        return _without_lists(region)
    is_whole = not is_opening and all(part.is_html for part in content)
    settled: list[BodyBlock] = []
    for part in region:
        if settled and _is_list_of_links(settled[-1], part):
            settled.append(_as_text([part]))
        elif is_whole or not isinstance(part.block, Paragraph):
            settled.append(replace(part, is_html=False))
        else:
            settled.append(part)
    return settled


def _is_list_of_links(label: BodyBlock, part: BodyBlock) -> bool:
    if not part.is_html or not isinstance(part.block, ListBlock) or label.level:
        return False
    text = text_of(label.first_line)
    is_label = len(text) <= _LONGEST_LABEL and not label.below_first_line
    return is_label and _LABEL_OF_LINKS.search(text) is not None


def _is_silent(part: BodyBlock) -> bool:
    block = part.block
    is_image = isinstance(block, Paragraph) and not text_of(block.runs).strip()
    return is_image or isinstance(block, Rule)


def _without_lists(region: list[BodyBlock]) -> list[BodyBlock]:
    """Turn the lists of HTML, and the paragraphs next to them, into paragraphs of lines."""
    settled: list[BodyBlock] = []
    for is_text, group in groupby(region, lambda part: part.is_html and _is_text(part)):
        parts = list(group)
        if is_text and any(isinstance(part.block, ListBlock) for part in parts):
            parts = [_as_text(parts)]
        settled.extend(parts)
    return settled


def _as_text(parts: list[BodyBlock]) -> BodyBlock:
    runs = flat(part.block for part in parts)
    return replace(parts[0], block=Paragraph(runs), entry_lines=())


def _is_text(part: BodyBlock) -> bool:
    return isinstance(part.block, Paragraph | ListBlock)
