"""`ainews compare PUBLICATION PUBLICATION`."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option
from tui.cli.since_option import add_since_option
from tui.cli.story_options import open_compared_library
from tui.cli.users_language import users_language
from tui.cli.verbs.story_leads import leads
from tui.errors import UsageError
from tui.export.json import date_json
from tui.export.story_json import shared_json, telling_json

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from digests import Comparison, Library
    from tui.cli.terminal import Terminal
    from tui.cli.verbs.story_leads import Lead

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
        from tui.cli.verbs.comparison_table import print_comparison

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
