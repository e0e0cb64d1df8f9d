"""Each call that a writer makes fails in turn: what was there stays, and the next run repairs."""

from __future__ import annotations

import shutil
from itertools import count
from typing import TYPE_CHECKING

import pytest

from digests import DigestError, Library, MarkChange
from tests.factories import digest, write
from tests.faults.failing_calls import ERRORS, FailingCalls
from tests.faults.state import everything_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    # the engine leaves files open when it fails half-way
    "ignore::pytest.PytestUnraisableExceptionWarning"
)


def change_files(folder: Path) -> None:
    """Change one issue, remove one and add one."""
    write(folder / "2026-08-02.md", digest("砚台发布了新的评测", title="灯笼日报 2026-08-02"))
    (folder / "2026-08-03.md").unlink()
    write(folder / "2026-08-04.md", digest("Ferryman translates dialects", "青鸟 returns"))


@pytest.fixture
def clean(three_issues: Path, tmp_path: Path) -> object:
    """All that a library of the changed files holds when nothing ever failed."""
    shutil.copytree(three_issues, tmp_path / "copy" / three_issues.name)
    folder = tmp_path / "copy" / three_issues.name
    change_files(folder)
    with Library.open([folder], tmp_path / "clean-cache") as library:
        library.refresh()
        return everything_in(library)


@pytest.mark.parametrize("fail", ERRORS)
def test_a_refresh_that_cannot_write_changes_nothing_or_all(
    fail: Callable[[str], None],
    three_issues: Path,
    cache: Path,
    tmp_path: Path,
    clean: object,
    rounds: Callable[[int, int], int],
) -> None:
    marks = tmp_path / "marks.sqlite3"
    with Library.open([three_issues], cache, marks=marks) as library:
        library.refresh()
        starred = next(i for i in library.issue(library.issues()[-1].id).items)
        library.marks.change([starred.id], MarkChange(starred=True))
    shutil.copytree(cache, tmp_path / "cache-before", copy_function=shutil.copy2)
    change_files(three_issues)
    calls = FailingCalls(cache, fail)
    tried = 0
    # Each kind of error fails other calls, where not all are tried.
    for number in count(ERRORS.index(fail), rounds(9, 1)):
        shutil.rmtree(cache)
        shutil.copytree(tmp_path / "cache-before", cache)
        with Library.open([three_issues], cache, marks=marks) as library:
            with calls.at(number):
                try:
                    library.refresh()
                except DigestError:
                    assert calls.has_failed
            assert library.search("gpt").total == 1
            assert len(library.issues()) in (2, 3)
            tried += calls.has_failed
        with Library.open([three_issues], cache, marks=marks) as library:
            library.refresh()
            assert everything_in(library) == clean
            assert library.marks.marked("starred") == {starred.id}
        if not calls.has_failed:
            break
    assert tried > 60 // rounds(9, 1)


@pytest.mark.parametrize("fail", ERRORS)
def test_a_first_refresh_that_cannot_write_is_made_up_for(
    fail: Callable[[str], None],
    three_issues: Path,
    cache: Path,
    rounds: Callable[[int, int], int],
) -> None:
    calls = FailingCalls(cache, fail)
    for number in count(ERRORS.index(fail), rounds(9, 1)):
        shutil.rmtree(cache, ignore_errors=True)
        with calls.at(number):
            try:
                with Library.open([three_issues], cache) as library:
                    library.refresh()
            except DigestError:
                assert calls.has_failed
        with Library.open([three_issues], cache) as library:
            library.refresh()
            assert (len(library.issues()), library.search("青鸟").total) == (3, 1)
        if not calls.has_failed:
            break
    assert number > 20
