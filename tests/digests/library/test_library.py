from __future__ import annotations

import datetime
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import digests
from digests import (
    DatePrecision,
    FolderError,
    IndexBusyError,
    IssueNotFoundError,
    IssueUnreadableError,
    Library,
    QueryError,
    read_issue,
)
from tests.factories import digest, write


def test_a_missing_folder_is_refused(folder: Path, cache: Path) -> None:
    with pytest.raises(FolderError, match="missing: does not exist; check the name"):
        Library.open([folder / "missing"], cache)


def test_a_file_is_no_folder(three_issues: Path, cache: Path) -> None:
    with pytest.raises(FolderError, match="is a file; a folder of digests is wanted"):
        Library.open([three_issues / "2026-08-01.md"], cache)


def test_opening_reads_no_digest(three_issues: Path, cache: Path) -> None:
    with Library.open([three_issues], cache) as library:
        assert library.issues() == ()
        assert library.search("青鸟").total == 0


def test_a_folder_given_twice_counts_once(three_issues: Path, cache: Path) -> None:
    with Library.open([three_issues, three_issues / "."], cache) as library:
        assert library.folders == (three_issues,)


def test_an_empty_folder_opens_and_says_what_it_lacks(folder: Path, cache: Path) -> None:
    with Library.open([folder], cache) as library:
        (problem,) = library.refresh().problems
        assert problem.reason == "holds no digests (Markdown, text, HTML or mail)"
        assert library.problems() == (problem,)


def test_issues_are_listed_newest_first_and_undated_last(
    library: Library, three_issues: Path
) -> None:
    write(three_issues / "about.md", digest("An undated story", title="About us"))
    library.refresh()
    assert [summary.title for summary in library.issues()] == [
        "Lantern Daily 2026-08-03",
        "灯笼日报 2026-08-02",
        "Lantern Daily 2026-08-01",
        "About us",
    ]


def test_a_doubtful_date_makes_no_newest_issue(library: Library, three_issues: Path) -> None:
    write(three_issues / "about.md", digest("An undated story", title="About us"))
    write(three_issues / "soon.md", digest("A story of tomorrow", title="Dated 2096-01-01"))
    write(three_issues / "then.md", digest("A story of the epoch", title="Dated 1970-01-01"))
    library.refresh()
    titles = [summary.title for summary in library.issues()]
    assert titles[0] == "Lantern Daily 2026-08-03"
    assert titles[3:] == ["Dated 2096-01-01", "Dated 1970-01-01", "About us"]
    assert [summary.title for summary in library.issues(first=4)] == titles[:4]
    hits = library.search("has:link sort:new").hits
    assert hits[0].issue_title == "Lantern Daily 2026-08-03"
    assert {hit.issue_title for hit in hits[-3:]} == set(titles[3:])


def test_a_month_is_searched_for_as_its_first_day(library: Library, three_issues: Path) -> None:
    write(three_issues / "monthly.md", digest("Maples in autumn", title="Maple Monthly 2024-11"))
    library.refresh()
    hit, *_ = library.search("maples on:2024-11").hits
    assert (hit.date, hit.date_precision) == (datetime.date(2024, 11, 1), DatePrecision.MONTH)
    assert library.search("maples after:2024-11-01").total == 1
    assert library.search("maples after:2024-11-02").total == 0


def test_a_summary_says_what_happened(library: Library) -> None:
    summary = library.issues()[1]
    assert summary.headline == "青鸟大模型学会了查字典 · 石桥发布新芯片"
    assert (summary.items, summary.sections, summary.links) == (2, 1, 2)
    assert (summary.publication, summary.source) == (
        "lantern-daily",
        "lantern-daily/2026-08-02.md",
    )


def test_an_issue_is_read_as_its_file_is_now(library: Library, three_issues: Path) -> None:
    summary = library.issues()[0]
    write(three_issues / "2026-08-03.md", digest("Written since the refresh"))
    issue = library.issue(summary.id)
    assert [item.title for item in issue.items] == ["Written since the refresh"]
    assert (issue.id, issue.source) == (summary.id, summary.source)


def test_an_id_may_be_cut_short_while_it_is_clear(library: Library) -> None:
    summary = library.issues()[0]
    assert library.issue(summary.id[:6]).title == summary.title
    item = library.issue(summary.id).items[0]
    assert library.item(item.id) == (library.issue(summary.id), item)
    assert library.item(item.id[:-4])[1] == item


@pytest.mark.parametrize("wanted", ["", "nothing", "%", "0123456789.abc"])
def test_an_unknown_id_is_refused(library: Library, wanted: str) -> None:
    with pytest.raises(IssueNotFoundError):
        library.issue(wanted)
    with pytest.raises(IssueNotFoundError):
        library.item(wanted)


def test_an_item_that_its_issue_does_not_have_is_refused(library: Library) -> None:
    issue_id = library.issues()[1].id
    for wanted in (f"{issue_id}.zzz", f"{issue_id}."):
        with pytest.raises(IssueNotFoundError):
            library.item(wanted)


def test_a_prefix_that_two_issues_share_is_refused(library: Library, three_issues: Path) -> None:
    for number in range(20):
        write(three_issues / f"more-{number}.md", digest(f"Story {number}"))
    library.refresh()
    firsts = [summary.id[0] for summary in library.issues()]
    shared = next(first for first in firsts if firsts.count(first) > 1)
    with pytest.raises(IssueNotFoundError):
        library.issue(shared)


def test_an_issue_whose_file_is_gone_says_so(library: Library, three_issues: Path) -> None:
    summary = library.issues()[0]
    (three_issues / "2026-08-03.md").unlink()
    with pytest.raises(IssueUnreadableError, match="is no longer there"):
        library.issue(summary.id)


def test_a_misspelled_query_is_refused_even_before_the_first_refresh(
    folder: Path, cache: Path
) -> None:
    with Library.open([folder], cache) as library, pytest.raises(QueryError):
        library.search('"unclosed')


def test_the_generation_grows_with_every_change(library: Library, three_issues: Path) -> None:
    before = library.generation()
    write(three_issues / "2026-08-04.md", digest("Something new"))
    library.refresh()
    assert library.generation() > before


def test_another_library_on_the_same_cache_sees_the_change(
    library: Library, three_issues: Path, cache: Path
) -> None:
    with Library.open([three_issues], cache) as other:
        before = other.generation()
        write(three_issues / "2026-08-04.md", digest("Something new"))
        library.refresh()
        assert other.generation() > before
        assert len(other.issues()) == 4
        assert other.search("something").total == 1


def test_a_second_writer_waits_and_then_says_who_holds_the_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.library.library.LOCK_TIMEOUT", 0.0)
    refused: list[str] = []

    def refresh_again(_progress: object) -> None:
        with pytest.raises(IndexBusyError) as caught:
            library.refresh()
        refused.append(caught.value.holder)

    library.refresh(rebuild=True, on_progress=refresh_again)
    assert len(refused) == 3
    assert refused[0].startswith("process ")


def test_every_method_may_be_called_from_another_thread(library: Library) -> None:
    answers: list[object] = []

    def ask() -> None:
        answers.append(library.search("青鸟").total)
        answers.append(len(library.issues()))
        answers.append(library.refresh().unchanged)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["1"] * 4 + ["3"] * 8


def test_one_file_can_be_read_without_a_library(three_issues: Path) -> None:
    issue = read_issue(three_issues / "2026-08-02.md")
    assert issue.title == "灯笼日报 2026-08-02"
    assert issue.publication.name == "lantern-daily"
    assert issue.source == "lantern-daily/2026-08-02.md"


def test_one_file_and_its_issue_in_the_library_have_the_same_id(
    library: Library, three_issues: Path
) -> None:
    ids = {summary.id for summary in library.issues()}
    assert read_issue(three_issues / "2026-08-02.md").id in ids


def test_every_public_name_is_there() -> None:
    for name in digests.__all__:
        assert getattr(digests, name) is not None
    assert dir(digests) == sorted(digests.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        getattr(digests, "nothing")  # noqa: B009 - type checkers know that it is not there


def test_listing_issues_loads_neither_engine_nor_parser(three_issues: Path, cache: Path) -> None:
    with Library.open([three_issues], cache) as library:
        library.refresh()
    script = (
        "import sys; from pathlib import Path; from digests import Library\n"
        "library = Library.open([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "assert len(library.issues()) == 3\n"
        "costly = {'whoosh', 'markdown_it', 'frontmatter', 'yaml', 'textual', 'rich'}\n"
        "print(*sorted(costly & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script, three_issues, cache],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(digests.__file__).parents[1],
    )
    assert answer.stdout.strip() == ""
