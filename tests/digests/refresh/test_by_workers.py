from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import pytest

from digests import Issue, Library, Progress
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """However few files there are, other processes read them."""
    monkeypatch.setattr("digests.refresh.refresh._FEW_FILES", 0)


def titles(library: Library, query: str) -> list[str]:
    return [hit.title.text for hit in library.search(query).hits]


def test_progress_tells_the_rate() -> None:
    assert Progress(10, 20, 300, 2.0).items_per_second == 150
    assert Progress(0, 20, 0).items_per_second == 0


def test_few_files_are_read_without_other_processes(
    three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def start(_count: int) -> None:
        pytest.fail("a worker was started")

    monkeypatch.setattr("digests.refresh.workers.ReadingWorkers", start)
    with Library.open([three_issues], cache) as library:
        assert library.refresh().added == 3


def test_many_files_are_read_by_other_processes(folder: Path, cache: Path) -> None:
    for number in range(50):
        write(folder / f"{number}.md", digest(f"Story number{number} of the day"))
    told: list[Progress] = []
    with Library.open([folder], cache) as library:
        report = library.refresh(on_progress=told.append)
        assert (report.added, report.items, report.problems) == (50, 50, ())
        assert titles(library, "number49") == ["Story number49 of the day"]
    assert [progress.issues for progress in told] == list(range(1, 51))


def test_workers_read_the_newest_issue_first(
    three_issues: Path, cache: Path, by_workers: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.refresh.refresh._FIRST_BATCH", 1)
    seen: list[list[str]] = []
    with Library.open([three_issues], cache) as library:

        def look(_progress: Progress) -> None:
            seen.append([summary.source[-5:] for summary in library.issues()])

        library.refresh(on_progress=look)
    assert seen == [[], ["03.md"], ["03.md"]]


def test_a_broken_file_read_by_a_worker_is_a_problem(
    three_issues: Path, cache: Path, by_workers: None
) -> None:
    (three_issues / "broken.md").write_bytes(b"\0\x01\x02" * 50)
    with Library.open([three_issues], cache) as library:
        report = library.refresh()
    assert (report.added, report.items) == (4, 5)
    assert [str(problem) for problem in report.problems] == [
        "lantern-daily/broken.md: is not text in any encoding that is known"
    ]


def test_a_file_that_takes_too_long_is_a_problem(
    three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_end(_text: str, **_rest: object) -> None:
        for _ in itertools.count():
            time.process_time()

    monkeypatch.setattr("digests.parsing.parse_issue", never_end)
    monkeypatch.setattr("digests.refresh.reading.MAX_SECONDS", 0.02)
    with Library.open([three_issues], cache) as library:
        report = library.refresh()
    assert [problem.reason for problem in report.problems] == [
        "takes more than 0.02 seconds to understand; not read"
    ] * 3


def test_a_file_that_takes_all_memory_is_a_problem(
    three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_memory(_text: str, **_rest: object) -> Issue:
        raise MemoryError

    monkeypatch.setattr("digests.parsing.parse_issue", fill_memory)
    with Library.open([three_issues], cache) as library:
        report = library.refresh()
    reasons = {problem.reason for problem in report.problems}
    assert reasons == {"takes more memory than there is; not read"}


@pytest.mark.parametrize("few_files", [0, 40])
def test_an_interrupted_refresh_leaves_what_was_there(
    library: Library, three_issues: Path, monkeypatch: pytest.MonkeyPatch, few_files: int
) -> None:
    monkeypatch.setattr("digests.refresh.refresh._FEW_FILES", few_files)
    write(three_issues / "2026-08-02.md", digest("砚台发布了新的评测", title="灯笼日报 2026-08-02"))
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))

    def interrupt(progress: Progress) -> None:
        if progress.issues == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.refresh(on_progress=interrupt)
    assert (library.search("青鸟").total, library.search("ferryman").total) == (1, 0)
    report = library.refresh()
    assert (report.added, report.changed) == (1, 1)
    assert (library.search("青鸟").total, library.search("ferryman").total) == (0, 1)


def test_a_refresh_by_workers_that_was_stopped_goes_on_later(
    three_issues: Path, cache: Path, by_workers: None
) -> None:
    told: list[Progress] = []
    with Library.open([three_issues], cache) as library:
        library.refresh(on_progress=told.append, should_stop=lambda: len(told) == 1)
        assert [summary.source[-5:] for summary in library.issues()] == ["03.md"]
        assert library.search("open-source").total == 1
        assert library.refresh().added == 2
