"""The sentences about stories in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.text.dates import MONTHS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from digests import Timeline

_MANY_MINUTES = 150

_HEADINGS = {
    "here": "In the same digest",
    "editions": "In other editions of it",
    "elsewhere": "In other digests, with the same link",
    "probably": "Probably in other digests, too",
    "maybe": "Maybe related",
    "rejected": "Not the same story, you said",
}


class EnglishStoryWords:
    """See `StoryWords`."""

    language: ClassVar[str] = "en"
    same_link: ClassVar[str] = "same link"
    why: ClassVar[str] = "lists them all, and why"
    go: ClassVar[str] = "reads it"
    translation: ClassVar[str] = "the other language"
    alone: ClassVar[str] = "nothing else is known to tell this story"
    no_translation: ClassVar[str] = "the links tell of no other edition of this item"
    looking: ClassVar[str] = "looking …"
    rejected: ClassVar[str] = "not the same story"
    takes_back: ClassVar[str] = "takes that back"
    looked_at: ClassVar[str] = "Looked at: the titles and the first 400 characters of items."

    def day(self, date: datetime.date, near: datetime.date) -> str:
        """Return a date such as `Apr 24`."""
        year = f", {date.year}" if date.year != near.year else ""
        return f"{MONTHS[date.month - 1]} {date.day}{year}"

    def days(self, dates: Sequence[datetime.date], near: datetime.date) -> str:
        """Return dates such as `Apr 24, 25, May 1`."""
        told: list[str] = []
        month = (near.year, 0)
        for date in dates:
            is_same = (date.year, date.month) == month and date.year == near.year
            told.append(str(date.day) if is_same else self.day(date, near))
            month = (date.year, date.month)
        return ", ".join(told)

    def span(self, first: datetime.date, last: datetime.date, near: datetime.date) -> str:
        """Return days such as `Apr 24–26`."""
        if (first.year, first.month) == (last.year, last.month):
            day = self.day(first, near)
            same = f"{MONTHS[first.month - 1]} {first.day}"
            return day if first == last else f"{same}–{last.day}{day[len(same) :]}"
        return f"{self.day(first, near)}–{self.day(last, near)}"

    def ran_here(self, days: str, *, is_later: bool, is_probable: bool) -> str:
        """Say when it ran here."""
        again = " again" if is_later else ""
        return f"{'probably ' if is_probable else ''}ran here{again} on {days}"

    def ran_the_same_day(self, *, is_probable: bool) -> str:
        """Say that it ran twice."""
        probably = "probably " if is_probable else ""
        return f"{probably}ran here the same day in another issue"

    def also_in(self, digests: int, places: str, *, is_probable: bool) -> str:
        """Say which digests have it, too."""
        probably = "probably " if is_probable else ""
        return f"{probably}also in {_count(digests, 'digest')}: {places}"

    def editions(self, places: str) -> str:
        """Say which editions have it, too."""
        return f"in other editions: {places}"

    def maybe(self, count: int) -> str:
        """Say how many may be related."""
        return f"{count} maybe related"

    def linked(self, addresses: str) -> str:
        """Say to which pages."""
        return f"{self.same_link}: {addresses}"

    def shares(self, shared: str) -> str:
        """Say what is shared."""
        return f"shares: {shared}"

    def event(self, kind: str) -> str:
        """Name an event."""
        return kind

    def heading(self, group: str) -> str:
        """Name a group."""
        return _HEADINGS[group]

    def known(self, count: int) -> str:
        """Say how many are known."""
        return f"{count} known"

    def told_by(self, families: int) -> str:
        """Say in how many digests."""
        return f"in {families} digests" if families > 1 else ""

    def tally(self, items: int, stories: int) -> str:
        """Say how many stories."""
        told = "1 story" if stories == 1 else f"{stories:,} stories"
        return f"{_count(items, 'item')}, {told}"

    def minutes(self, minutes: int) -> str:
        """Return minutes, hours of many; what takes less than one is one."""
        hours = round(minutes / 60)
        return f"{max(minutes, 1)} min" if minutes < _MANY_MINUTES else f"{hours:,} hours"

    def fits(self, stories: int, minutes: int) -> str:
        """Say how many fit."""
        return f"the first {stories:,} take {self.minutes(minutes)}"

    def beyond(self, stories: int, minutes: int) -> str:
        """Say how many do not."""
        return f"beyond {self.minutes(minutes)}: {stories:,} more"

    def since(self, day: str, *, is_visit: bool) -> str:
        """Say since when."""
        return f"since {'your last visit, ' if is_visit else ''}{day}"

    def nothing_new(self, since: str, keys: str) -> str:
        """Say that there is nothing."""
        hint = f"\n\n{keys} looks further back." if keys else ""
        return f"Nothing unread {since}.{hint}"

    def comparing(self, issues: int) -> str:
        """Say what goes on."""
        return f"{_count(issues, 'issue')} still to be compared"

    def first_mention(self, timeline: Timeline) -> str:
        """Say where it began."""
        first = timeline.first
        if first is None:
            return self.never_mentioned(timeline.term)
        counted = f"{_count(timeline.mentions, 'mention')} in {_count(len(timeline.weeks), 'week')}"
        telling = min(first.tellings, key=lambda one: (one.date, one.item_id))
        date = telling.date
        return f"first on {self.day(date, date)}, {date.year} in {telling.publication} · {counted}"

    def column(self, weeks: int, most: int) -> str:
        """Say what a column is."""
        span = "" if weeks == 1 else f", {weeks} weeks a column"
        return f"mentions a week, at most {most:,}{span}"

    def never_mentioned(self, term: str) -> str:
        """Say that it was not found."""
        return f"Nothing mentions {term}. A shorter name finds more."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
