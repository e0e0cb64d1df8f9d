"""The lines below an item that say where else its story is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from textual.content import Content

from digests import safe_line
from tui.text import styles
from tui.text.flow import Flow
from tui.text.runs import Typesetter
from tui.text.stories.templates import shared_words
from tui.text.wrapping import safe_width

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from digests import Retelling, Tellings
    from tui.text.page import ItemText
    from tui.text.stories.templates import StoryWords

_MOST_PLACES: Final = 4
"""Digests that a line names; the list of all tellings has the others."""

_APART: Final = "   "


def story_lines(
    tellings: Tellings, date: datetime.date, words: StoryWords, keys: str = ""
) -> tuple[str, ...]:
    """Return what is known of the other tellings of an item, one sentence a line.

    Args:
        tellings: All of them.
        date: Of the issue of the item.
        words: The language.
        keys: What the keys do that lead to them.
    """
    lines = [*_here(tellings.repeats, date, words), *_editions(tellings.editions, date, words)]
    lines += _elsewhere(tellings.elsewhere, date, words)
    if tellings.maybe:
        lines.append(words.maybe(len(tellings.maybe)))
    if lines and keys:
        lines.append(keys)
    return tuple(lines)


def with_story_lines(text: ItemText, lines: Sequence[str], width: int) -> ItemText:
    """Return a text with these lines behind its end, so that nothing of it moves."""
    if not lines:
        return text
    typesetter, flow = Typesetter({}), Flow(Typesetter({}), safe_width(width))
    added = [*([Content("")] if text.links else flow.rule())]
    for line in lines:
        added.extend(flow.text(typesetter.plain(line, styles.QUIET)))
    return replace(text, lines=(*text.lines, *added))


def _here(repeats: Sequence[Retelling], date: datetime.date, words: StoryWords) -> Iterator[str]:
    """Yield when the same publication told it: before, the same day, later; surely, probably."""
    for is_probable in (False, True):
        found = [one for one in repeats if one.is_by_link is not is_probable]
        probably = words.probably if is_probable else ""
        before = [one for one in found if one.telling.date < date]
        later = [one for one in found if one.telling.date > date]
        if before:
            yield words.ran_here(days=_days(before, date, words), probably=probably)
        if len(before) + len(later) < len(found):
            yield words.ran_same_day(probably=probably)
        if later:
            yield words.ran_again(days=_days(later, date, words), probably=probably)


def _days(repeats: Sequence[Retelling], date: datetime.date, words: StoryWords) -> str:
    """Return the days of repeats; without a link each with what it has in common."""
    if repeats[0].is_by_link:
        return words.days(tuple(dict.fromkeys(one.telling.date for one in repeats)), date)
    return _listed(f"{words.day(one.telling.date, date)}{_shared(one, words)}" for one in repeats)


def _editions(
    editions: Sequence[Retelling], date: datetime.date, words: StoryWords
) -> Iterator[str]:
    if editions:
        yield words.editions(_listed(_place(one, date, words) for one in editions))


def _elsewhere(
    families: Iterable[Sequence[Retelling]], date: datetime.date, words: StoryWords
) -> Iterator[str]:
    """Yield which independent digests told it; one telling with a link is enough for a digest."""
    chosen = [next((o for o in told if o.is_by_link), told[0]) for told in families]
    for is_probable in (False, True):
        found = [one for one in chosen if one.is_by_link is not is_probable]
        if found:
            places = _listed(_place(one, date, words) for one in found)
            probably = words.probably if is_probable else ""
            told = words.also_in(digests=len(found), places=places, probably=probably)
            same_link = words.same_link.replace(" ", "\xa0")
            yield told if is_probable else f"{told}{_APART}{same_link}"


def _place(one: Retelling, date: datetime.date, words: StoryWords) -> str:
    """Name a telling; without a link also what it has in common."""
    place = f"{safe_line(one.telling.publication)} {words.day(one.telling.date, date)}"
    return place if one.is_by_link else f"{place}{_shared(one, words)}"


def _shared(one: Retelling, words: StoryWords) -> str:
    shared = safe_line(shared_words(one.evidence, words))
    return f" ({shared})" if shared else ""


def _listed(places: Iterable[str]) -> str:
    named = tuple(dict.fromkeys(places))
    return " · ".join((*named[:_MOST_PLACES], *(("…",) if len(named) > _MOST_PLACES else ())))
