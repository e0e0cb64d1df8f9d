"""A comparison of two publications, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from tui.cli.terminal import bold, dim
from tui.cli.verbs.story_leads import leads
from tui.text.plots import bar
from tui.text.stories.comparison import comparison_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests import Comparison, SharedStory, Telling
    from tui.cli.terminal import Terminal
    from tui.text.stories.comparison import ComparisonWords

_BAR_WIDTH: Final = 30
_SHOWN: Final = 10
"""Stories of each kind; --json has all."""

_FEW: Final = 20
"""Below so many stories the figures say little."""


def print_comparison(
    comparison: Comparison, names: tuple[str, str], language: str, terminal: Terminal
) -> None:
    """Print counts, who was first, and the latest stories of each kind."""
    words = comparison_words(language)
    one, other = names
    if comparison.first_day is None:
        terminal.say(words.no_shared_days.format(one=one, other=other))
        return
    days = f"{comparison.first_day} – {comparison.last_day}"
    terminal.print(bold(f"{one} · {other}"), dim(f"  {days}"))
    terminal.print(_basis(comparison, words))
    _print_counts(comparison, names, words, terminal)
    _print_leads(comparison, names, words, terminal)
    _print_shared(comparison.both, words, terminal)
    alone = zip(names, (comparison.only_one, comparison.only_other), strict=True)
    for name, tellings in alone:
        _print_alone(words.only.format(name=name), tellings, words, terminal)
    terminal.print("\n", dim(words.alone))


def _basis(comparison: Comparison, words: ComparisonWords) -> str:
    count = len(comparison.both)
    sentence = words.rests_on.format(count=f"{count:,}")
    return f"{sentence} {words.few}" if count < _FEW else sentence


def _print_counts(
    comparison: Comparison, names: tuple[str, str], words: ComparisonWords, terminal: Terminal
) -> None:
    one, other = (words.only.format(name=name) for name in names)
    rows = [
        (words.both, len(comparison.both), ""),
        (one, len(comparison.only_one), ""),
        (other, len(comparison.only_other), ""),
    ]
    _print_bars(rows, terminal)


def _print_leads(
    comparison: Comparison, names: tuple[str, str], words: ComparisonWords, terminal: Terminal
) -> None:
    found = leads(comparison)
    rows = [
        (
            words.first.format(name=name),
            lead.stories,
            words.by.format(days=f"{lead.median_days:g}") if lead.stories else "",
        )
        for name, lead in zip(names, (found.one, found.other), strict=True)
    ]
    if comparison.both:
        _print_bars([rows[0], (words.same_day, found.same_day, ""), rows[1]], terminal)


def _print_bars(rows: Sequence[tuple[str, int, str]], terminal: Terminal) -> None:
    most = max(count for _, count, _ in rows)
    widest = max(_cells(name) for name, _, _ in rows)
    terminal.print()
    for name, count, remark in rows:
        padding = " " * (widest - _cells(name))
        drawn = bar(count, most, _BAR_WIDTH, plain=terminal.is_plain)
        terminal.print(f"  {name}{padding}  {count:>7,}  {drawn}  {remark}".rstrip())


def _print_shared(both: Sequence[SharedStory], words: ComparisonWords, terminal: Terminal) -> None:
    _print_heading(words.both, both, words, terminal)
    for shared in both[:_SHOWN]:
        ids = dim(f"  {shared.one.item_id} {shared.other.item_id}")
        terminal.print(f"  {shared.one.date}  {shared.other.date}  {shared.one.title}", ids)


def _print_alone(
    heading: str, tellings: Sequence[Telling], words: ComparisonWords, terminal: Terminal
) -> None:
    _print_heading(heading, tellings, words, terminal)
    for telling in tellings[:_SHOWN]:
        terminal.print(f"  {telling.date}  {telling.title}", dim(f"  {telling.item_id}"))


def _print_heading(
    heading: str, found: Sequence[object], words: ComparisonWords, terminal: Terminal
) -> None:
    count, shown = f"{len(found):,}", min(len(found), _SHOWN)
    cut = words.latest.format(heading=heading, shown=shown, count=count)
    if found:
        terminal.print("\n", bold(heading if len(found) <= _SHOWN else cut))


def _cells(name: str) -> int:
    """Return the width of a name in a terminal; Rich, which knows more, takes long to load."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in name)
