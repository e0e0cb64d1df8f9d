"""The sentences about stories, in the language of the reader.

They say no more than is known: what no link joins is told only probably, and what it has in common
is told with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from digests import Evidence, Timeline

MOST_SHARED: Final = 4
"""Things in common that a line names."""

_SAYING_MOST_FIRST: Final = ("quantity", "product", "names", "text")
"""Kinds of evidence."""


class StoryWords(Protocol):
    """What there is to say, in one language."""

    language: ClassVar[str]
    same_link: ClassVar[str]
    why: ClassVar[str]
    """What the key does that lists all tellings."""
    go: ClassVar[str]
    """What the key does that goes to one of them."""
    translation: ClassVar[str]
    """What the key does that goes to the same item in the other language."""
    alone: ClassVar[str]
    """When nothing else is known of a story."""
    no_translation: ClassVar[str]
    looking: ClassVar[str]
    rejected: ClassVar[str]
    """Of what the user said is another story, and what the key does that says so."""
    takes_back: ClassVar[str]
    """What the key does that takes this back."""

    def day(self, date: datetime.date, near: datetime.date) -> str:
        """Return a date, with its year when that is not the one of `near`."""

    def days(self, dates: Sequence[datetime.date], near: datetime.date) -> str:
        """Return several dates, in their order."""

    def span(self, first: datetime.date, last: datetime.date, near: datetime.date) -> str:
        """Return the days from one to another."""

    def ran_here(self, days: str, *, is_later: bool, is_probable: bool) -> str:
        """Say that the same publication has told it."""

    def ran_the_same_day(self, *, is_probable: bool) -> str:
        """Say that the same publication has told it in another issue of the day."""

    def also_in(self, digests: int, places: str, *, is_probable: bool) -> str:
        """Say that others have told it; `digests` counts independent ones."""

    def editions(self, places: str) -> str:
        """Say where the same digest is in another language, or a fork of it."""

    def maybe(self, count: int) -> str:
        """Say how many items may be related."""

    def linked(self, addresses: str) -> str:
        """Say to which pages both lead."""

    def shares(self, shared: str) -> str:
        """Say what two items have in common."""

    def event(self, kind: str) -> str:
        """Name what happened in both."""

    def heading(self, group: str) -> str:
        """Name a group of tellings: here, editions, elsewhere, probably, maybe, rejected."""

    def known(self, count: int) -> str:
        """Say how many items tell nothing new."""

    def told_by(self, families: int) -> str:
        """Say how many independent digests told a story; empty for one."""

    def tally(self, items: int, stories: int) -> str:
        """Say how many stories so many items tell."""

    def minutes(self, minutes: int) -> str:
        """Return a reading time."""

    def fits(self, stories: int, minutes: int) -> str:
        """Say how many of the first stories fit into a time."""

    def beyond(self, stories: int, minutes: int) -> str:
        """Say what does not fit into a time of `minutes`."""

    def since(self, day: str, *, is_visit: bool) -> str:
        """Say from which day on."""

    def nothing_new(self, since: str, keys: str) -> str:
        """Say that all is read, and what to do."""

    def comparing(self, issues: int) -> str:
        """Say how many issues are still to be compared with others."""

    def first_mention(self, timeline: Timeline) -> str:
        """Say when and where a term was mentioned first, and how often since."""

    def column(self, weeks: int, most: int) -> str:
        """Say how many weeks a column of the plot stands for, and what is most in a week."""

    def never_mentioned(self, term: str) -> str:
        """Say that a term was not found, and what to do."""

    looked_at: ClassVar[str]
    """What a timeline knows of each item."""


def words_for(language: str) -> StoryWords:
    """Return the sentences in Chinese for `zh`, else in English."""
    if language == "zh":
        from tui.text.stories.chinese import ChineseStoryWords

        return ChineseStoryWords()
    from tui.text.stories.english import EnglishStoryWords

    return EnglishStoryWords()


def shared_words(evidence: Iterable[Evidence], words: StoryWords) -> str:
    """Return what two items have in common besides a link, what says most first."""
    by_kind: dict[str, tuple[str, ...]] = {one.kind.value: one.shared for one in evidence}
    named = [text for kind in _SAYING_MOST_FIRST for text in by_kind.get(kind, ())]
    happened = map(words.event, by_kind.get("event", ()))
    return ", ".join([*dict.fromkeys((*named, *happened))][:MOST_SHARED])


def reason(evidence: Sequence[Evidence], words: StoryWords) -> str:
    """Say in full why two items are held to be one story."""
    links = [url for one in evidence if one.kind == "link" for url in one.shared]
    shared = shared_words(evidence, words)
    parts = [words.linked(", ".join(links))] if links else []
    parts += [words.shares(shared)] if shared else []
    return " · ".join(parts)
