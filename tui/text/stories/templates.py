"""What there is to say of stories in one language: templates, and what grammar fills them.

They say no more than is known: what no link joins is told only probably, and what it has in common
is told with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from tui.text.counts import counted

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping, Sequence

    from digests import Evidence, Timeline

MOST_SHARED: Final = 4
"""Things in common that a line names."""

_SAYING_MOST_FIRST: Final = ("quantity", "product", "names", "text")
"""Kinds of evidence."""

_MANY_MINUTES: Final = 150


@dataclass(frozen=True, slots=True)
class Template:
    """A format string of Python. A number's format may be a noun: `{:item}` gives `2 items`."""

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
    """The table of one language. What needs more than a template is a method, below."""

    language: str
    months: tuple[str, ...]
    month_day: Template
    full_date: Template
    between_days: str
    omits_month: bool
    """Whether the day alone follows a day of the same month."""
    in_minutes: Template
    in_hours: Template

    # Below an item
    same_link: str
    probably: str
    """Fills the field of this name in what no link joins; that is empty in the rest."""
    ran_here: Template
    ran_again: Template
    """As `ran_here`, of later days."""
    ran_same_day: Template
    also_in: Template
    """`digests` counts independent ones."""
    editions: Template
    """Where the same digest is in another language, or a fork of it."""
    maybe: Template
    linked: Template
    shares: Template
    events: Mapping[str, str]
    """Of what `Evidence.shared` calls an event, where that is not its name."""
    alone: str
    """When nothing else is known of a story."""
    no_translation: str
    comparing: Template
    """How many issues are still to be compared with others."""

    # What keys do
    why: str
    go: str
    translation: str
    rejected: str
    """Of what the user said is another story, and what the key does that says so."""
    takes_back: str

    # Lists of tellings and stories
    headings: Mapping[str, str]
    """Of the groups of tellings."""
    known: Template
    """How many items tell nothing new."""
    in_digests: Template
    tally: Template
    fits: Template
    """How many of the first stories fit into a time."""
    beyond: Template
    since_day: Template
    since_visit: Template
    nothing_unread: Template
    look_further: Template

    # Timelines
    looking: str
    looked_at: str
    first_seen: Template
    most_a_week: Template
    weeks_a_column: Template
    never_mentioned: Template

    def day(self, date: datetime.date, near: datetime.date) -> str:
        """Return a date, with its year when that is not the one of `near`."""
        return self._dated(date, near, str(date.day))

    def days(self, dates: Sequence[datetime.date], near: datetime.date) -> str:
        """Return several dates, in their order."""
        shown = [self.day(date, near) for date in dates[:1]]
        for before, date in pairwise(dates):
            is_short = self.omits_month and date.year == near.year and _is_same_month(before, date)
            shown.append(str(date.day) if is_short else self.day(date, near))
        return self.between_days.join(shown)

    def span(self, first: datetime.date, last: datetime.date, near: datetime.date) -> str:
        """Return the days from one to another; one when they are the same."""
        if first == last:
            return self.day(first, near)
        if self.omits_month and _is_same_month(first, last):
            return self._dated(first, near, f"{first.day}–{last.day}")
        return f"{self.day(first, near)}–{self.day(last, near)}"

    def _dated(self, date: datetime.date, near: datetime.date, day: str) -> str:
        template = self.month_day if date.year == near.year else self.full_date
        return template(year=date.year, month=self.months[date.month - 1], day=day)

    def minutes(self, minutes: int) -> str:
        """Return a reading time, in hours when it is long; what takes less than a minute is one."""
        if minutes < _MANY_MINUTES:
            return self.in_minutes(max(minutes, 1))
        return self.in_hours(round(minutes / 60))

    def told_by(self, families: int) -> str:
        """Say how many independent digests told a story; empty for one."""
        return self.in_digests(families) if families > 1 else ""

    def since(self, day: str, *, is_visit: bool) -> str:
        """Say from which day on, and whether that was the last visit."""
        return (self.since_visit if is_visit else self.since_day)(day)

    def nothing_new(self, since: str, keys: str) -> str:
        """Say that all is read, and what to do if there are `keys` for it."""
        hint = f"\n\n{self.look_further(keys)}" if keys else ""
        return f"{self.nothing_unread(since)}{hint}"

    def first_mention(self, timeline: Timeline) -> str:
        """Say when and where a term was mentioned first, and how often since."""
        if timeline.first is None:
            return self.never_mentioned(timeline.term)
        telling = min(timeline.first.tellings, key=lambda one: (one.date, one.item_id))
        date = telling.date
        return self.first_seen(
            date=self.full_date(year=date.year, month=self.months[date.month - 1], day=date.day),
            publication=telling.publication,
            mentions=timeline.mentions,
            weeks=len(timeline.weeks),
        )

    def column(self, weeks: int, most: int) -> str:
        """Say how many weeks a column of the plot stands for, and what is most in a week."""
        span = "" if weeks == 1 else self.weeks_a_column(weeks)
        return f"{self.most_a_week(most)}{span}"


def _is_same_month(one: datetime.date, other: datetime.date) -> bool:
    return (one.year, one.month) == (other.year, other.month)


def shared_words(evidence: Iterable[Evidence], words: StoryWords) -> str:
    """Return what two items have in common besides a link, what says most first."""
    by_kind: dict[str, tuple[str, ...]] = {one.kind.value: one.shared for one in evidence}
    named = [text for kind in _SAYING_MOST_FIRST for text in by_kind.get(kind, ())]
    happened = (words.events.get(event, event) for event in by_kind.get("event", ()))
    return ", ".join([*dict.fromkeys((*named, *happened))][:MOST_SHARED])


def reason(evidence: Sequence[Evidence], words: StoryWords) -> str:
    """Say in full why two items are held to be one story."""
    links = [url for one in evidence if one.kind == "link" for url in one.shared]
    shared = shared_words(evidence, words)
    parts = [words.linked(", ".join(links))] if links else []
    parts += [words.shares(shared)] if shared else []
    return " · ".join(parts)
