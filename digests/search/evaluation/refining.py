"""Refining the order of the first hits by what they say.

Arrays of numbers cannot tell which spelling a text uses, how near its words are to those of the
query, or that two items are copies. So the first hits are read, which are in a good order already.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digests.search.query.model import TextField, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from digests.search.index.stored import StoredItem
    from digests.search.query.model import Phrase

    SameStory = Callable[[Sequence[str]], Sequence[tuple[str, str]]]
    """Returns those pairs of the given items that tell one story."""

WINDOW = 40
"""Hits that are read."""

_NO_LETTER = re.compile(r"[\W_]+")
_BEGINNING = 2_000
"""Characters of a text that are looked at."""

_SPELLED_AS_TYPED = 0.15
_SIDE_BY_SIDE = 0.25
_IS_THE_TITLE = 0.5
_IN_TEXT = 0.4
"""What something in the text is worth, compared with the title."""
_BARE = -0.15
"""For an item that has no text beside its title."""
_SHORT = 60
"""Characters of a text that says no more than a title does."""

_SHORTEST_TITLE = 6
"""Letters and digits of a title that are not equal by chance."""


class Place(NamedTuple):
    """A hit in the order of hits."""

    number: int
    """Of the item in the index."""
    score: float


class Candidate(NamedTuple):
    """A hit to be placed."""

    place: Place
    item: StoredItem


class Asked(NamedTuple):
    """The words of a query, as they were typed."""

    words: tuple[str, ...]
    """In lower case."""
    whole: str
    """All of them, one space apart."""
    folded: str

    @classmethod
    def of(cls, asked: Iterable[Word | Phrase]) -> Asked:
        """Return the words and phrases that are searched in texts."""
        fields = TextField.ANYWHERE, TextField.TITLE
        typed = tuple(part.text.lower() for part in asked if part.field in fields)
        whole = " ".join(typed)
        return cls(typed, whole, _key(whole))


def refined(
    candidates: Iterable[Candidate], asked: Asked, same_story: SameStory | None = None
) -> list[Place]:
    """Return the candidates in a better order: what is said twice comes after all else."""
    scored = [_with_bonus(one, asked) for one in candidates]
    scored.sort(key=lambda candidate: -candidate.place.score)
    return [candidate.place for candidate in _copies_last(scored, same_story)]


def _with_bonus(one: Candidate, asked: Asked) -> Candidate:
    place = one.place
    return one._replace(place=place._replace(score=place.score * (1 + _bonus(one.item, asked))))


def _bonus(item: StoredItem, asked: Asked) -> float:
    if not asked.words:
        return 0.0
    title = f"{item.title}\n{item.other_title}".lower()
    text = item.text[:_BEGINNING].lower()
    spelled = sum(_place(word, title, text) for word in asked.words) / len(asked.words)
    bonus = _SPELLED_AS_TYPED * spelled
    if len(asked.words) > 1:
        bonus += _SIDE_BY_SIDE * _place(asked.whole, title, text)
    if asked.folded and asked.folded in (_key(item.title), _key(item.other_title)):
        bonus += _IS_THE_TITLE
    return bonus + (_BARE if _is_bare(item) else 0)


def _place(words_typed: str, title: str, text: str) -> float:
    if words_typed in title:
        return 1.0
    return _IN_TEXT if words_typed in text else 0.0


def _is_bare(item: StoredItem) -> bool:
    """Return whether an item is a caption or a link without a text of its own."""
    return len(item.text) < _SHORT and item.text in ("", item.title)


def _key(title: str) -> str:
    """Return the letters and digits of a title, by which copies are told."""
    return _NO_LETTER.sub("", title.lower())


def _copies_last(ranked: list[Candidate], same_story: SameStory | None) -> list[Candidate]:
    """Move what has the title of a better hit, or tells its story, behind all others."""
    pairs = same_story([one.item.item_id for one in ranked]) if same_story else ()
    told = {(a, b) for pair in pairs for a, b in (pair, pair[::-1])}
    others: dict[str, list[str]] = {}
    for a, b in told:
        others.setdefault(a, []).append(b)
    titles: set[str] = set()
    covered: set[str] = set()
    first: list[Candidate] = []
    copies: list[Candidate] = []
    for one in ranked:
        key = _key(one.item.title)
        is_copy = one.item.item_id in covered or key in titles
        (copies if is_copy else first).append(one)
        if not is_copy:
            covered.update(others.get(one.item.item_id, ()))
        if len(key) >= _SHORTEST_TITLE:
            titles.add(key)
    return first + copies
