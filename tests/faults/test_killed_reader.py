"""The reader is killed at any moment while its user marks, or while it refreshes."""

from __future__ import annotations

import os
import random
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import Library, MarkChange
from tests.end_to_end.pseudo_terminal import PseudoTerminal
from tests.factories import digest, write
from tests.faults.state import everything_in
from tui.state.memory import SavedState

if TYPE_CHECKING:
    from collections.abc import Callable

    from digests import ItemMarks

REPOSITORY = Path(__file__).parents[2]

STORIES = 24
"""Of the issue in which the user marks: all are seen at once."""

OTHERS = 12
"""Issues of which half are changed before each refresh."""

TO_THE_FIRST = "g2ggjj"
"""Keys that lead from anywhere to the first story of the tree."""

_LONGEST_PAUSE = 0.05
"""Seconds until the keys for the next story, or the end."""

_LONGEST_REFRESH = 0.8
"""Seconds that a refresh takes from the first paint on, about."""

_ROW = re.compile(r"││[▌ ] +(?P<unread>[o ]) Story (?P<number>\d\d)(?P<signs>[^│]*)│")
"""A story in the section tree."""

Mark = tuple[str, int]
"""`read` or `starred`, and the number of a story."""


@pytest.fixture
def environment(tmp_path: Path, folder: Path) -> dict[str, str]:
    """What a user has who marks by keys only, and has read the card of the first start."""
    write(
        tmp_path / ".config/ainews/settings.toml",
        f'folders = ["{folder}"]\nmark_read = "manual"\nicons = "ascii"\n',
    )
    SavedState(tmp_path / ".local/state/ainews/reader.json").set("card seen", True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PYTHONPATH": str(REPOSITORY),
    }


@pytest.fixture
def opened(tmp_path: Path, folder: Path) -> Callable[[], Library]:
    """Opens what the reader uses, as another program does."""
    cache = tmp_path / ".cache/ainews/library"
    marks = tmp_path / ".local/share/ainews/marks.sqlite3"
    cache.parent.mkdir(mode=0o700, parents=True)
    return lambda: Library.open([folder], cache, marks=marks)


@pytest.fixture
def start(tmp_path: Path, environment: dict[str, str]) -> Callable[[], PseudoTerminal]:
    command = (sys.executable, "-m", "tui")
    return lambda: PseudoTerminal(command, tmp_path, environment, columns=120, lines=STORIES + 8)


def write_stories(folder: Path) -> None:
    stories = (f"Story {number:02}" for number in range(STORIES))
    write(folder / "2026-08-02.md", digest(*stories, title="Lantern Daily 2026-08-02"))


def write_others(folder: Path, number: int) -> None:
    for issue in range(OTHERS):
        version = number if issue % 2 else 0
        date = f"2026-07-{issue + 1:02}"
        stories = (f"Egret {issue} stays", f"Heron {issue} in version{version}")
        write(folder / f"{date}.md", digest(*stories, title=f"Lantern Daily {date}"))


def names(its: ItemMarks) -> set[str]:
    return {name for name, is_set in (("read", its.is_read), ("starred", its.is_starred)) if is_set}


def kept_marks(library: Library) -> set[Mark]:
    """Return the marks of the stories that are on the disk."""
    stories = library.issues()[0]
    numbers = {item.id: int(item.title[-2:]) for item in library.issue(stories.id).items}
    return {
        (name, numbers[item_id])
        for item_id, its in library.marks.of(stories.id).items()
        for name in names(its)
    }


def shown_marks(terminal: PseudoTerminal) -> set[Mark]:
    """Return the marks that the rows of the tree show."""
    rows = list(_ROW.finditer(terminal.text()))
    read = {("read", int(row["number"])) for row in rows if row["unread"] == " "}
    return read | {("starred", int(row["number"])) for row in rows if "*" in row["signs"]}


def shows(terminal: PseudoTerminal, marks: set[Mark]) -> bool:
    """Say whether every story is on the screen, with these marks."""
    rows = _ROW.findall(terminal.text())
    return len(rows) == STORIES and shown_marks(terminal) == marks


def mark_some(terminal: PseudoTerminal, chance: random.Random, before: set[Mark]) -> list[Mark]:
    """Turn marks of one story after another until some are seen.

    Returns those of which the keys were pressed, in the order of the keys.
    """
    turned = []
    terminal.press(TO_THE_FIRST)
    for number in range(chance.randint(1, STORIES)):
        pressed = chance.choice(("m", "s", "ms", "sm"))
        turned += [({"m": "read", "s": "starred"}[key], number) for key in pressed]
        terminal.press(f"{pressed}j")
        terminal.watch(chance.uniform(0, _LONGEST_PAUSE))
    terminal.wait_until(lambda: shown_marks(terminal) != before, "a mark")
    terminal.watch(chance.uniform(0, _LONGEST_PAUSE))
    return turned


def test_what_the_screen_has_shown_as_marked_is_there_after_a_kill(
    folder: Path,
    opened: Callable[[], Library],
    start: Callable[[], PseudoTerminal],
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(11)
    write_stories(folder)
    with opened() as library:
        library.refresh()
    kept: set[Mark] = set()
    for _ in range(rounds(5, 200)):
        before = kept
        with start() as terminal:
            terminal.wait_until(partial(shows, terminal, before), "the marks")
            turned = mark_some(terminal, chance, before)
            terminal.kill()
            shown = shown_marks(terminal)
        with opened() as library:
            kept = kept_marks(library)
            assert library.problems() == ()
            assert library.search("story", limit=100).total == STORIES
        written = kept ^ before
        assert shown != before
        assert shown ^ before <= written, "what was shown as marked is lost"
        assert written == set(turned[: len(written)]), "an earlier mark is lost"


def test_a_reader_that_is_killed_while_it_refreshes_leaves_a_whole_index(
    folder: Path,
    cache: Path,
    opened: Callable[[], Library],
    start: Callable[[], PseudoTerminal],
    rounds: Callable[[int, int], int],
) -> None:
    chance = random.Random(13)
    write_stories(folder)
    write_others(folder, 0)
    with opened() as library:
        library.refresh()
        oldest = library.issues()[-1]  # one of those that stay as they are
        starred = [item.id for item in library.issue(oldest.id).items]
        library.marks.change(starred, MarkChange(starred=True))
    number = rounds(1, 50)
    for version in range(1, number + 1):
        write_others(folder, version)
        with start() as terminal:
            terminal.wait_for("Story 00")
            terminal.watch(chance.uniform(0, _LONGEST_REFRESH))
            terminal.kill()
        with opened() as library:
            assert library.search("egret", limit=100).total == OTHERS
            assert library.marks.marked("starred") == set(starred)
    with (
        opened() as library,
        Library.open([folder], cache, marks=library.marks.store.path) as clean,
    ):
        library.refresh()  # waits for an indexer that has outlived its reader
        clean.refresh()
        assert everything_in(library) == everything_in(clean)
        assert library.search(f"version{number}", limit=100).total == OTHERS // 2
