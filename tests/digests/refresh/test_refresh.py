from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digests import Issue, IssueUnreadableError, Library, Progress
from digests.parsing.header import read_header
from tests.factories import digest, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were parsed, in order."""
    import digests.parsing

    names: list[str] = []
    parse = digests.parsing.parse_issue

    def count(text: str, *, source: str, **rest: object) -> Issue:
        names.append(source.rsplit("/", 1)[-1])
        return parse(text, source=source, **rest)  # type: ignore[arg-type] # passed on as given

    monkeypatch.setattr("digests.parsing.parse_issue", count)
    return names


def titles(library: Library, query: str) -> list[str]:
    return [hit.title.text for hit in library.search(query).hits]


def test_the_first_refresh_reads_everything(
    three_issues: Path, cache: Path, parsed: list[str]
) -> None:
    with Library.open([three_issues], cache) as library:
        report = library.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged) == (3, 0, 0, 0)
    assert report.items == 5
    assert report.problems == ()
    assert parsed == ["2026-08-03.md", "2026-08-02.md", "2026-08-01.md"]


def test_an_unchanged_file_is_not_parsed_again(library: Library, parsed: list[str]) -> None:
    generation = library.generation()
    report = library.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 0, 0, 3)
    assert report.items == 5
    assert parsed == []
    assert library.generation() == generation


def test_a_changed_file_is_parsed_again(
    library: Library, three_issues: Path, parsed: list[str]
) -> None:
    write(three_issues / "2026-08-02.md", digest("砚台发布了新的评测", title="灯笼日报 2026-08-02"))
    report = library.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged) == (0, 1, 0, 2)
    assert parsed == ["2026-08-02.md"]
    assert titles(library, "砚台") == ["砚台发布了新的评测"]
    assert titles(library, "青鸟") == []


def test_a_new_file_is_added(library: Library, three_issues: Path, parsed: list[str]) -> None:
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    report = library.refresh()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 0, 0, 3)
    assert parsed == ["2026-08-04.md"]
    assert titles(library, "ferryman") == ["Ferryman translates dialects"]


def test_a_removed_file_leaves_list_and_search(library: Library, three_issues: Path) -> None:
    (three_issues / "2026-08-02.md").unlink()
    report = library.refresh()
    assert (report.removed, report.unchanged, report.items) == (1, 2, 3)
    assert titles(library, "青鸟") == []
    assert len(library.issues()) == 2


def test_a_renamed_file_is_one_new_and_one_removed_issue(
    library: Library, three_issues: Path
) -> None:
    (three_issues / "2026-08-02.md").rename(three_issues / "2026-08-02b.md")
    report = library.refresh()
    assert (report.added, report.removed) == (1, 1)
    assert len(titles(library, "青鸟")) == 1


def test_a_moved_root_keeps_the_ids_of_its_issues(
    library: Library, three_issues: Path, cache: Path
) -> None:
    ids = {summary.id for summary in library.issues()}
    moved = three_issues.parent / "shelf" / three_issues.name
    moved.parent.mkdir()
    three_issues.rename(moved)
    with Library.open([moved], cache) as again:
        report = again.refresh()
        assert (report.added, report.changed, report.removed) == (0, 3, 0)
        assert {summary.id for summary in again.issues()} == ids
        assert again.issue(ids.pop()).items
        assert again.search("青鸟").total == 1


def test_a_broken_file_is_a_problem_and_is_not_read_again(
    library: Library, three_issues: Path, parsed: list[str]
) -> None:
    (three_issues / "broken.md").write_bytes(b"\0\x01\x02" * 50)
    (three_issues / "empty.md").touch()
    report = library.refresh()
    reasons = {str(problem) for problem in report.problems}
    assert reasons == {
        "lantern-daily/broken.md: is not text in any encoding that is known",
        "lantern-daily/empty.md: is empty",
    }
    summary = next(s for s in library.issues() if s.title == "broken.md")
    assert summary.items == 0
    assert library.refresh().unchanged == 5
    assert library.problems() == report.problems
    assert parsed == []


@pytest.fixture
def stumbling_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug that the second issue meets."""

    def read(text: str, source: str) -> object:
        if source.endswith("2026-08-02.md"):
            raise AttributeError("a bug")
        return read_header(text, source)

    monkeypatch.setattr("digests.parsing.issue.read_header", read)


@pytest.mark.usefixtures("stumbling_parser")
def test_a_bug_that_a_file_meets_is_told_with_its_place_and_costs_one_file(
    three_issues: Path, cache: Path
) -> None:
    with Library.open([three_issues], cache) as library:
        report = library.refresh()
        (problem,) = report.problems
        assert re.fullmatch(
            r"lantern-daily/2026-08-02\.md: not read because of a bug in ainews "
            r"\(AttributeError in digests\.parsing\.issue, line \d+\)",
            str(problem),
        )
        assert report.items == 3
        stumbled = next(one for one in library.issues() if one.title == "2026-08-02.md")
        with pytest.raises(IssueUnreadableError, match=re.escape(problem.reason)):
            library.issue(stumbled.id)


def test_a_folder_that_vanished_keeps_its_issues(
    library: Library, three_issues: Path, cache: Path
) -> None:
    shutil.rmtree(three_issues)
    report = library.refresh()
    assert (report.removed, report.items) == (0, 5)
    assert [str(problem) for problem in report.problems] == ["lantern-daily: does not exist"]
    with Library.open([three_issues], cache) as again:
        assert len(again.issues()) == 3
        assert again.search("青鸟").total == 1


def test_a_folder_that_is_suddenly_empty_keeps_its_issues(
    library: Library, three_issues: Path
) -> None:
    for path in three_issues.iterdir():
        path.unlink()
    report = library.refresh()
    assert (report.removed, report.items) == (0, 5)
    assert [problem.reason for problem in report.problems] == [
        "holds no digests any more; its known issues are kept"
    ]


def test_a_rebuild_forgets_the_issues_of_an_empty_folder(
    library: Library, three_issues: Path
) -> None:
    for path in three_issues.iterdir():
        path.unlink()
    assert library.refresh(rebuild=True).removed == 3
    assert library.issues() == ()


def test_a_folder_that_came_back_has_no_problem_any_more(
    library: Library, three_issues: Path
) -> None:
    hidden = three_issues.with_name("unmounted")
    three_issues.rename(hidden)
    assert library.refresh().problems
    hidden.rename(three_issues)
    assert library.refresh().problems == ()


def test_a_folder_taken_out_of_the_library_takes_its_issues_along(
    library: Library, tmp_path: Path, cache: Path
) -> None:
    other = tmp_path / "far-hills"
    write(other / "a.md", digest("Sheep counted by drone"))
    with Library.open([other], cache) as changed:
        report = changed.refresh()
        assert (report.added, report.removed) == (1, 3)
        assert [summary.publication for summary in changed.issues()] == ["far-hills"]


def test_a_rebuild_reads_everything_again(library: Library, parsed: list[str]) -> None:
    report = library.refresh(rebuild=True)
    assert report.changed == 3
    assert len(parsed) == 3
    assert library.search("青鸟").total == 1


def test_another_version_of_the_parser_reads_everything_again(
    library: Library, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.catalogue.active_index.PARSING_VERSION", 99)
    assert library.refresh().changed == 3
    assert len(parsed) == 3
    assert library.refresh().changed == 0


def test_progress_counts_issues_and_items(three_issues: Path, cache: Path) -> None:
    told: list[Progress] = []
    with Library.open([three_issues], cache) as library:
        library.refresh(on_progress=told.append)
    assert told == [Progress(1, 3, 1), Progress(2, 3, 3), Progress(3, 3, 5)]


def test_a_stopped_refresh_keeps_what_it_read_and_goes_on_later(
    three_issues: Path, cache: Path, parsed: list[str]
) -> None:
    with Library.open([three_issues], cache) as library:
        report = library.refresh(should_stop=lambda: len(parsed) == 2)
        assert report.added == 2
        assert len(library.issues()) == 2
        assert library.refresh().added == 1
    assert len(parsed) == 3


def test_what_is_written_can_be_searched_while_the_rest_is_read(
    three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.refresh.refresh._FIRST_BATCH", 1)
    seen: list[int] = []
    with Library.open([three_issues], cache) as library:

        def look(_progress: Progress) -> None:
            seen.append(library.search("open-source").total)

        library.refresh(on_progress=look)
    assert seen == [0, 1, 1]


def test_an_interruption_between_index_and_catalogue_heals(
    library: Library, three_issues: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    with monkeypatch.context() as patch:

        def die(*_args: object, **_rest: object) -> None:
            raise KeyboardInterrupt

        patch.setattr("digests.catalogue.catalogue.Catalogue.write", die)
        with pytest.raises(KeyboardInterrupt):
            library.refresh()
    assert library.search("ferryman").total == 1
    assert library.refresh().added == 1
    assert library.search("ferryman").total == 1
