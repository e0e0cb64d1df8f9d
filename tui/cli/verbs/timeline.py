"""`ainews timeline TERM`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.json_output import add_json_options, print_records, wants_json
from tui.cli.options import add_library_option, number_or_all
from tui.cli.story_options import open_compared_library, users_language
from tui.cli.terminal import bold, dim
from tui.export.json import date_json, story_json
from tui.text.plots import sparkline
from tui.text.stories.words import words_for

if TYPE_CHECKING:
    import datetime
    from argparse import ArgumentParser, Namespace

    from digests import Story, Timeline
    from tui.cli.terminal import Terminal
    from tui.text.stories.templates import StoryWords

_NOTHING_FOUND = 1

_WIDEST = 60
"""Columns of a plot."""

_SHOWN = 20
"""Stories without `--limit`."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the term and the options."""
    parser.add_argument("term", nargs="+", metavar="TERM", help="a name or a word")
    parser.add_argument(
        "--limit",
        type=number_or_all,
        metavar="N",
        help=f"only the N newest stories, 0 for all ({_SHOWN}; all for programs)",
    )
    add_json_options(parser)
    add_library_option(parser)


def run(arguments: Namespace, terminal: Terminal) -> int:
    """Print when a term was mentioned; 1 if it never was."""
    language = users_language()
    with open_compared_library(arguments, terminal) as library:
        timeline = library.stories.timeline(" ".join(arguments.term), language=language)
        waiting = library.stories.waiting()
    words = words_for(language)
    if wants_json(arguments):
        stories = timeline.stories[-arguments.limit :] if arguments.limit else timeline.stories
        records = map(story_json, stories)
        print_records(arguments, terminal, "stories", records, **_facts(timeline))
    elif timeline.stories:
        limit = _SHOWN if arguments.limit is None else arguments.limit
        _print(timeline, limit or len(timeline.stories), words, terminal)
    else:
        terminal.notify(words.never_mentioned(timeline.term))
    if waiting:
        terminal.notify(words.comparing(waiting))
    return 0 if timeline.stories else _NOTHING_FOUND


def _facts(timeline: Timeline) -> dict[str, object]:
    return {
        "term": timeline.term,
        "mentions": timeline.mentions,
        "first": date_json(_first_day(timeline.first) if timeline.first else None),
        "weeks": [{"week": day.isoformat(), "items": count} for day, count in timeline.weeks],
        "peaks": [
            {
                "week": peak.week.isoformat(),
                "items": peak.mentions,
                "stories": [story.best.item_id for story in peak.stories],
            }
            for peak in timeline.peaks
        ],
    }


def _print(timeline: Timeline, limit: int, words: StoryWords, terminal: Terminal) -> None:
    counts = [count for _, count in timeline.weeks]
    terminal.print(bold(timeline.term), "  ", words.first_mention(timeline))
    terminal.print("  ", sparkline(counts, _WIDEST, plain=terminal.is_plain))
    column = words.column(-(-len(counts) // _WIDEST), max(counts))
    terminal.print("  ", dim(f"{column} · {words.looked_at}"))
    for peak in timeline.peaks:
        terminal.print("\n", bold(words.peak_week(peak)))
        for story in peak.stories:
            terminal.print("  ", story.best.title)
    if timeline.peaks:
        terminal.print()
    stories = timeline.newest_first
    for story in stories[:limit]:
        _print_story(story, words, terminal)
    if len(stories) > limit:
        terminal.print(dim(words.older(len(stories) - limit, "--limit 0")))


def _print_story(story: Story, words: StoryWords, terminal: Terminal) -> None:
    facts = (story.best.publication, words.digest_count(story.families), story.best.item_id)
    terminal.print(
        f"{_first_day(story)}  ", story.best.title, dim(f"  {' · '.join(filter(None, facts))}")
    )


def _first_day(story: Story) -> datetime.date:
    """Return the date of the story's first telling."""
    return min(telling.date for telling in story.tellings)
