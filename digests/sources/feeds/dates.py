"""The forms in which feeds write dates. A wrong date is worse than none.

The publisher's day counts, so a zone never moves it. A form that may be two days, such as
04/05/2026, is none, unless its weekday fits only one of them.
"""

from __future__ import annotations

import datetime
import re
import zoneinfo

from digests.parsing.date_forms import find_date
from digests.sources.feeds.date_words import FILLERS, MONTHS, ZONES, folded

_LONGEST = 100
_YEARS = range(1980, 2100)
"""Other years come from clocks that are not set, and from zeros and nines for no date."""

_ASIAN_DATE = re.compile(r"\d\s?[年년]|元年")
_HALVES = {"上午": "am", "午前": "am", "오전": "am", "下午": "pm", "午後": "pm", "오후": "pm"}
_HALF = re.compile(rf"({'|'.join(_HALVES)})\s*(\d{{1,2}}(?::\d\d){{1,2}})")
_ASIAN_TIME = re.compile(r"(\d{1,2})\s?[時时点시]\s?(\d{1,2})\s?[分분](?:\s?(\d{1,2})\s?[秒초])?")
_ASIAN_WEEKDAY = re.compile(
    r"(?:星期|周|週|礼拜)[一二三四五六日天]|[月火水木金土日월화수목금토일][曜요][日일]"
)

_OFFSET = r"(?:[a-z]{1,5}\s?)?[+-]{1,2}\s?\d{1,2}(?::?\d\d)?(?::\d\d)?(?![:\d])(?:\s?z\b)?"
_ZONE = rf"{_OFFSET}|[a-z]+(?:/[a-z_+-]+\d*)+|[a-z]{{1,5}}(?![^\W\d_])"
_TIME = re.compile(
    r"(?:(?<![\d:.])|(?<=\dt)|(?<=\d{4}:))(?P<h>\d{1,2})(?::|\s?h\s?)(?P<m>\d{1,2})"
    r"(?::(?P<s>\d{1,2})(?:[.,]\d{1,12})?)?(?![:\d])"
    rf"(?:\s*(?P<half>[ap])\.?\s?m\b\.?)?(?:\s*(?P<zone>{_ZONE}))?"
)
_HOUR = re.compile(r"(?<![\d:.])(?P<h>\d{1,2})(?P<m>)(?P<s>)\s?(?P<half>[ap])\.?m\b\.?(?P<zone>)")
_COMPACT = re.compile(
    r"(?P<day>(?:19|20)\d{6})[t\s]?(?P<h>\d\d)(?P<m>\d\d)(?P<s>\d\d)?(?:[.,]\d{1,9})?"
    rf"(?P<half>)\s?(?P<zone>{_ZONE})?"
)
_ISO_HOUR = re.compile(rf"(?<=\d)t(?P<h>\d\d)(?P<m>)(?P<s>)(?P<half>)(?P<zone>{_ZONE})?$")
_TIMESTAMP = re.compile(r"(\d{9,10})(?:\d{3}|\.\d+)?")
_LAST_OFFSET = re.compile(r"(?:(?<=\d{4}-\d\d-\d\d)\s?(?:[+-]\d\d:?\d\d|z)|(?<=\d{4})\s[+-]\d{4})$")
_COMMENT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TH = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|º|ª|\.o)\b")

_DATES = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})([-/. ]|\. )(?P<m>\d{1,2})\2(?P<d>\d{1,2})",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})[-/. ]?(?P<n>[^\W\d_]+)[-/. ](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})[-/. ]*(?P<n>[^\W\d_]+)[-/. ]*(?P<y>\d{4}|\d\d)",
        r"(?P<n>[^\W\d_]+)[-/. ]*(?P<d>\d{1,2})[-/. ]+(?P<y>\d{4})",
        r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})",
        r"(?P<d>\d{1,2}) thang (?P<m>\d{1,2}) (?P<y>\d{4})",
        r"(?P<d>\d{1,2}) (?P<m>\d{1,2})月 (?P<y>\d{4})",
    )
)
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)")
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_WEEK = re.compile(r"(\d{4})-?w(\d\d)-?([1-7])")
_MONTH = re.compile(
    r"(?P<y>\d{4})[-/](?P<m>\d\d)|(?P<n>[^\W\d_]+)[. ]*(?P<y2>\d{4})|(?P<y3>\d{4})年(?P<m3>\d\d?)月"
)


def date_from(written: str) -> str:
    """Return a date in ISO 8601 with the publisher's offset, if there is one.

    Of a month without a day it is YYYY-MM; empty if nothing is sure.
    """
    text = folded(written.strip()) if len(written) <= _LONGEST else ""
    if stamp := _TIMESTAMP.fullmatch(text):
        return _shown(datetime.datetime.fromtimestamp(int(stamp[1]), datetime.UTC))
    text = _HALF.sub(lambda match: f"{match[2]} {_HALVES[match[1]]}", _COMMENT.sub(" ", text))
    text = _ASIAN_TIME.sub(lambda match: ":".join(filter(None, match.groups())), text)
    text = _ASIAN_WEEKDAY.sub(" ", text)
    time = _time_in(text)
    rest = text if time is None else text[: time.start()] + " " + text[time.end() :]
    if time and "day" in time.groupdict():
        rest = time["day"]
    day = _day(_LAST_OFFSET.sub("", rest.strip()))
    if day is None:
        return "" if time else _month(rest.strip())
    moment = _moment(day, time)
    return _shown(moment) if moment else ""


def _time_in(text: str) -> re.Match[str] | None:
    compact = _COMPACT.fullmatch(text)
    return compact or _TIME.search(text) or _HOUR.search(text) or _ISO_HOUR.search(text)


def _shown(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds") if moment.year in _YEARS else ""


def _moment(day: datetime.date, time: re.Match[str] | None) -> datetime.datetime | None:
    midnight = datetime.datetime.combine(day, datetime.time())
    if time is None:
        return midnight
    hour, minute, second = (int(time[name] or 0) for name in "hms")
    if time["half"]:
        if not 1 <= hour <= 12 and (time["half"] == "a" or hour > 23):
            return None
        hour = hour % 12 + 12 * (time["half"] == "p") if hour <= 12 else hour
    is_end_of_day = (hour, minute, second) == (24, 0, 0)
    if not is_end_of_day and (hour > 23 or minute > 59 or second > 60):
        return None
    passed = datetime.timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    return _in_zone(midnight + passed, time["zone"] or "")


def _in_zone(moment: datetime.datetime, zone: str) -> datetime.datetime:
    """Return `moment` in its zone, or without one that is not known."""
    if match := re.search(r"([+-])\s?(\d{1,2}):?(\d\d)?", zone):
        minutes = int(match[2]) * 60 + int(match[3] or 0)
        minutes = minutes if match[1] == "+" else -minutes
        return _east(moment, minutes if -12 * 60 <= minutes <= 14 * 60 else None)
    if "/" not in zone:
        return _east(moment, ZONES.get(zone))
    try:
        offset = moment.replace(tzinfo=zoneinfo.ZoneInfo(_zone_name(zone))).utcoffset()
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return moment
    return _east(moment, int(offset.total_seconds() // 60) if offset is not None else None)


def _zone_name(zone: str) -> str:
    words = zone.title() if not zone.startswith("etc/") else f"Etc/{zone[4:].upper()}"
    return re.sub("_Of_|_Es_", lambda match: match[0].lower(), words)


def _east(moment: datetime.datetime, minutes: int | None) -> datetime.datetime:
    if minutes is None:
        return moment
    return moment.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=minutes)))


def _day(text: str) -> datetime.date | None:
    """Return the only day that `text`, without a time, can be."""
    if _ASIAN_DATE.search(text):
        return find_date(text)
    weekday, rest = _without_weekday(text)
    if match := _NUMBERS.fullmatch(rest):
        return _only_day(match, weekday)
    for form in _DATES:
        if match := form.fullmatch(rest):
            parts = match.groupdict()
            month = MONTHS.get(parts["n"], 0) if parts.get("n") else int(parts.get("m") or 0)
            return _calendar_day(_year(parts["y"]), month, int(parts["d"]))
    return _counted_day(rest)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENDS = " -–.:,t"


def _without_weekday(text: str) -> tuple[str, str]:
    """Return the word before or after the date that is no month, and the date."""
    words = _TH.sub("", text).replace(",", " ").split()
    words = [word for word in words if word not in FILLERS and word not in {"-", "–", "t", "@"}]
    words = [word for word in words if word not in ZONES or word in MONTHS]
    if weekdays := [word for word in words if word[:3] in _WEEKDAYS and word.isalpha()]:
        words.remove(weekdays[0])
        return weekdays[0], " ".join(words).strip(_ENDS)
    places = [place for place in (0, -1) if words and words[place].strip(".:").isalpha()]
    others = [place for place in places if words[place].strip(".:") not in MONTHS]
    if not others and len(words) > 3 and places[:1] == [0]:
        others = [0]  # `mar` is Tuesday in French, and `mer` no month
    weekday = words.pop(others[0]).strip(".:") if others else ""
    return weekday, " ".join(words).strip(_ENDS)


def _only_day(match: re.Match[str], weekday: str) -> datetime.date | None:
    """Return the only day that three numbers, or they and the weekday, can be."""
    one, sign, two, three = match.groups()
    orders = [(three, two, one)]
    if sign != ".":
        orders.append((three, one, two))
    if len(three) == 2:
        orders.append((one, two, three))
    days = {_calendar_day(_year(y), int(m), int(d)) for y, m, d in orders} - {None}
    if len(days) > 1 and weekday[:3] in _WEEKDAYS:
        number = _WEEKDAYS.index(weekday[:3])
        days = {day for day in days if day is not None and day.weekday() == number}
    return days.pop() if len(days) == 1 else None


def _counted_day(text: str) -> datetime.date | None:
    """Return the day of `2026-005` or `2026-W02-1`."""
    try:
        if match := _ORDINAL.fullmatch(text):
            return datetime.datetime.strptime("".join(match.groups()), "%Y%j").date()  # noqa: DTZ007
        if match := _WEEK.fullmatch(text):
            return datetime.date.fromisocalendar(*map(int, match.groups()))
    except ValueError:
        pass
    return None


def _month(text: str) -> str:
    match = _MONTH.fullmatch(text)
    if match is None:
        return ""
    year = int(match["y"] or match["y2"] or match["y3"])
    month = MONTHS.get(match["n"], 0) if match["n"] else int(match["m"] or match["m3"])
    return f"{year}-{month:02}" if year in _YEARS and 1 <= month <= 12 else ""


def _year(written: str) -> int:
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 69 else 1900)


def _calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
