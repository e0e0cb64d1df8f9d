"""The date of an issue (rule R2).

Header, title, title heading, file name and the folders around the file are asked in this order,
never the text. The first day counts; a week or a month counts where none of them has a day. Only
a header that has a week or a month instead of a day is not overruled by a day outside of it, since
it speaks of the issue and of nothing else.
"""

from __future__ import annotations

import re
from itertools import islice, takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digests.model.dates import DatePrecision, IssueDate
from digests.parsing.date_forms import find_date, find_week_or_month, find_year, short_year_date
from digests.parsing.titles import file_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digests.parsing.header import Header

_WHEN = "(?:date|day|datetime|time|at|on|timestamp)?"
_KEYS = tuple(
    re.compile("|".join(keys))
    for keys in (
        ("date|day|time|datetime|timestamp|日期|日付|날짜",),
        (
            f"(?:date)?(?:of)?(?:pub|publish|published|publication|posted|issued|sent){_WHEN}",
            "(?:date|day)(?:of)?(?:issue|post|release|edition)",
            "(?:issue|post|release|edition|digest|report)(?:date|day|time)",
            "(?:发布|發布|發佈|出版)(?:日期|时间|時間)|公開日|投稿日|発行日|작성일|발행일|게시일",
        ),
        (
            f"(?:date)?(?:of)?(?:create|created|creation|written|added){_WHEN}",
            "(?:创建|創建)(?:日期|时间|時間)|作成日",
        ),
        ("week|weekof|month|period",),
    )
)
"""Keys of a header, in small letters and without signs; the first ones are asked first."""

_SIGNS = re.compile(r"[\W_]+")
_MOST_FOLDERS = 3
"""For year, month and day."""

_PERIOD_FOLDER = re.compile(r"\d|(?:week|w)[-_ ]?\d|[^\W\d_]{3,10}$", re.IGNORECASE)
"""What may be a year, a month, a week or a day; `backup-2024-01-05` is none of them."""

_FINEST_FIRST = (DatePrecision.DAY, DatePrecision.WEEK, DatePrecision.MONTH)


def date_of_issue(
    header: Header, heading: str, source: str, first_day: str = ""
) -> IssueDate | None:
    """Return the date of an issue, or None when it is written nowhere.

    Args:
        header: of the file.
        heading: the text of the title heading, or an empty string.
        source: the file's name or its path below the library folder.
        first_day: the first of several headings that name days; asked when nothing else has a date.
    """
    dated = _date_of_names(header, heading, source)
    day = None if dated else find_date(first_day)
    return IssueDate(day) if day else dated


def _date_of_names(header: Header, heading: str, source: str) -> IssueDate | None:
    name, *paths = _names(source)
    titles = (header.text("title"), heading)
    year = next(filter(None, map(find_year, (name, *paths, *titles))), None)
    given = _dates(_date_fields(header), year)
    if given and given[0].precision is DatePrecision.DAY:
        return given[0]
    short = [IssueDate(day)] if (day := short_year_date(name)) else []
    others = [*_dates((*titles, name), year), *short, *_dates(paths, year)]
    if given:
        others = [date for date in (*given, *others) if given[0].holds(date)]
    return min(others, key=_fineness, default=None)


def _fineness(date: IssueDate) -> int:
    return _FINEST_FIRST.index(date.precision)


def _dates(texts: Iterable[str], year: int | None) -> list[IssueDate]:
    """Return the date of each text that has one: its first day, or else a week or a month."""
    found = (_date(text, year) for text in texts)
    return [date for date in found if date is not None]


def _date(text: str, year: int | None) -> IssueDate | None:
    day = find_date(text)
    return find_week_or_month(text, year) if day is None else IssueDate(day)


def _date_fields(header: Header) -> Iterator[str]:
    for keys in _KEYS:
        for key in header.fields:
            if keys.fullmatch(_SIGNS.sub("", key).casefold()):
                yield header.text(key)


def _names(source: str) -> Iterator[str]:
    """Yield the file's name without its suffix: `05`, then `08/05`, then `2025/08/05`.

    It ends before a folder that is no part of a date.
    """
    name = file_title(source)
    yield name
    folders = (folder.name for folder in PurePosixPath(source).parents)
    for folder in takewhile(_PERIOD_FOLDER.match, islice(folders, _MOST_FOLDERS)):
        name = f"{folder}/{name}"
        yield name
