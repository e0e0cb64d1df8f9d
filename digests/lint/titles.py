"""Titles of stories that say nothing, end in the air, show markup, or stand more than once."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from digests.model.issue import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests.model.issue import Issue, Item

_LETTER = re.compile(r"[^\W\d_]")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(r"(?:[a-z][a-z\d+.-]*://|www\.)\S+", re.IGNORECASE)
_DATE_WORD = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?\b"
    r"|\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
    r"|(?<=\d)(?:st|nd|rd|th)\b|(?<=\d)\s*[年月日號号년월일]"
    r"|(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[（(][月火水木金土日월화수목금토일][)）]",
    re.IGNORECASE,
)
_SEPARATOR_AT_END = re.compile(r"[,，、|｜]\Z")
_COLON_AT_END = re.compile(r"[:：]\Z")
_WORD_AT_END = re.compile(
    r"\s(?:by|for|of|on|in|to|with|via|at|from|and|or|the|an?|into|as|than)\Z", re.IGNORECASE
)
_TWO = r"(?<!\*)\*\*(?!\*)"
_BOLD_MARK = re.compile(rf"(?<!\w){_TWO}(?=\S)|(?<=\S){_TWO}(?!\w)|(?<!\*)\*{{4}}(?!\*)")
_CODE = re.compile(r"`[^`]*`|\w+\s*\*\*\s*\w+|\(\*\*\w+\)")
_LINK_MARK = re.compile(r"\]\((?:https?:|[./\s]|\Z)|(?<!\w)\[[^\[\]]{4,}\]\(")

_TELLING_WORDS = 4
_TELLING_WIDE = 10
"""So many words, or Chinese, Japanese or Korean letters, make a title that can mean one story."""

_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def about_titles(issue: Issue) -> Iterator[Problem]:
    """Report titles that a reader could not make sense of."""
    for item in issue.items:
        for reason in _reasons(item):
            yield Problem(issue.source, reason, item.line)


def _reasons(item: Item) -> Iterator[str]:
    title = item.title
    if _says_nothing(title):
        yield f"the title “{title}” is only an address, a number, a sign or a date"
    elif _ends_in_the_air(item):
        yield f"the title “{title}” ends in the air"
    if _BOLD_MARK.search(_CODE.sub("", title)):
        yield f"literal asterisks in the title “{title}”"
    if _LINK_MARK.search(title):
        yield f"an unparsed link in the title “{title}”"


def _says_nothing(title: str) -> bool:
    words = _ADDRESS.sub("", title)
    if _DIGIT.search(words):
        words = _DATE_WORD.sub("", words)
    return not _LETTER.search(words)


def _ends_in_the_air(item: Item) -> bool:
    """Whether a title was cut off a line behind a separator, or behind a word that needs more."""
    title = item.title
    if not item.title_is_derived or not item.text.startswith(title):
        return False
    if _SEPARATOR_AT_END.search(title):
        return True
    goes_on = item.text[len(title) :].partition("\n")[0].strip() != ""
    return bool(goes_on and (_WORD_AT_END.search(title) or _COLON_AT_END.search(title)))


def about_repeats(issue: Issue) -> Iterator[Problem]:
    """Report a title that stands for several stories, at the second of them.

    Short titles such as “Other” recur in tables and under different headings, so only those that
    can mean but one story count.
    """
    of_title: dict[str, list[Item]] = defaultdict(list)
    for item in issue.items:
        of_title[" ".join(item.title.casefold().split())].append(item)
    for items in of_title.values():
        if len(items) > 1 and (reason := _about_namesakes(items)):
            yield Problem(issue.source, reason, items[1].line)


def _about_namesakes(items: list[Item]) -> str:
    first, second = items[:2]
    if not _can_mean_one_story(first.title) or _is_standing_text(items):
        return ""
    if first.links == second.links and first.section == second.section:
        return f"“{first.title}” occurs more than once"
    return f"“{first.title}” is the title of {len(items)} stories, first in line {first.line}"


def _is_standing_text(items: list[Item]) -> bool:
    """Whether `items` say the same and lead nowhere, as “No events this week” does."""
    return not any(item.links for item in items) and len({item.text for item in items}) == 1


def _can_mean_one_story(title: str) -> bool:
    words = len(_WORD.findall(title))
    return words >= _TELLING_WORDS or len(_WIDE.findall(title)) >= _TELLING_WIDE
