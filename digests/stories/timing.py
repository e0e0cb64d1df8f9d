"""When a term was mentioned, over the whole library.

Looked for are titles and the beginnings of items, which is what was kept of them. A name is found
in every spelling that a title has: `huggingface`, `hugging-face` and `Hugging Face`.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from digests.stories.features import folded, is_product, terms
from digests.stories.gathering import gathered, story
from digests.stories.prepared import places_with
from digests.stories.values import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from digests.stories.tables import StoryTables

_WEEK: Final = datetime.timedelta(days=7)
_SEPARATORS: Final = r"[ \-\u2010-\u2013_./]?"
_SHORTEST: Final = 4
"""Characters of a name that may be written in two words: `x ai` would be found in `max aid`."""

_AT_ONCE: Final = 200
_TITLES: Final = "SELECT DISTINCT title FROM item WHERE title LIKE ?"
_ISSUES: Final = """
SELECT number, first_item, day, features FROM issue
WHERE number > ? AND day > 0 AND items > 0 ORDER BY number LIMIT ?
"""


def timeline(
    tables: StoryTables,
    term: str,
    family: Mapping[str, str],
    rejected: Iterable[tuple[str, str]],
    language: str,
) -> Timeline:
    """Return when `term` was mentioned, as `Stories.timeline` says."""
    days = dict(_mentions(tables, _spellings(tables, term)))
    stories = []
    for found in gathered(tables, days, rejected):
        shown = [telling for number, telling in found.items() if number in days]
        stories.append(story(found.values(), shown, family, language))
    stories.sort(key=lambda one: (min(item.date for item in one.tellings), one.best.item_id))
    return Timeline(term, weeks(map(datetime.date.fromordinal, days.values())), tuple(stories))


def weeks(days: Iterable[datetime.date]) -> tuple[tuple[datetime.date, int], ...]:
    """Return Mondays with the number of days in their weeks, from the first to the last."""
    counts = Counter(day - datetime.timedelta(days=day.weekday()) for day in days)
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    mondays = (first + _WEEK * number for number in range((last - first) // _WEEK + 1))
    return tuple((monday, counts[monday]) for monday in mondays)


def _spellings(tables: StoryTables, term: str) -> list[frozenset[str]]:
    """Return, for each spelling of `term`, the terms that an item must have."""
    text = folded(term)
    letters = re.findall(r"\w", text)
    forms = {text}
    if len(letters) >= _SHORTEST and "".join(letters).isascii():
        pattern = re.compile(rf"(?<!\w){_SEPARATORS.join(letters)}(?!\w)")
        like = f"%{''.join(letters[:2])}%{letters[-1]}%".replace("_", "")
        for (title,) in tables.rows(_TITLES, (like,)):
            forms.update(pattern.findall(folded(title)))
    return sorted(filter(None, {_needles(form) for form in forms}), key=sorted)


def _needles(text: str) -> frozenset[str]:
    """Return the terms that say most: of `gpt-5.6` the product, and not its parts."""
    found = terms(text)
    products = [term for term in found if is_product(term)]
    return frozenset(
        term
        for term in found
        if term in products or not any(term in product for product in products)
    )


def _mentions(tables: StoryTables, wanted: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the number and the day of each item that has all terms of one spelling."""
    after = 0
    while wanted and (issues := tables.rows(_ISSUES, (after, _AT_ONCE))):
        for _, first, day, packed in issues:
            for place in places_with(packed, wanted):
                yield first + place, day
        after = issues[-1][0]
