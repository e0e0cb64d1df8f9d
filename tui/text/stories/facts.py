"""What is said of a row of catching up below its title, as facts of which some may be left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from digests import safe_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from digests import Headline, Reason
    from tui.text.stories.templates import StoryWords

_MOST_NAMES: Final = 3

_ALWAYS: Final = 10
_REASONS: Final = (9, 7, 3)
"""The worth of the first reasons; further ones have that of the last."""
_FACETS: Final = (8, 6)
_PUBLICATIONS: Final = (5, 1)
"""The same of publications; where several tell it, none is worth more than the days."""
_DAYS: Final = 4
_TIME: Final = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """A part of a line."""

    text: str
    worth: int
    """Where not all facts have room, those of the least worth are left out."""
    before: str = " · "
    """What stands between it and the fact before."""


def facts_of(headline: Headline, words: StoryWords, today: datetime.date) -> tuple[Fact, ...]:
    """Return what folds under a row, why it is there, who tells it and when, in this order."""
    return (*_why(headline, words), *_origin(headline, words, today))


def why_here(headline: Headline, words: StoryWords) -> str:
    """Return what folds under a row and why it is there; empty if there is nothing to say."""
    return joined(list(_why(headline, words)))


def joined(facts: Iterable[Fact]) -> str:
    """Return facts as one line."""
    return "".join((fact.before if n else "") + fact.text for n, fact in enumerate(facts))


def without_least(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts without the one of the least worth; of several without the last."""
    least = min(fact.worth for fact in facts)
    last = max(n for n, fact in enumerate(facts) if fact.worth == least)
    return [fact for n, fact in enumerate(facts) if n != last]


def _why(headline: Headline, words: StoryWords) -> Iterator[Fact]:
    if headline.others:
        if headline.subject:
            yield Fact(safe_line(headline.subject), _ALWAYS)
        yield Fact(words.in_row(headline.items), _ALWAYS)
        for n, facet in enumerate(headline.facets):
            between = words.between if n else words.colon
            yield Fact(words.events.get(facet, facet), _at(_FACETS, n), between)
    for n, reason in enumerate(headline.reasons):
        yield Fact(_reason(reason, headline.subject, words), _at(_REASONS, n))


def _reason(reason: Reason, subject: str, words: StoryWords) -> str:
    """Say a reason; one whose name is the subject does not name it again."""
    is_subject = subject and reason.names == (subject,)
    templates = words.reasons_for_subject if is_subject else {}
    template = templates.get(reason.kind) or words.reasons[reason.kind]
    shown = [*map(safe_line, reason.names[:_MOST_NAMES])]
    names = words.between.join((*shown, *(("…",) if len(shown) < len(reason.names) else ())))
    return template(names=names, count=reason.count, of=reason.of)


def _origin(headline: Headline, words: StoryWords, today: datetime.date) -> Iterator[Fact]:
    """Yield who tells it, unless that is a reason, on which days, and how long it takes to read."""
    tellings = [one for story in headline.stories for one in story.tellings]
    leads = {name for reason in headline.reasons if reason.kind == "lead" for name in reason.names}
    names = dict.fromkeys(one.publication for one in tellings)
    others = [safe_line(name) for name in names if name not in leads]
    for n, name in enumerate(others[:_MOST_NAMES]):
        yield Fact(name, _at(_PUBLICATIONS, n + len(names) - 1), words.between if n else " · ")
    days = [one.date for one in tellings]
    yield Fact(words.span(min(days), max(days), today), _DAYS)
    best = headline.story.best
    if time := words.reading_time(best.characters, best.language):
        yield Fact(time, _TIME)


def _at(worths: Sequence[int], index: int) -> int:
    return worths[min(index, len(worths) - 1)]
