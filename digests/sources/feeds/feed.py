"""Feeds and their entries as values."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. Every text in it is safe; `markdown` may have several lines, the rest has one."""

    id: str
    """Permanent. Some feeds give several entries the same."""

    title: str
    """May be empty."""

    link: str
    """To the entry's own page; http or https, or empty."""

    date: str
    """ISO 8601 with the offset that the publisher wrote, or a month, YYYY-MM, or empty."""

    markdown: str

    is_teaser: bool
    """Whether there seems to be more text at the link."""

    tags: tuple[str, ...] = ()

    full_id: str = ""
    """Also tells the entry from another one with the same id; empty if nothing does."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A publication's title and home page, and the entries, in the feed's order."""

    title: str
    home: str
    entries: tuple[FeedEntry, ...]

    unreadable_entries: tuple[str, ...] = ()
    """What is missing from `entries`: each by its number, with the reason."""

    unreadable_values: tuple[str, ...] = ()
    """What is missing in entries: each with the title of its entry."""

    def notes(self) -> tuple[str, ...]:
        """Return a line for the user about each kind of what could not be read."""
        kinds = {"entry": self.unreadable_entries, "value": self.unreadable_values}
        return tuple(_note(kind, names) for kind, names in kinds.items() if names)


_NAMED = 3


def _note(kind: str, names: tuple[str, ...]) -> str:
    count = len(names)
    counted = f"1 {kind}" if count == 1 else f"{count:,} {kind.removesuffix('y')}"
    plural = "" if count == 1 else "ies" if kind.endswith("y") else "s"
    more = f" and {count - _NAMED:,} more" if count > _NAMED else ""
    return f"{counted}{plural} could not be read: {'; '.join(names[:_NAMED])}{more}"
