"""The date of an issue (rule R2): the first year, month and day found, as written."""

from __future__ import annotations

import datetime
import re
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan january janvier enero januar gennaio janeiro",
            "feb february février fevrier febrero februar febbraio fevereiro",
            "mar march mars marzo märz março",
            "apr april avril abril aprile",
            "may mai mayo maggio maio",
            "jun june juin junio juni giugno junho",
            "jul july juillet julio juli luglio julho",
            "aug august août aout agosto",
            "sep sept september septembre septiembre settembre setembro",
            "oct october octobre octubre oktober ottobre outubro okt",
            "nov november novembre noviembre novembro",
            "dec december décembre decembre diciembre dezember dicembre dezembro dez",
        ),
        start=1,
    )
    for name in names.split()
}

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?:[-/._\s]{0,2}|年\s?)(?P<m>\d{1,2})(?:[-/._\s]|\s?月\s?)(?P<d>\d{1,2})(?!\d)"
)
_EIGHT_DIGITS = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s+(?:de\s+)?(?P<m>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(?P<y>(?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<![^\W_])(?P<m>[^\W\d_]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d\d)(?!\d)"
)
_PATTERNS = (_YEAR_FIRST, _EIGHT_DIGITS, _DAY_FIRST, _MONTH_FIRST)
_SHORT_YEAR = re.compile(r"(?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")


def find_date(text: str) -> datetime.date | None:
    """Return the first date in `text` that exists in the calendar, or None.

    A year has four digits, so `06-08` alone is no date and `99/99/9999` is passed over.
    """
    matches = chain.from_iterable(pattern.finditer(text) for pattern in _PATTERNS)
    in_order = sorted(matches, key=re.Match.start)
    return next((date for match in in_order if (date := _date(match)) is not None), None)


def date_of_file_name(name: str) -> datetime.date | None:
    """Return the date in a file name, which alone may begin with a two-digit year: `26-07-10`."""
    if (date := find_date(name)) is not None:
        return date
    match = _SHORT_YEAR.match(name)
    return _date(match) if match else None


def first_date(texts: Iterator[str]) -> datetime.date | None:
    """Return the date of the first text that has one."""
    return next((date for text in texts if (date := find_date(text)) is not None), None)


def _date(match: re.Match[str]) -> datetime.date | None:
    year, month, day = match["y"], match["m"], match["d"]
    number = int(month) if month.isdigit() else _MONTHS.get(month.casefold(), 0)
    century = 2000 if len(year) == 2 else 0
    try:
        return datetime.date(century + int(year), number, int(day))
    except ValueError:
        return None
