from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from digests import find_issue_files
from digests.refresh.reading import read_for_index
from digests.refresh.workers import ReadingWorkers, worker_count
from tests.factories import digest, write
from tests.reading_functions import break_down, die_of_deadly, die_once, tell_process

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from digests.files.issue_file import IssueFile
    from digests.refresh.reading import ReadIssue

PATIENCE = 30
"""Seconds until a test gives up on a process."""


def go_on() -> bool:
    return False


@pytest.fixture
def files(folder: Path) -> list[IssueFile]:
    """Nine files; the fifth is large."""
    for number in range(9):
        stories = [f"Story {number}.{n} of the day" for n in range(400 if number == 4 else 2)]
        write(folder / f"{number}.md", digest(*stories))
    return found_in(folder)


def found_in(folder: Path) -> list[IssueFile]:
    return sorted(find_issue_files(folder).files, key=lambda file: file.name)


def reasons(issues: list[ReadIssue]) -> list[str]:
    return [str(problem) for issue in issues for problem in issue.problems]


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def once_seen(path: Path) -> Callable[[], bool]:
    """Whether `path` is there; it must come to be there."""
    deadline = time.monotonic() + PATIENCE

    def is_there() -> bool:
        assert time.monotonic() < deadline, f"waited in vain for {path.name}"
        return path.exists()

    return is_there


@pytest.mark.parametrize("count", [1, 3])
def test_answers_are_those_of_one_process_and_in_the_order_of_the_files(
    files: list[IssueFile], count: int
) -> None:
    with ReadingWorkers(count) as workers:
        answers = list(workers.read_all(files, go_on))
    assert [answer.summary for answer in answers] == [
        read_for_index(file).summary for file in files
    ]
    stories = [answer.items.items - answer.items.passages for answer in answers]
    assert stories == [2, 2, 2, 2, 400, 2, 2, 2, 2]


def test_all_is_read_however_little_may_be_ahead(
    files: list[IssueFile], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.refresh.workers._BYTES_AHEAD", 1)
    monkeypatch.setattr("digests.refresh.workers._FILES_AHEAD", 0)
    with ReadingWorkers(2) as workers:
        ids = [issue.summary.id for issue in workers.read_all(files, go_on)]
    assert ids == [file.issue_id for file in files]


def test_files_are_read_by_other_processes_which_end_with_the_context(
    files: list[IssueFile],
) -> None:
    with ReadingWorkers(2, tell_process) as workers:
        assert len(list(workers.read_all(files, go_on))) == len(files)
        told = {int(f.path.with_name(f"{f.name}.process").read_text()) for f in files}
        assert os.getpid() not in told
        assert 1 <= len(told) <= 2
    assert not any(map(is_alive, told))


def test_a_process_that_is_killed_costs_the_one_file(folder: Path, files: list[IssueFile]) -> None:
    write(folder / "2-deadly.md", digest("Never read"))
    write(folder / "6-deadly.md", digest("Never read either"))
    with ReadingWorkers(1, die_of_deadly) as workers:
        answers = list(workers.read_all(found_in(folder), go_on))
    assert [answer.summary.items for answer in answers].count(0) == 2
    assert reasons(answers) == [
        f"lantern-daily/{name}: not read: the process that read it was ended by SIGKILL"
        for name in ("2-deadly.md", "6-deadly.md")
    ]


def test_a_process_that_ends_by_itself_is_no_fault_of_the_file(files: list[IssueFile]) -> None:
    with ReadingWorkers(1, break_down) as workers:
        answers = list(workers.read_all(files[:1], go_on))
    (reason,) = reasons(answers)
    assert reason.endswith("by a bug in ainews the process that read it ended with code 1")


def test_a_process_that_is_killed_once_costs_nothing(folder: Path) -> None:
    for number in range(3):
        write(folder / f"{number}.md", digest("Read at last"))
    with ReadingWorkers(2, die_once) as workers:
        answers = list(workers.read_all(found_in(folder), go_on))
    assert [answer.summary.items for answer in answers] == [1, 1, 1]
    assert reasons(answers) == []


def test_a_file_without_end_does_not_hold_up_who_wants_to_stop(folder: Path) -> None:
    write(folder / "0.md", digest("Read"))
    write(folder / "1-endless.md", digest("Never read"))
    begun = folder / "1-endless.md.process"
    with ReadingWorkers(1, tell_process) as workers:
        answers = list(workers.read_all(found_in(folder), once_seen(begun)))
        assert len(answers) <= 1
    assert not is_alive(int(begun.read_text()))


def test_an_interruption_ends_the_processes(folder: Path) -> None:
    write(folder / "1-endless.md", digest("Never read"))
    begun = folder / "1-endless.md.process"
    is_begun = once_seen(begun)

    def interrupt() -> bool:
        if is_begun():
            raise KeyboardInterrupt
        return False

    with pytest.raises(KeyboardInterrupt), ReadingWorkers(1, tell_process) as workers:
        list(workers.read_all(found_in(folder), interrupt))
    assert not is_alive(int(begun.read_text()))


@pytest.mark.parametrize("program", ["/nowhere/python", "/bin/false"])
def test_where_no_process_can_be_started_this_one_reads(
    files: list[IssueFile], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr("sys.executable", program)
    with ReadingWorkers(2) as workers:
        answers = list(workers.read_all(files, go_on))
    assert [answer.summary.items for answer in answers] == [2, 2, 2, 2, 400, 2, 2, 2, 2]


@pytest.mark.parametrize(("cores", "workers"), [(1, 1), (2, 1), (4, 3), (64, 4)])
def test_one_core_is_left_to_the_writer(
    monkeypatch: pytest.MonkeyPatch, cores: int, workers: int
) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda _process: set(range(cores)))
    assert worker_count() == workers
