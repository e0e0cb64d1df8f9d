"""`ainews catchup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests import MarkChange, SavedSearches
from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, positive_number
from tui.cli.story_options import add_since_option, open_compared_library, today, users_language
from tui.cli.terminal import bold, dim
from tui.export.json import story_json
from tui.state.catch_up import (
    FIRST_TIME,
    CaughtUp,
    catch_up,
    fitting,
    last_visit,
    minutes_for,
    with_visit,
)
from tui.state.marks import ReadItems
from tui.state.memory import Remembered
from tui.system.paths import saved_state_file, searches_file
from tui.text.counts import counted
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from digests import Library, Story
    from tui.cli.terminal import Terminal
    from tui.text.stories.templates import StoryWords

_NOTHING_FOUND = 1
_PLACES_SHOWN = 4


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
    """Print a row for each story of which something is unread; 1 when there is none."""
    visits = _Visits()
    with open_compared_library(arguments, terminal) as library:
        since = arguments.since or visits.last or today() - FIRST_TIME
        read, saved = ReadItems(library.marks), SavedSearches(searches_file())
        found = catch_up(library, since, read, saved, users_language())
        shown = _fitting(found, arguments.minutes)
        is_visit = arguments.since is None and visits.last is not None
        _print(found, shown, arguments, terminal, is_visit=is_visit)
        if arguments.mark_read:
            _mark_read(library, shown, terminal)
    if not (arguments.since or wants_json(arguments)):
        visits.note()
    return 0 if shown else _NOTHING_FOUND


def _fitting(found: CaughtUp, minutes: int | None) -> tuple[Story, ...]:
    return found.stories[: fitting(found.stories, minutes) if minutes else None]


def _print(
    found: CaughtUp,
    shown: Sequence[Story],
    arguments: Namespace,
    terminal: Terminal,
    *,
    is_visit: bool,
) -> None:
    if wants_json(arguments):
        print_records(arguments, terminal, "stories", map(story_json, shown), **_facts(found))
    else:
        words = words_for(users_language())
        _Printed(terminal, words, arguments.minutes, is_visit=is_visit).print(found, shown)
    terminal.out.flush()  # only what was printed counts as read


class _Visits:
    """When somebody last looked at the news, here or in the reader."""

    def __init__(self) -> None:
        self._remembered = Remembered(saved_state_file())
        self._days: list[str] = self._remembered.get("visits", [])
        self.last = last_visit(self._days, today())

    def note(self) -> None:
        """What a program asks for is no visit, and neither is a look further back."""
        self._remembered.set("visits", with_visit(self._days, today()))


def _facts(found: CaughtUp) -> dict[str, object]:
    return {
        "since": found.since.isoformat(),
        "total_items": found.items,
        "total_stories": len(found.stories),
        "issues_to_compare": found.waiting,
    }


def _mark_read(library: Library, shown: Sequence[Story], terminal: Terminal) -> None:
    ids = tuple(one.item_id for story in shown for one in story.tellings)
    changed = library.marks.change(ids, MarkChange(read=True))
    terminal.say(f"{counted(changed.count, 'item')} marked read")


class _Printed:
    """The rows for people."""

    def __init__(
        self, terminal: Terminal, words: StoryWords, budget: int | None, *, is_visit: bool
    ) -> None:
        self._terminal = terminal
        self._words = words
        self._budget = budget
        self._is_visit = is_visit

    def print(self, found: CaughtUp, shown: Sequence[Story]) -> None:
        since = self._words.since(found.since.isoformat(), is_visit=self._is_visit)
        if found.waiting:
            self._terminal.say(self._words.comparing(found.waiting))
        if not shown:
            self._terminal.say(self._words.nothing_new(since, ""))
            return
        tally = self._words.tally(items=found.items, stories=len(found.stories))
        time = self._words.minutes(minutes_for(found.stories))
        self._terminal.print(bold(tally), dim(f" · {since} · {time}"))
        for story in shown:
            self._print_story(story)
        left = len(found.stories) - len(shown)
        if left and self._budget is not None:
            time = self._words.minutes(self._budget)
            self._terminal.print("\n", dim(self._words.beyond(stories=left, time=time)))

    def _print_story(self, story: Story) -> None:
        best = story.best
        place = f"{best.date}  {best.publication}"
        time = self._words.minutes(minutes_for([story]))
        facts = (place, self._words.digest_count(story.families), time)
        self._terminal.print("\n", best.item_id, "  ", dim(" · ".join(filter(None, facts))))
        self._terminal.print("  ", best.title)
        others = [f"{one.publication} {one.item_id}" for one in story.tellings[1:]]
        more = ["…"] if len(others) > _PLACES_SHOWN else []
        if others:
            self._terminal.print("  ", dim(f"+ {' · '.join(others[:_PLACES_SHOWN] + more)}"))
