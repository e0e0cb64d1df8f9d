"""What is said of a row of catching up below its title, as facts of which some may be left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from digests import safe_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from digests import Headline, Reason
    from tui.text.stories.templates import StoryWords

_APART: Final = " · "
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
    before: str = _APART
    """What stands between it and the fact before."""
    short: str = ""
    """A shorter text, if there is one."""

    @property
    def continues(self) -> bool:
        """Whether it makes no sense without the fact before, as a further name of several."""
        return self.before != _APART

    @property
    def forms(self) -> tuple[Fact, ...]:
        """The fact, and the fact with the shorter text."""
        return (self, replace(self, text=self.short)) if self.short else (self,)


def facts_of(headline: Headline, words: StoryWords, today: datetime.date) -> tuple[Fact, ...]:
    """Return what folds under a row, why it is there, who tells it and when, in this order."""
    return (*_why(headline, words), *_origin(headline, words, today))


def why_here(headline: Headline, words: StoryWords) -> str:
    """Return what folds under a row and why it is there; empty if there is nothing to say."""
    return joined(_why(headline, words))


def joined(facts: Iterable[Fact]) -> str:
    """Return facts as one line."""
    return "".join((fact.before if n else "") + fact.text for n, fact in enumerate(facts))


def fitting(facts: Sequence[Fact], fits: Callable[[str], bool]) -> str:
    """Return as a line what of the facts has room, by their worth; one fact at least.

    `fits` tells whether there is room for a line.
    """
    order = sorted(range(len(facts)), key=lambda n: -facts[n].worth)
    kept: dict[int, Fact] = {}
    for n in order:
        forms = facts[n].forms if not facts[n].continues or n - 1 in kept else ()
        lines = {form: _in_order({**kept, n: form}) for form in forms}
        form = next((form for form in forms if fits(lines[form])), None)
        if form is None and not kept:
            form = forms[-1]
        if form is not None:
            kept[n] = form
    return _in_order(kept)


def _in_order(facts: Mapping[int, Fact]) -> str:
    return joined(facts[n] for n in sorted(facts))


def _why(headline: Headline, words: StoryWords) -> Iterator[Fact]:
    if headline.others:
        if headline.subject:
            yield Fact(safe_line(headline.subject), _ALWAYS)
        yield Fact(words.in_row(headline.items), _ALWAYS)
        for n, facet in enumerate(headline.facets):
            between = words.between if n else words.colon
            yield Fact(words.events.get(facet, facet), _at(_FACETS, n), between)
    for n, reason in enumerate(headline.reasons):
        text, short = (_reason(reason, headline.subject, words, most) for most in (_MOST_NAMES, 1))
        yield Fact(text, _at(_REASONS, n), short=short if short != text else "")


def _reason(reason: Reason, subject: str, words: StoryWords, most: int) -> str:
    """Say a reason with at most so many names; one whose name is the subject has none."""
    is_subject = subject and reason.names == (subject,)
    templates = words.reasons_for_subject if is_subject else {}
    template = templates.get(reason.kind) or words.reasons[reason.kind]
    shown = [*map(safe_line, reason.names[:most])]
    names = words.between.join((*shown, *(("…",) if len(shown) < len(reason.names) else ())))
    return template(names=names, count=reason.count, of=reason.of)


def _origin(headline: Headline, words: StoryWords, today: datetime.date) -> Iterator[Fact]:
    """Yield who tells it, unless that is a reason, on which days, and how long it takes to read."""
    tellings = [one for story in headline.stories for one in story.tellings]
    leads = {name for reason in headline.reasons if reason.kind == "lead" for name in reason.names}
    names = dict.fromkeys(one.publication for one in tellings)
    others = [safe_line(name) for name in names if name not in leads]
    for n, name in enumerate(others[:_MOST_NAMES]):
        yield Fact(name, _at(_PUBLICATIONS, n + len(names) - 1), words.between if n else _APART)
    days = [one.date for one in tellings]
    yield Fact(words.span(min(days), max(days), today), _DAYS)
    best = headline.story.best
    if time := words.reading_time(best.characters, best.language):
        yield Fact(time, _TIME)


def _at(worths: Sequence[int], index: int) -> int:
    return worths[min(index, len(worths) - 1)]
