"""Issues whose file only says that the text is elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph
from digests.parsing.inline.plain_text import plain_text

if TYPE_CHECKING:
    from digests.model.blocks import Block

MAX_CHARACTERS = 400
"""A text that is longer says something itself."""

_ELSEWHERE = re.compile(
    r"\b(?:full|whole|complete|archived|rest of the)\b.{0,60}"
    r"\b(?:issue|body|text|post|article|version|story)\b.{0,80}(?:https?://|\bat\b|\bhere\b|\bon\b|/)"
    r"|\b(?:read|continue reading|view)\b.{0,40}\b(?:full|online|on the web|in (?:your )?browser)\b"
    r"|(?:全文|完整(?:内容|版)|正文|原文).{0,20}(?:见|请|在|查看|阅读|移步|点击|https?://)"
    r"|(?:查看|阅读|点击).{0,10}(?:全文|完整|原文|正文)",
    re.IGNORECASE | re.DOTALL,
)


def is_stub(blocks: list[Block]) -> bool:
    """Say whether the text of an issue without items only points elsewhere."""
    text = plain_text(block for block in blocks if isinstance(block, Paragraph)).strip()
    return 0 < len(text) <= MAX_CHARACTERS and _ELSEWHERE.search(text) is not None
