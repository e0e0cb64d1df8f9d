"""The title of an issue (rule R1): of the front matter, else the title heading, else the file's."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digests.model.blocks import ListBlock, Subheading
from digests.parsing.date_forms import find_date
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.source_words import is_no_title

if TYPE_CHECKING:
    from digests.parsing.parts import BodyBlock


_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_]+")
_SUMMARY_HEADING = re.compile(
    r"摘要|要[点點]|[总總][览覽]|概[览覽]|[导導][读讀]"
    r"|\b(?:highlights|overview|summary|tl;?dr|today['’]?s digest)\b",
    re.IGNORECASE,
)
_ISSUE_NUMBER = re.compile(r"第\s*\d+\s*[期号卷]|(?:issue|vol\.?|no\.|#)\s*\d+", re.IGNORECASE)


def title_headings(parts: list[BodyBlock], header_title: str, file: str) -> list[BodyBlock]:
    """Return the headings that only name the issue, and so are no sections.

    The first is the first heading of the body, before any list, if it names the issue's date or
    number, repeats `header_title` or the name of the `file`, has no words, or is the only one of
    the highest level; and no other heading of its level has the same shape, as those of the days
    of a week do. Others repeat its title or its date.
    """
    headings = [part for part in parts if part.level]
    if not headings or _list_before(parts, headings[0]):
        return []
    first, *others = headings
    repeats = repeats_title(heading_text(first), header_title) or _resembles(first, file)
    found = [first] if repeats or _names_the_issue(first, others, header_title) else []
    known = [header_title, *map(heading_text, found)]
    return found + [part for part in others if _repeats_name(part, first, known)]


def _resembles(heading: BodyBlock, file: str) -> bool:
    """Whether a heading begins with the words of a file's name, two or more."""
    words, named = _WORDS.findall(heading_text(heading).casefold()), _WORDS.findall(file.casefold())
    return len(named) > 1 and words[: len(named)] == named and _LETTER.search(file) is not None


def _names_the_issue(first: BodyBlock, others: list[BodyBlock], header_title: str) -> bool:
    text = heading_text(first)
    peers = [heading_text(part) for part in others if part.level == first.level]
    if any(_have_one_shape(text, peer) for peer in peers):
        return False
    is_alone = not peers and all(part.level > first.level for part in others)
    is_section = not others and bool(header_title)  # the header has the title already
    is_only = is_alone and not is_section and not _SUMMARY_HEADING.search(text)
    return bool(is_only or is_no_title(text) or find_date(text) or _ISSUE_NUMBER.search(text))


def _have_one_shape(text: str, other: str) -> bool:
    """Whether two headings differ only in numbers, or name two days."""
    if _DIGITS.search(text) is None or text == other:
        return False
    days = find_date(text), find_date(other)
    return _DIGITS.sub("0", text) == _DIGITS.sub("0", other) or (
        None not in days and days[0] != days[1]
    )


def _repeats_name(part: BodyBlock, first: BodyBlock, known: list[str]) -> bool:
    """Whether a later heading repeats the title, or the day in it, at its level or above.

    Below its level, one that repeats the title heads the only story of the issue.
    """
    text = heading_text(part)
    if part.level > first.level:
        return False
    if any(repeats_title(text, title) for title in known):
        return True
    day = find_date(text)
    named = {word for title in known for word in _WORDS.findall(title.casefold())}
    is_new = is_no_title(known[-1]) or named.issuperset(_WORDS.findall(text.casefold()))
    return day is not None and day == find_date(heading_text(first)) and is_new


def first_of_days(parts: list[BodyBlock]) -> str:
    """Return the text of the first heading if another one of its level names another day."""
    headings = [part for part in parts if part.level]
    texts = [heading_text(part) for part in headings if part.level == headings[0].level]
    is_series = any(_have_one_shape(texts[0], text) for text in texts[1:])
    return texts[0] if is_series and find_date(texts[0]) else ""


def issue_title(headings: list[BodyBlock]) -> str:
    """Return the text of the first of `headings` with words, else of the first; may be empty."""
    texts = list(map(heading_text, headings))
    return next((text for text in texts if not is_no_title(text)), next(iter(texts), ""))


def _list_before(parts: list[BodyBlock], heading: BodyBlock) -> bool:
    before = parts[: parts.index(heading)]
    return any(isinstance(part.block, ListBlock) for part in before)


def heading_text(part: BodyBlock) -> str:
    """Return the text of a heading on one line; empty for other blocks."""
    runs = part.block.runs if isinstance(part.block, Subheading) else ()
    return " ".join(text_of(runs).split())


def repeats_title(heading: str, title: str) -> bool:
    """Return whether a heading has the words of a title, ignoring punctuation and case."""
    words, title_words = (_WORDS.findall(text.casefold()) for text in (heading, title))
    return bool(words) and words == title_words


def file_title(source: str) -> str:
    """Return the file's name without its suffix."""
    return PurePosixPath(source).stem or source
