"""The lines below an item that name the other tellings of its story."""

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

_MOST_SOURCES: Final = 4
"""The most digests that a line names; the list of all tellings has the others."""

_APART: Final = "   "


def story_lines(
    tellings: Tellings, date: datetime.date, words: StoryWords, keys: str = ""
) -> tuple[str, ...]:
    """Return what is known about the other tellings of an item, a phrase for each line.

    Args:
        tellings: The other tellings.
        date: The date of the item's issue; earlier tellings are worded differently.
        words: The phrases of the language.
        keys: Hints for the keys that lead to the tellings; empty for none.
    """
    lines = [*_here(tellings.repeats, date, words), *_editions(tellings.editions, date, words)]
    lines += _elsewhere(tellings.elsewhere, date, words)
    if tellings.maybe:
        lines.append(words.maybe(len(tellings.maybe)))
    if lines and keys:
        lines.append(keys)
    return tuple(lines)


def with_story_lines(text: ItemText, lines: Sequence[str], width: int) -> ItemText:
    """Return `text` with these lines appended and wrapped to `width` cells."""
    if not lines:
        return text
    typesetter, flow = Typesetter({}), Flow(Typesetter({}), safe_width(width))
    added = [*([Content("")] if text.links else flow.rule())]
    for line in lines:
        added.extend(flow.text(typesetter.plain(line, styles.QUIET)))
    return replace(text, lines=(*text.lines, *added))


def _here(repeats: Sequence[Retelling], date: datetime.date, words: StoryWords) -> Iterator[str]:
    """Yield when the same publication ran the story, certain tellings before probable ones."""
    for is_probable in (False, True):
        group = [one for one in repeats if one.is_by_link is not is_probable]
        probably = words.probably if is_probable else ""
        before = [one for one in group if one.telling.date < date]
        later = [one for one in group if one.telling.date > date]
        if before:
            yield words.ran_here(days=_days(before, date, words), probably=probably)
        if len(before) + len(later) < len(group):
            yield words.ran_same_day(probably=probably)
        if later:
            yield words.ran_again(days=_days(later, date, words), probably=probably)


def _days(repeats: Sequence[Retelling], date: datetime.date, words: StoryWords) -> str:
    """Return the days of repeats; those not joined by a link with what they share."""
    if repeats[0].is_by_link:
        return words.days(tuple(dict.fromkeys(one.telling.date for one in repeats)), date)
    return _joined(f"{words.day(one.telling.date, date)}{_shared(one, words)}" for one in repeats)


def _editions(
    editions: Sequence[Retelling], date: datetime.date, words: StoryWords
) -> Iterator[str]:
    if editions:
        yield words.editions(_joined(_source(one, date, words) for one in editions))


def _elsewhere(
    families: Iterable[Sequence[Retelling]], date: datetime.date, words: StoryWords
) -> Iterator[str]:
    """Yield the independent digests; a digest is certain if one of its tellings has the link."""
    chosen = [next((o for o in family if o.is_by_link), family[0]) for family in families]
    for is_probable in (False, True):
        group = [one for one in chosen if one.is_by_link is not is_probable]
        if group:
            sources = _joined(_source(one, date, words) for one in group)
            probably = words.probably if is_probable else ""
            line = words.also_in(digests=len(group), places=sources, probably=probably)
            same_link = words.same_link.replace(" ", "\xa0")
            yield line if is_probable else f"{line}{_APART}{same_link}"


def _source(one: Retelling, date: datetime.date, words: StoryWords) -> str:
    """Return publication and day, and what the telling shares if not a link."""
    source = f"{safe_line(one.telling.publication)} {words.day(one.telling.date, date)}"
    return source if one.is_by_link else f"{source}{_shared(one, words)}"


def _shared(one: Retelling, words: StoryWords) -> str:
    shared = safe_line(shared_words(one.evidence, words))
    return f" ({shared})" if shared else ""


def _joined(sources: Iterable[str]) -> str:
    named = tuple(dict.fromkeys(sources))
    return " · ".join((*named[:_MOST_SOURCES], *(("…",) if len(named) > _MOST_SOURCES else ())))
