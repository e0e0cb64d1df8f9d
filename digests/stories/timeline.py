"""When a term was mentioned, over the whole library.

Only titles and the beginning of items are searched, because the tables have no more. A name is
found in every spelling that occurs in a title: `huggingface`, `hugging-face` and `Hugging Face`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.comparison.features import folded, is_product, terms
from digests.stories.grouping import gathered, story
from digests.stories.peaks import peaks
from digests.stories.values import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digests.stories.tables import StoryTables

_WEEK: Final = datetime.timedelta(days=7)
_SEPARATORS: Final = r"[ \-\u2010-\u2013_./]?"
_SHORTEST: Final = 4
"""Characters; shorter names are not tried as two words: `x ai` would be found in `max aid`."""

_LONGEST: Final = 24
"""Letters; longer names are not tried as several words."""

_MOST_WORDS: Final = 3
_SHORTEST_WORD: Final = 2
"""Letters; a single one is no term."""

_TITLES: Final = """
SELECT DISTINCT title FROM item WHERE number IN (SELECT rowid FROM mention WHERE mention MATCH ?)
"""
_MENTIONS: Final = """
SELECT item.number, day FROM mention JOIN item ON item.number = mention.rowid
JOIN issue ON issue.number = item.issue WHERE mention MATCH ? AND day > 0
"""
_ISSUE_DAYS: Final = "SELECT DISTINCT day FROM issue WHERE day > 0"


def timeline(
    tables: StoryTables,
    term: str,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    language: str,
) -> Timeline:
    """Return when `term` was mentioned, with the stories that mention it, the earliest first.

    Args:
        tables: of stories.
        term: as typed, in any spelling.
        family: of each publication.
        rejected: pairs of item ids that are not one story.
        language: the one that the user reads best.
    """
    wanted = _spellings(tables, term)
    days = dict(tables.rows(_MENTIONS, (_any_of(wanted),))) if wanted else {}
    stories = []
    for members in gathered(tables, days, rejected):
        shown = [telling for number, telling in members.items() if number in days]
        stories.append(story(members.values(), shown, family, language))
    stories.sort(key=lambda one: (min(item.date for item in one.tellings), one.best.item_id))
    date = datetime.date.fromordinal
    counted = weeks(map(date, days.values()))
    with_issues = {_monday(date(day)) for (day,) in tables.rows(_ISSUE_DAYS)}
    comparable = [week for week in counted if week[0] in with_issues]
    return Timeline(term, counted, tuple(stories), peaks(comparable, stories))


def weeks(days: Iterable[datetime.date]) -> tuple[tuple[datetime.date, int], ...]:
    """Return Mondays, each with how many of `days` are in its week, from the first to the last.

    Weeks without any are included.
    """
    counts = Counter(map(_monday, days))
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    mondays = (first + _WEEK * number for number in range((last - first) // _WEEK + 1))
    return tuple((monday, counts[monday]) for monday in mondays)


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.weekday())


def _spellings(tables: StoryTables, term: str) -> list[frozenset[str]]:
    """Return, for each spelling of `term`, the terms that an item must have."""
    text = folded(term)
    letters = "".join(re.findall(r"\w", text))
    forms = {text}
    if len(letters) >= _SHORTEST and letters.isascii():
        pattern = re.compile(rf"(?<!\w){_SEPARATORS.join(letters)}(?!\w)")
        for title in _titles_like(tables, letters):
            forms.update(pattern.findall(folded(title)))
    return sorted(filter(None, {_key_terms(form) for form in forms}), key=sorted)


def _titles_like(tables: StoryTables, letters: str) -> Iterator[str]:
    """Yield titles that may have a name in one word or several; none is missing."""
    name = re.search("[a-z]{2,}", letters)
    if name is not None:
        words = (frozenset(split) for split in _splits(name[0], _MOST_WORDS))
        for (title,) in tables.rows(_TITLES, (_any_of(words),)):
            yield title


def _splits(name: str, words: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to split a name into at most `words` words."""
    yield (name,)
    if words > 1 and len(name) <= _LONGEST:
        for at in range(_SHORTEST_WORD, len(name) - _SHORTEST_WORD + 1):
            for others in _splits(name[at:], words - 1):
                yield name[:at], *others


def _any_of(wanted: Iterable[frozenset[str]]) -> str:
    """Return the full-text query for items that have all terms of one of the sets."""
    quoted = (" AND ".join(f'"{term}"' for term in sorted(terms)) for terms in wanted)
    return " OR ".join(f"({terms})" for terms in quoted)


def _key_terms(text: str) -> frozenset[str]:
    """Return the most specific terms: for `gpt-5.6` the product, not its parts."""
    all_terms = terms(text)
    products = [term for term in all_terms if is_product(term)]
    return frozenset(
        term
        for term in all_terms
        if term in products or not any(term in product for product in products)
    )
