"""`ainews compare PUBLICATION PUBLICATION`: what both had, and who had it first."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final
from unicodedata import east_asian_width

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option
from tui.cli.story_options import add_since_option, first_day, open_compared_library, users_language
from tui.cli.terminal import bold, dim
from tui.errors import UsageError
from tui.export.json import date_json, shared_json, telling_json
from tui.state.first_days import since
from tui.text.plots import bar
from tui.text.stories.comparison import comparison_words
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from digests import Comparison, Library, SharedStory, Telling
    from tui.cli.terminal import Terminal
    from tui.state.first_days import FirstDay
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
    """Print what both had and who had it first; 1 if they share no story."""
    with open_compared_library(arguments, terminal) as library:
        one, other = (_publication(library, name) for name in (arguments.one, arguments.other))
        if one == other:
            raise UsageError(f"{one} is named twice", "ainews compare --help")
        first = first_day(arguments.since or datetime.date.min, library)
        comparison = library.stories.compare(one, other, first.date)
    if wants_json(arguments):
        facts = {"one": one, "other": other} | _facts(comparison, first)
        print_records(arguments, terminal, "shared", map(shared_json, comparison.both), **facts)
    else:
        _print_comparison(comparison, (one, other), first, terminal)
    return 0 if comparison.both else _NOTHING_FOUND


def _publication(library: Library, name: str) -> str:
    """Return the publication of this name, ignoring case if that is unambiguous."""
    names = {summary.publication for summary in library.issues()}
    similar = [known for known in names if known.casefold() == name.casefold()]
    if name in names:
        return name
    if len(similar) == 1:
        return similar[0]
    known = ", ".join(sorted(names)) or "there are none"
    raise UsageError(f"no publication is called {name}; known: {known}", "ainews compare --help")


def _facts(comparison: Comparison, first: FirstDay) -> dict[str, object]:
    leads = leads_in(comparison)
    return {
        "counted_from": date_json(first.newest if first.days_before_newest else None),
        "first_day": date_json(comparison.first_day),
        "last_day": date_json(comparison.last_day),
        "one_stories": comparison.one_stories,
        "other_stories": comparison.other_stories,
        "rests_on_stories": len(comparison.both),
        "share_of_one": round(_share(comparison, comparison.one_stories), 3),
        "share_of_other": round(_share(comparison, comparison.other_stories), 3),
        "one_first": _lead_json(leads.one),
        "other_first": _lead_json(leads.other),
        "same_day": leads.same_day,
        "median_days": leads.median_days,
        "maybe_shared": [shared_json(shared) for shared in comparison.maybe],
        "not_found_in_other": [telling_json(telling) for telling in comparison.not_in_other],
        "not_found_in_one": [telling_json(telling) for telling in comparison.not_in_one],
    }


def _lead_json(lead: Lead) -> dict[str, object]:
    return {"stories": lead.stories, "median_days": lead.median_days}


_BAR_WIDTH: Final = 30
_SHOWN: Final = 10
"""Stories of each kind; --json has all of them."""

_FEW: Final = 20
"""With fewer stories, the figures mean little."""


def _print_comparison(
    comparison: Comparison, names: tuple[str, str], first: FirstDay, terminal: Terminal
) -> None:
    language = users_language()
    words = comparison_words(language)
    one, other = names
    counted_from = since(first, words_for(language), str) if first.days_before_newest else ""
    if comparison.first_day is None:
        said = words.no_shared_days.format(one=one, other=other)
        terminal.notify("; ".join(filter(None, (said, counted_from))))
        return
    days = f"{comparison.first_day} – {comparison.last_day}"
    about = " · ".join(filter(None, (days, counted_from)))
    terminal.print(bold(f"{one} · {other}"), dim(f"  {about}"))
    terminal.print(_basis(comparison, words))
    _print_counts(comparison, names, words, terminal)
    _print_leads(comparison, names, words, terminal)
    _print_shared(words.both, comparison.both, words, terminal)
    _print_shared(words.maybe, comparison.maybe, words, terminal)
    not_found = zip(names, (comparison.not_in_one, comparison.not_in_other), strict=True)
    for name, tellings in not_found:
        _print_alone(words.not_in.format(name=name), tellings, words, terminal)
    terminal.print("\n", dim(words.found))


def _basis(comparison: Comparison, words: ComparisonWords) -> str:
    count = len(comparison.both)
    sentence = words.rests_on.format(count=f"{count:,}")
    return f"{sentence} {words.few}" if count < _FEW else sentence


def _print_counts(
    comparison: Comparison, names: tuple[str, str], words: ComparisonWords, terminal: Terminal
) -> None:
    one, other = names
    share = words.share.format(
        one=one,
        other=other,
        one_share=_percent(_share(comparison, comparison.one_stories)),
        other_share=_percent(_share(comparison, comparison.other_stories)),
    )
    rows = [
        (words.both, len(comparison.both), share),
        (words.maybe, len(comparison.maybe), ""),
        (words.not_in.format(name=one), len(comparison.not_in_one), ""),
        (words.not_in.format(name=other), len(comparison.not_in_other), ""),
    ]
    _print_bars(rows, terminal)


def _share(comparison: Comparison, stories: int) -> float:
    """Return how much of so many stories both had, from 0 to 1."""
    return len(comparison.both) / stories if stories else 0.0


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 or not share else f"{share:.1%}"


def _print_leads(
    comparison: Comparison, names: tuple[str, str], words: ComparisonWords, terminal: Terminal
) -> None:
    leads = leads_in(comparison)
    rows = [
        (
            words.first.format(name=name),
            lead.stories,
            words.by.format(days=f"{lead.median_days:g}") if lead.stories else "",
        )
        for name, lead in zip(names, (leads.one, leads.other), strict=True)
    ]
    if comparison.both:
        _print_bars([rows[0], (words.same_day, leads.same_day, ""), rows[1]], terminal)


def _print_bars(rows: Sequence[tuple[str, int, str]], terminal: Terminal) -> None:
    most = max(count for _, count, _ in rows)
    widest = max(_cells(name) for name, _, _ in rows)
    terminal.print()
    for name, count, remark in rows:
        padding = " " * (widest - _cells(name))
        drawn = bar(count, most, _BAR_WIDTH, plain=terminal.is_plain)
        terminal.print(f"  {name}{padding}  {count:>7,}  {drawn}  {remark}".rstrip())


def _print_shared(
    heading: str, both: Sequence[SharedStory], words: ComparisonWords, terminal: Terminal
) -> None:
    _print_heading(heading, both, words, terminal)
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
    heading: str, stories: Sequence[object], words: ComparisonWords, terminal: Terminal
) -> None:
    count, shown = f"{len(stories):,}", min(len(stories), _SHOWN)
    shortened = words.latest.format(heading=heading, shown=shown, count=count)
    if stories:
        terminal.print("\n", bold(heading if len(stories) <= _SHOWN else shortened))


def _cells(name: str) -> int:
    """Return the width of a name in cells; Rich is more exact, but takes long to load."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in name)


@dataclass(frozen=True, slots=True)
class Lead:
    """How often and by how much one publication was ahead of the other."""

    stories: int
    """The stories that it had first."""

    median_days: float
    """Its median lead in these; 0 if there are none."""


@dataclass(frozen=True, slots=True)
class Leads:
    """The stories that both publications had, by who had them first."""

    one: Lead
    other: Lead

    same_day: int
    """Stories that both had on the same day; issues have dates without times."""

    median_days: float
    """Over all shared stories: the lead of the first publication; negative if it was later."""


def leads_in(comparison: Comparison) -> Leads:
    """Count the stories that each publication had first, with the median leads."""
    days = [shared.days for shared in comparison.both]
    return Leads(
        one=_lead([day for day in days if day > 0]),
        other=_lead([-day for day in days if day < 0]),
        same_day=days.count(0),
        median_days=float(median(days)) if days else 0.0,
    )


def _lead(days: Sequence[int]) -> Lead:
    return Lead(len(days), float(median(days)) if days else 0.0)
