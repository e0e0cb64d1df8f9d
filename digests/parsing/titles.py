"""The title of an issue (rule R1): front matter, else the title heading, else the file's name."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Subheading
from digests.parsing.dates import find_date
from digests.parsing.inline.line_breaks import text_of

if TYPE_CHECKING:
    from digests.parsing.parts import Part

_WORDS = re.compile(r"[^\W_]+")
_SUMMARY_HEADING = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]"
    r"|\b(?:highlights|overview|summary|tl;?dr|today['’]?s digest)\b",
    re.IGNORECASE,
)
_ISSUE_NUMBER = re.compile(r"第\s*\d+\s*[期号卷]|(?:issue|vol\.?|no\.|#)\s*\d+", re.IGNORECASE)


def title_heading(parts: list[Part], header_title: str) -> Part | None:
    """Return the heading that is the issue's title, which is never a section.

    It is the first heading, before any list, and names the issue's date or number, or repeats
    `header_title`, or is the only heading of the shallowest level.
    """
    headings = [part for part in parts if part.level]
    if not headings or _list_before(parts, headings[0]):
        return None
    first = headings[0]
    words = heading_words(first)
    levels = [part.level for part in headings]
    stands_alone = min(levels) == first.level and levels.count(first.level) == 1
    names_issue = find_date(words) is not None or _ISSUE_NUMBER.search(words) is not None
    divides = len(headings) == 1 and bool(header_title)  # the issue has a name, this is a section
    is_only = stands_alone and not divides and not _SUMMARY_HEADING.search(words)
    is_title = names_issue or is_only or says_the_same(words, header_title)
    return first if is_title else None


def _list_before(parts: list[Part], heading: Part) -> bool:
    before = parts[: parts.index(heading)]
    return any(isinstance(part.block, ListBlock) for part in before)


def heading_words(part: Part) -> str:
    """Return the words of a heading on one line."""
    runs = part.block.runs if isinstance(part.block, Subheading) else ()
    return " ".join(text_of(runs).split())


def says_the_same(words: str, title: str) -> bool:
    """Say whether a heading repeats a title, marks and case aside."""
    heading, given = (_WORDS.findall(text.casefold()) for text in (words, title))
    return bool(heading) and heading == given


def file_title(source: str) -> str:
    """Return the name of the file without its ending."""
    return PurePosixPath(source).stem or source
