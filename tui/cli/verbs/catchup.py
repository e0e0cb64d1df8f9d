"""`ainews catchup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import MarkChange, SavedSearches
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, positive_number
from tui.cli.story_options import (
    add_since_option,
    first_day,
    open_compared_library,
    today,
    users_language,
)
from tui.cli.terminal import bold, dim
from tui.export.json import date_json, headline_json
from tui.state.catch_up import (
    CaughtUp,
    catch_up,
    fitting,
    last_visit,
    minutes_for,
    with_visit,
)
from tui.state.first_days import default_first_day, nothing_since, since
from tui.state.marks import ReadItems
from tui.state.memory import SavedState
from tui.system.paths import saved_state_file, searches_file
from tui.text.counts import counted
from tui.text.stories.facts import why_here
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from digests import Headline, Library, Story
    from tui.cli.terminal import Terminal
    from tui.state.first_days import FirstDay
    from tui.text.stories.templates import StoryWords

_NOTHING_FOUND = 1
_OTHERS_SHOWN = 4
"""Other tellings named below a story."""
_FOLDED_SHOWN = 4
"""Other stories named below a row."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    add_since_option(parser, "the last visit")
    parser.add_argument(
        "--minutes",
        type=positive_number,
        metavar="N",
        help="only the first stories that can be read in N minutes",
    )
    parser.add_argument("--mark-read", action="store_true", help="mark what is printed as read")
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print a row for each subject with unread items; 1 if there is none."""
    visits = _Visits()
    with open_compared_library(arguments, terminal) as library:
        first = (
            default_first_day(visits.last, today(), library.issue_days(today()))
            if arguments.since is None
            else first_day(arguments.since, library)
        )
        read, saved = ReadItems(library.marks), SavedSearches(searches_file())
        caught_up = catch_up(library, first.date, read, saved, users_language())
        shown = _fitting(caught_up, arguments.minutes)
        _print(caught_up, shown, first, arguments, terminal)
        if arguments.mark_read:
            _mark_read(library, shown, terminal)
    if arguments.since is None and not wants_json(arguments):
        visits.record()
    return 0 if shown else _NOTHING_FOUND


def _fitting(caught_up: CaughtUp, minutes: int | None) -> tuple[Headline, ...]:
    return caught_up.headlines[: fitting(caught_up.stories, minutes) if minutes else None]


def _print(
    caught_up: CaughtUp,
    shown: Sequence[Headline],
    first: FirstDay,
    arguments: Namespace,
    terminal: Terminal,
) -> None:
    if wants_json(arguments):
        facts = _facts(caught_up, first)
        print_records(arguments, terminal, "stories", map(headline_json, shown), **facts)
    else:
        words = words_for(users_language())
        _StoryPrinter(terminal, words, arguments.minutes, first).print(caught_up, shown)
    terminal.out.flush()  # only what was printed counts as read


class _Visits:
    """The days on which the user caught up, here or in the reader."""

    def __init__(self) -> None:
        self._state = SavedState(saved_state_file())
        self._days: list[str] = self._state.get("visits", [])
        self.last = last_visit(self._days, today())

    def record(self) -> None:
        """Record today. JSON output for a program and `--since` do not count as visits."""
        self._state.set("visits", with_visit(self._days, today()))


def _facts(caught_up: CaughtUp, first: FirstDay) -> dict[str, object]:
    return {
        "since": caught_up.since.isoformat(),
        "counted_from": date_json(first.newest if first.days_before_newest else None),
        "total_items": caught_up.items,
        "total_stories": caught_up.told,
        "total_rows": len(caught_up.headlines),
        "issues_to_compare": caught_up.waiting,
    }


def _mark_read(library: Library, shown: Sequence[Headline], terminal: Terminal) -> None:
    stories = (story for headline in shown for story in headline.stories)
    ids = tuple(one.item_id for story in stories for one in story.tellings)
    changed = library.marks.change(ids, MarkChange(read=True))
    terminal.notify(f"{counted(changed.count, 'item')} marked read")


class _StoryPrinter:
    """Prints the stories as text."""

    def __init__(
        self, terminal: Terminal, words: StoryWords, budget: int | None, first: FirstDay
    ) -> None:
        self._terminal = terminal
        self._words = words
        self._budget = budget
        self._first = first

    def print(self, caught_up: CaughtUp, shown: Sequence[Headline]) -> None:
        if caught_up.waiting:
            self._terminal.notify(self._words.comparing(caught_up.waiting))
        if not shown:
            self._terminal.notify(nothing_since(self._first, self._words, str))
            return
        rows, words = len(caught_up.headlines), self._words
        tally = words.tallied(items=caught_up.items, stories=caught_up.told, rows=rows)
        time = words.about(words.minutes(minutes_for(caught_up.stories)))
        days = since(self._first, words, str)
        self._terminal.print(bold(tally), dim(f" · {days} · {time}"))
        for headline in shown:
            self._print_row(headline)
        left = rows - len(shown)
        if left and self._budget is not None:
            time = words.minutes(self._budget)
            self._terminal.print("\n", dim(words.beyond(rows=left, time=time)))

    def _print_row(self, headline: Headline) -> None:
        best = headline.story.best
        time = self._words.reading_time(best.characters, best.language)
        facts = (f"{best.date}  {best.publication}", time)
        self._terminal.print("\n", best.item_id, "  ", dim(" · ".join(filter(None, facts))))
        self._terminal.print("  ", best.title)
        if why := why_here(headline, self._words):
            self._terminal.print("  ", dim(why))
        self._print_tellings(headline.story)
        for story in headline.others[:_FOLDED_SHOWN]:
            self._terminal.print("  - ", story.best.title, dim(f"  {story.best.item_id}"))
        left = len(headline.others) - _FOLDED_SHOWN
        if left > 0:
            self._terminal.print("  - ", dim(self._words.further(left)))

    def _print_tellings(self, story: Story) -> None:
        others = [f"{one.publication} {one.item_id}" for one in story.tellings[1:]]
        more = ["…"] if len(others) > _OTHERS_SHOWN else []
        if others:
            self._terminal.print("  ", dim(f"+ {' · '.join(others[:_OTHERS_SHOWN] + more)}"))
