"""The forms in which days, weeks and months are written.

A year has four digits, so `06-08` alone is no date, and the calendar decides: `99/99/9999` is
passed over. `11/12/2026` is two days, depending on the country, and so is none.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from itertools import chain

from digests.model.dates import DatePrecision, IssueDate

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january janv janvier ene enero januar januari gennaio janeiro",
            "feb february févr février fevrier febrero februar februari febbraio fevereiro",
            "mar march mars marzo märz maart março",
            "apr april avr avril abr abril aprile",
            "may mai mayo mei maggio maio",
            "jun june juin junio juni giugno junho",
            "jul july juil juillet julio juli luglio julho",
            "aug august août aout agosto augustus",
            "sep sept september septembre septiembre settembre setembro",
            "oct october octobre octubre oktober ottobre outubro okt",
            "nov november novembre noviembre novembro",
            "dec december déc décembre decembre diciembre dezember dicembre dezembro dez",
        ),
        start=1,
    )
    for name in names.split()
}

_ERAS = {"平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)(?=\s?年)")

_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d)"
_LAST_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_WORD = r"(?P<m>[^\W\d_]{3,10})"
_LAST_DAY = r"(?P<d>\d{1,2})(?!\d)"
_TH = r"(?:st|nd|rd|th)?"
_OF = r"(?:,?\s+(?:(?:de|of)\s+)?|[-_/])"
_TO = r"\s?(?:[-–—~]|to)\s?"
_NO_VERSION = r"(?![-~.]?\d)"
"""After a number that is no part of a version or of a range."""

_DAYS = tuple(
    re.compile(form)
    for form in (
        # 2026-08-05, 2026/8/5, 2026. 8. 5.
        rf"{_YEAR}\s?[-/._]{{1,2}}\s?(?P<m>\d{{1,2}})\s?[-/._]\s?{_LAST_DAY}",
        # 2026 8 5
        rf"{_YEAR}\s{{1,2}}(?P<m>\d{{1,2}})\s{_LAST_DAY}",
        # 2026年8月5日, 2026 年 8 月 5 日, 2026년 8월 5일, 2026年/8月/5日; no 2026년 8월 1주
        rf"{_YEAR}\s?[年년][\s/]*(?P<m>\d{{1,2}})\s?[-/.月월][\s/]*{_LAST_DAY}(?!\s?[周週주期호])",
        # 20260805, 202608-05, 20260805093000
        rf"{_YEAR}(?P<m>\d\d)[-/._]?(?P<d>\d\d)(?:[0-2]\d(?:[0-5]\d){{0,2}})?(?!\d)",
        # 2019-apr-23, 2025 September 4
        rf"{_YEAR},?[-/._\s]{_WORD}\.?[-/._\s]{_LAST_DAY}",
        # 4 September 2025, 4. September 2025, 3 de junio de 2026, 04-Sep-2025
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:{_TH}|er|\.|º){_OF}{_WORD}\.?{_OF}{_LAST_YEAR}",
        # Sept. 4, 2025, september-4-2025, September 3–9, 2025
        rf"(?<![^\W_]){_WORD}\.?{_OF}(?:\d{{1,2}}{_TH}{_TO})?(?P<d>\d{{1,2}}){_TH}{_OF}{_LAST_YEAR}",
        # 19.11.2026
        rf"(?<![\w.])(?P<d>\d{{1,2}})\.\s?(?P<m>\d{{1,2}})\.\s?{_LAST_YEAR}{_NO_VERSION}",
        # 19/11/2026, 11/19/2026
        rf"(?<![\w/])(?P<a>\d{{1,2}})(?P<s>[-/])(?P<b>\d{{1,2}})(?P=s){_LAST_YEAR}",
    )
)
_SHORT_YEAR = re.compile(
    r"(?P<y>[0-4]\d)(?:(?P<s>[-._])(?P<m>\d\d)(?P=s)(?P<d>\d\d)|(?P<m2>\d\d)(?P<d2>\d\d))(?!\d)"
)
_MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        # 2024-11, 2024/11; a file such as 2024/11-best-models.md tells no month
        rf"{_YEAR}(?:[-_]|/(?!\d\d[-._]))(?P<m>\d\d)(?!\d){_NO_VERSION}",
        # 2024.11 at the beginning, where it is no version
        rf"^(?P<y>20\d\d)\.(?P<m>\d\d)(?!\d){_NO_VERSION}",
        # 202411
        rf"{_YEAR}(?P<m>\d\d)(?!\d)",
        # 2024年11月, 2024년 11월
        rf"{_YEAR}\s?[年년][\s/]*(?P<m>\d{{1,2}})\s?[月월]",
        # 2024 November; 2025 may be anything
        rf"{_YEAR}(?:[-/._]|,?\s(?=[A-Z])){_WORD}(?![^\W_])",
        # November 2024, noviembre de 2024
        rf"(?<![^\W_]){_WORD}\.?{_OF}{_LAST_YEAR}",
        # 11/2024
        rf"(?<![\w./-])(?P<m>\d\d)[-/.](?P<y>20\d\d)(?!\d){_NO_VERSION}",
    )
)
_WEEK = re.compile(
    r"(?<![^\W\d_])(?:week|wk|kw|w(?=\d\d))[\s_.#/-]{0,2}(\d{1,2})(?!\d)"
    r"|第\s?(\d{1,2})\s?[周週]|제\s?(\d{1,2})\s?주|(?<!\d)(\d{1,2})\s?주차",
    re.IGNORECASE,
)
_ANY_YEAR = re.compile(r"(?<!\d)(?P<y>20\d\d)(?!\d)")


def _plain(text: str) -> str:
    """Return `text` with ASCII digits and signs for full-width ones, and years for eras."""
    return _ERA.sub(_year_of_era, unicodedata.normalize("NFKC", text))


def _year_of_era(match: re.Match[str]) -> str:
    return str(_ERAS[match[1]] + (1 if match[2] == "元" else int(match[2])))


def find_date(text: str) -> datetime.date | None:
    """Return the first day in `text` that exists in the calendar, or None."""
    text = _plain(text)
    matches = chain.from_iterable(form.finditer(text) for form in _DAYS)
    in_order = sorted(matches, key=re.Match.start)
    return next((day for match in in_order if (day := _day(match.groupdict())) is not None), None)


def short_year_date(name: str) -> datetime.date | None:
    """Return the day that a file's name begins with, with a year of two digits: `260710`."""
    match = _SHORT_YEAR.match(_plain(name))
    if match is None:
        return None
    month, day = match["m"] or match["m2"], match["d"] or match["d2"]
    return _calendar_day(2000 + int(match["y"]), int(month), int(day))


def find_week_or_month(text: str, year: int | None = None) -> IssueDate | None:
    """Return the ISO week in `text`, or else the first month.

    Args:
        text: where to look.
        year: of a week without one.
    """
    text = _plain(text)
    month = _find_month(text)
    week = _find_week(text, year)
    # The first week of August is none of the year's first weeks.
    is_within = week and month and month.holds(week) | week.holds(month)
    return week if week and (month is None or is_within) else month


def find_year(text: str) -> int | None:
    """Return the first year of this century in `text`, or None."""
    match = _ANY_YEAR.search(_plain(text))
    return int(match["y"]) if match else None


def _find_week(text: str, year: int | None) -> IssueDate | None:
    match = _WEEK.search(text)
    year = find_year(text) or year
    if match is None or year is None:
        return None
    number = int(next(filter(None, match.groups())))
    try:
        monday = datetime.date.fromisocalendar(year, number, 1)
    except ValueError:
        return None
    return IssueDate(monday, DatePrecision.WEEK)


def _find_month(text: str) -> IssueDate | None:
    matches = chain.from_iterable(form.finditer(text) for form in _MONTH_FORMS)
    for match in sorted(matches, key=re.Match.start):
        first = _calendar_day(int(match["y"]), _month(match["m"]), 1)
        if first is not None:
            return IssueDate(first, DatePrecision.MONTH)
    return None


def _day(groups: dict[str, str]) -> datetime.date | None:
    year = int(groups["y"])
    if "a" not in groups:
        return _calendar_day(year, _month(groups["m"]), int(groups["d"]))
    one, other = int(groups["a"]), int(groups["b"])
    either = {_calendar_day(year, one, other), _calendar_day(year, other, one)} - {None}
    return either.pop() if len(either) == 1 else None


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.get(text.casefold(), 0)


def _calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
