"""`ainews compare PUBLICATION PUBLICATION`.

A comparison of two publications, for people.

Who had the stories first that two publications share, and by how much.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option
from tui.cli.story_options import add_since_option, open_compared_library, users_language
from tui.cli.terminal import bold, dim
from tui.errors import UsageError
from tui.export.json import date_json, shared_json, telling_json
from tui.text.plots import bar
from tui.text.stories.comparison import comparison_words

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from digests import Comparison, Library, SharedStory, Telling
    from tui.cli.terminal import Terminal
    from tui.text.stories.comparison import ComparisonWords


_NOTHING_FOUND = 1


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the publications and the options."""
    parser.add_argument("one", metavar="PUBLICATION", help="its name, as `ainews stats` has it")
    parser.add_argument("other", metavar="PUBLICATION", help="the one to compare it with")
    add_since_option(parser, "all days that both cover")
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print what both had and who had it first; 1 when there is nothing to compare."""
    with open_compared_library(arguments, terminal) as library:
        one, other = (_publication(library, name) for name in (arguments.one, arguments.other))
        if one == other:
            raise UsageError(f"{one} is named twice", "ainews compare --help")
        since = arguments.since or datetime.date.min
        comparison = library.stories.compare(one, other, since)
    if wants_json(arguments):
        facts = {"one": one, "other": other} | _facts(comparison)
        print_records(arguments, terminal, "shared", map(shared_json, comparison.both), **facts)
    else:
        print_comparison(comparison, (one, other), users_language(), terminal)
    return 0 if comparison.both else _NOTHING_FOUND


def _publication(library: Library, name: str) -> str:
    """Return the publication of this name, whatever the letters' case. Raises UsageError."""
    names = {summary.publication for summary in library.issues()}
    like = [known for known in names if known.casefold() == name.casefold()]
    if name in names:
        return name
    if len(like) == 1:
        return like[0]
    known = ", ".join(sorted(names)) or "there are none"
    raise UsageError(f"no publication is called {name}; known: {known}", "ainews compare --help")


def _facts(comparison: Comparison) -> dict[str, object]:
    found = leads(comparison)
    return {
        "first_day": date_json(comparison.first_day),
        "last_day": date_json(comparison.last_day),
        "rests_on_stories": len(comparison.both),
        "one_first": _lead_json(found.one),
        "other_first": _lead_json(found.other),
        "same_day": found.same_day,
        "median_days": found.median_days,
        "only_one": [telling_json(telling) for telling in comparison.only_one],
        "only_other": [telling_json(telling) for telling in comparison.only_other],
    }


def _lead_json(lead: Lead) -> dict[str, object]:
    return {"stories": lead.stories, "median_days": lead.median_days}


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


@dataclass(frozen=True, slots=True)
class Lead:
    """How often one publication was before the other."""

    stories: int
    """Which it had first."""

    median_days: float
    """By which it was first in these; 0 when there are none."""


@dataclass(frozen=True, slots=True)
class Leads:
    """The stories that both had, by who had them first."""

    one: Lead
    other: Lead

    same_day: int
    """Stories that both had on one day, which is as fine as dates of issues are."""

    median_days: float
    """Over all of them: how much earlier the first publication was; negative when later."""


def leads(comparison: Comparison) -> Leads:
    """Count who was first."""
    days = [shared.days for shared in comparison.both]
    return Leads(
        one=_lead([day for day in days if day > 0]),
        other=_lead([-day for day in days if day < 0]),
        same_day=days.count(0),
        median_days=float(median(days)) if days else 0.0,
    )


def _lead(days: Sequence[int]) -> Lead:
    return Lead(len(days), float(median(days)) if days else 0.0)
