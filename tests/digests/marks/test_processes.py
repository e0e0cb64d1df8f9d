"""Several programs use one file of marks at the same time, and any of them may die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import ItemMarks, Library, MarkChange

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parents[3]

READ = MarkChange(read=True)
STAR = MarkChange(starred=True)

# Marks items one after another for ever, and says each time what is on the disk by now.
_MARKS_ON = """
import sys
from pathlib import Path
from digests import Library, MarkChange
folder, cache, marks, first = sys.argv[1:]
with Library.open([Path(folder)], Path(cache), marks=Path(marks)) as library:
    for number in range(int(first), 1 << 32):
        ids = [f"0123456789.{number:08x}", f"9876543210.{number:08x}"]
        library.marks.change(ids, MarkChange(read=True))
        print(number, flush=True)
"""

# Ends in the middle of an action, without a word to anybody.
_ENDS = """
import os, sys
from pathlib import Path
from digests import Library
folder, cache, marks = sys.argv[1:]
library = Library.open([Path(folder)], Path(cache), marks=Path(marks))
def action(connection):
    for number in range(5000):
        row = ("0123456789", f"{number:08x}", "read", 1, 1, 1)
        connection.execute("INSERT INTO mark VALUES (?, ?, ?, ?, ?, ?)", row)
    os._exit(9)
library.marks.store.change(action)
"""

# Adds so many stars, as fast as it can, while others do the same.
_STARS = """
import sys
from pathlib import Path
from digests import Library, MarkChange
folder, cache, marks, issue, count = sys.argv[1:]
with Library.open([Path(folder)], Path(cache), marks=Path(marks)) as library:
    for number in range(int(count)):
        library.marks.change([f"{issue}.{number:08x}"], MarkChange(starred=True))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "marks.sqlite3"


@pytest.fixture
def opened(library: Library, three_issues: Path, cache: Path, file: Path) -> Callable[[], Library]:
    return lambda: Library.open([three_issues], cache, marks=file)


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdout=subprocess.PIPE,
        text=True,
    )


def first_two(library: Library) -> tuple[str, list[str]]:
    issue = next(issue for issue in library.issues() if issue.items == 2)
    return issue.id, [item.id for item in library.issue(issue.id).items]


def test_each_sees_what_the_other_marks(opened: Callable[[], Library]) -> None:
    with opened() as one, opened() as other:
        issue_id, (first, second) = first_two(one)
        seen = other.marks.generation()
        assert other.marks.counts()[issue_id].unread == 2
        one.marks.change([first], READ)
        other.marks.change([second], STAR)
        expected = {first: ItemMarks(is_read=True), second: ItemMarks(is_starred=True)}
        assert one.marks.of(issue_id) == other.marks.of(issue_id) == expected
        assert other.marks.generation() > seen
        assert other.marks.counts()[issue_id].unread == 1


def test_undo_is_of_the_own_actions(opened: Callable[[], Library]) -> None:
    with opened() as one, opened() as other:
        _, ids = first_two(one)
        one.marks.change(ids, READ)
        assert other.marks.undo() is None


def test_undo_leaves_alone_what_another_has_changed_since(opened: Callable[[], Library]) -> None:
    with opened() as one, opened() as other:
        issue_id, (first, second) = first_two(one)
        one.marks.change([first, second], READ)
        other.marks.change([first], MarkChange(read=False))
        other.marks.change([first], READ)
        undone = one.marks.undo()
        assert undone is not None
        assert undone.item_ids == (second,)
        assert one.marks.of(issue_id) == {first: ItemMarks(is_read=True)}
        redone = one.marks.redo()
        assert redone is not None
        assert redone.item_ids == (second,)


def test_undo_of_what_another_has_changed_wholly_changes_nothing(
    opened: Callable[[], Library],
) -> None:
    with opened() as one, opened() as other:
        _, ids = first_two(one)
        one.marks.change(ids, READ)
        other.marks.change(ids, MarkChange(read=False))
        generation = one.marks.generation()
        undone = one.marks.undo()
        assert undone is not None
        assert undone.count == 0
        assert one.marks.generation() == generation


def test_several_processes_lose_nothing(
    opened: Callable[[], Library], three_issues: Path, cache: Path, file: Path
) -> None:
    issues = [f"{number:010x}" for number in range(3)]
    running = [start(_STARS, three_issues, cache, file, issue, 40) for issue in issues]
    for process in running:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with opened() as library:
        assert len(library.marks.marked("starred")) == 120


def test_threads_of_one_process_lose_nothing(opened: Callable[[], Library]) -> None:
    with opened() as library:

        def mark(issue: int) -> None:
            for number in range(50):
                library.marks.change([f"{issue:010x}.{number:08x}"], STAR)
                library.marks.of(f"{issue:010x}")
                library.marks.counts()

        threads = [threading.Thread(target=mark, args=(issue,)) for issue in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(library.marks.marked("starred")) == 200
        undone = [library.marks.undo() for _ in range(200)]
        assert all(step is not None and step.count == 1 for step in undone)
        assert library.marks.marked("starred") == frozenset()


def test_what_was_said_to_be_marked_is_there_after_a_kill(
    opened: Callable[[], Library],
    three_issues: Path,
    cache: Path,
    file: Path,
    rounds: Callable[[int, int], int],
) -> None:
    said = -1
    for round_number in range(rounds(10, 200)):
        process = start(_MARKS_ON, three_issues, cache, file, said + 1)
        assert process.stdout is not None
        for line in process.stdout:
            said = int(line)
            if said % 7 == round_number % 7:
                os.kill(process.pid, signal.SIGKILL)
                break
        said = max([said, *map(int, process.stdout.read().split())])
        process.stdout.close()
        process.wait()
        with opened() as library:
            marked = library.marks.marked("read")
            assert marked >= {f"0123456789.{number:08x}" for number in range(said + 1)}
            # One action is marked as a whole or not at all.
            one, other = ({i[11:] for i in marked if i.startswith(start)} for start in ("0", "9"))
            assert one == other
            assert library.problems() == ()


def test_half_an_action_is_none(
    opened: Callable[[], Library], three_issues: Path, cache: Path, file: Path
) -> None:
    with opened() as library:
        _, ids = first_two(library)
        library.marks.change(ids, READ)
        process = start(_ENDS, three_issues, cache, file)
        process.communicate(timeout=60)
        assert process.returncode == 9
        assert library.marks.marked("read") == set(ids)
        assert library.marks.change(ids, STAR).count == 2


def test_a_file_that_somebody_else_holds_is_waited_for(opened: Callable[[], Library]) -> None:
    with opened() as one, opened() as other:
        _, ids = first_two(one)
        writer = one.marks.store._writer
        writer.execute("BEGIN IMMEDIATE")
        released = threading.Timer(0.2, lambda: writer.execute("COMMIT"))
        released.start()
        assert other.marks.change(ids, READ).count == 2
        released.join()
