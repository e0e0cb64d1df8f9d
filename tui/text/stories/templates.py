"""The phrases about stories in one language: templates, and methods that fill them.

They claim no more than is known: tellings that no link joins are called probable, together with
what they share.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING, Final

from tui.text.counts import counted, minutes_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from digests import Evidence, Peak, Timeline

MOST_SHARED: Final = 4
"""The most shared things that a line names."""

_KIND_ORDER: Final = ("quantity", "product", "names", "text")
"""Kinds of evidence, the most telling first."""

_MANY_MINUTES: Final = 150
_TENS_A_MINUTE: Final = 6


@dataclass(frozen=True, slots=True)
class Template:
    """A Python format string in which a number's format may be a noun: `{:item}` is `2 items`."""

    text: str

    def __call__(self, *values: str | int, **named: str | int) -> str:
        """Fill the fields; braces in the values are text."""
        return self.text.format(
            *map(_value, values), **{name: _value(value) for name, value in named.items()}
        )


class _Number(int):
    def __format__(self, spec: str) -> str:
        return counted(self, spec) if spec.isalpha() else super().__format__(spec)


def _value(value: str | int) -> str | int:
    return value if isinstance(value, str) else _Number(value)


@dataclass(frozen=True, slots=True, eq=False)
class StoryWords:
    """The phrases of one language. What needs more than a template is a method."""

    language: str
    months: tuple[str, ...]
    month_day: Template
    full_date: Template
    between: str
    """Stands between the parts of a list."""
    colon: str
    omits_month: bool
    """Whether a day after another one of the same month is given without the month."""
    in_seconds: Template
    in_minutes: Template
    in_hours: Template

    # Below an item
    same_link: str
    probably: str
    """Fills the field of this name if no link joins the tellings; else the field is empty."""
    ran_here: Template
    ran_again: Template
    """Like `ran_here`, for later days."""
    ran_same_day: Template
    also_in: Template
    """`digests` is the number of independent ones."""
    editions: Template
    """For the same digest in another language, or a fork of it."""
    maybe: Template
    linked: Template
    shares: Template
    events: Mapping[str, str]
    """Names of the events in `Evidence.shared` and `Headline.facets`; those missing are named as
    there."""
    alone: str
    """Shown if a story has no other tellings."""
    no_translation: str
    comparing: Template
    """The number of issues still to be compared with others."""

    # What keys do
    why: str
    go: str
    translation: str
    rejected: str
    """Both the state of a rejected telling and the label of the key that rejects one."""
    takes_back: str

    # Lists of tellings and stories
    headings: Mapping[str, str]
    """By the name of a group of tellings."""
    known: Template
    """The number of items that tell nothing new."""
    in_digests: Template
    tally: Template
    tally_in_rows: Template
    """Like `tally`, for fewer rows than stories."""
    about: Template
    """A time that is estimated."""
    fits: Template
    """The number of first rows that fit into a time."""
    beyond: Template

    # Rows of catching up
    in_row: Template
    """The number of items in a row of several stories."""
    further: Template
    """The number of stories in a row that are not named."""
    reasons: Mapping[str, Template]
    """By the kind of a reason why a row is there; `names` may be several."""
    reasons_for_subject: Mapping[str, Template]
    """The same if the only name is the subject of the row, where another text is needed."""
    since_day: Template
    since_visit: Template
    nothing_unread: Template
    before_newest_issue: Template
    """The day of the newest issue, and a span such as `a_week`."""
    newest_issue: Template
    nothing_before: Template
    a_day: str
    a_week: str
    so_many_days: Template
    look_further: Template

    # Timelines
    looking: str
    looked_at: str
    first_seen: Template
    most_a_week: Template
    weeks_a_column: Template
    never_mentioned: Template
    peak: Template
    older: Template
    """How many older stories are left out, and what prints them."""

    def day(self, date: datetime.date, near: datetime.date) -> str:
        """Return a date, with its year unless that is the year of `near`."""
        return self._dated(date, near, str(date.day))

    def days(self, dates: Sequence[datetime.date], near: datetime.date) -> str:
        """Return several dates in the given order, each as short as the language allows."""
        shown = [self.day(date, near) for date in dates[:1]]
        for before, date in pairwise(dates):
            is_short = self.omits_month and date.year == near.year and _is_same_month(before, date)
            shown.append(str(date.day) if is_short else self.day(date, near))
        return self.between.join(shown)

    def span(self, first: datetime.date, last: datetime.date, near: datetime.date) -> str:
        """Return a range of days, or the single day if they are equal."""
        if first == last:
            return self.day(first, near)
        if self.omits_month and _is_same_month(first, last):
            return self._dated(first, near, f"{first.day}–{last.day}")
        return f"{self.day(first, near)}–{self.day(last, near)}"

    def _dated(self, date: datetime.date, near: datetime.date, day: str) -> str:
        template = self.month_day if date.year == near.year else self.full_date
        return template(year=date.year, month=self.months[date.month - 1], day=day)

    def minutes(self, minutes: int) -> str:
        """Return a reading time, in hours if it is long, and at least one minute."""
        if minutes < _MANY_MINUTES:
            return self.in_minutes(max(minutes, 1))
        return self.in_hours(round(minutes / 60))

    def reading_time(self, characters: int, language: str) -> str:
        """Return how long a text of a language (`zh`, `en`) takes to read; empty without text.

        Less than a minute is given in steps of ten seconds.
        """
        minutes = minutes_of(characters, language)
        tens = ceil(minutes * _TENS_A_MINUTE)
        if not tens:
            return ""
        return self.in_seconds(tens * 10) if tens < _TENS_A_MINUTE else self.minutes(round(minutes))

    def digest_count(self, families: int) -> str:
        """Return the number of independent digests; empty for one."""
        return self.in_digests(families) if families > 1 else ""

    def tallied(self, *, items: int, stories: int, rows: int) -> str:
        """Return how many items and stories there are, and in how many rows if these are fewer."""
        if rows == stories:
            return self.tally(items=items, stories=stories)
        return self.tally_in_rows(items=items, stories=stories, rows=rows)

    def since(self, day: str, *, is_visit: bool) -> str:
        """Return a phrase for the first day, which may be that of the last visit."""
        return (self.since_visit if is_visit else self.since_day)(day)

    def before_newest(self, newest: str, days: int) -> str:
        """Return which day is that of the newest issue, and how many days before it are meant."""
        return self.before_newest_issue(newest=newest, days=self._span(days))

    def nothing_new(self, since: str, keys: str, newest: str = "") -> str:
        """Return that nothing is unread, and what `keys` do, unless empty.

        `newest` is the day of the newest issue if it is earlier than the first day.
        """
        ended = f"\n{self.newest_issue(newest)}" if newest else ""
        return f"{self.nothing_unread(since)}{ended}{self._hint(keys)}"

    def nothing_before_newest(self, newest: str, days: int, keys: str) -> str:
        """Return that nothing is unread in the days before the newest issue, and what `keys` do."""
        unread = self.nothing_before(self._span(days))
        return f"{self.newest_issue(newest)}\n{unread}{self._hint(keys)}"

    def _hint(self, keys: str) -> str:
        return f"\n\n{self.look_further(keys)}" if keys else ""

    def _span(self, days: int) -> str:
        return {1: self.a_day, 7: self.a_week}.get(days) or self.so_many_days(days)

    def first_mention(self, timeline: Timeline) -> str:
        """Return when and where a term was mentioned first, and how often since."""
        if timeline.first is None:
            return self.never_mentioned(timeline.term)
        telling = min(timeline.first.tellings, key=lambda one: (one.date, one.item_id))
        return self.first_seen(
            date=self.whole_date(telling.date),
            publication=telling.publication,
            mentions=timeline.mentions,
            weeks=len(timeline.weeks),
        )

    def peak_week(self, peak: Peak) -> str:
        """Return which week a peak is, and how often something was mentioned in it."""
        return self.peak(week=self.whole_date(peak.week), mentions=peak.mentions)

    def whole_date(self, date: datetime.date) -> str:
        """Return a date with its year."""
        return self.full_date(year=date.year, month=self.months[date.month - 1], day=date.day)

    def column(self, weeks: int, most: int) -> str:
        """Return the scale of the plot: its maximum, and the weeks per column if more than one."""
        span = "" if weeks == 1 else self.weeks_a_column(weeks)
        return f"{self.most_a_week(most)}{span}"


def _is_same_month(one: datetime.date, other: datetime.date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def shared_words(evidence: Iterable[Evidence], words: StoryWords) -> str:
    """Return what two items share besides links, the most telling first."""
    by_kind: dict[str, tuple[str, ...]] = {one.kind.value: one.shared for one in evidence}
    named = [text for kind in _KIND_ORDER for text in by_kind.get(kind, ())]
    events = (words.events.get(event, event) for event in by_kind.get("event", ()))
    return ", ".join([*dict.fromkeys((*named, *events))][:MOST_SHARED])


def reason(evidence: Sequence[Evidence], words: StoryWords) -> str:
    """Return in full why two items are considered one story."""
    links = [url for one in evidence if one.kind == "link" for url in one.shared]
    shared = shared_words(evidence, words)
    parts = [words.linked(", ".join(links))] if links else []
    parts += [words.shares(shared)] if shared else []
    return " · ".join(parts)
