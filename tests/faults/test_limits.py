"""What is too large is told of in a sentence, and costs no other file anything."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import IssueUnreadableError, Library
from digests.files.content import MAX_BYTES
from digests.files.decoding import MAX_LINE
from digests.files.discovery import MAX_DEPTH, MAX_FILES, find_issue_files
from digests.parsing.markdown import MAX_NESTING
from digests.refresh.reading import MAX_ITEMS, MAX_LINKS, MAX_SECONDS
from tests.factories import digest, write

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).parents[2]


def problems(library: Library) -> list[str]:
    return [str(problem) for problem in library.refresh().problems]


def long_line() -> str:
    return digest("A line", title="Lines") + "x" * 1_000_001 + "\n"


def many_items() -> str:
    return digest(*(f"Story {number}" for number in range(201)))


def many_links() -> str:
    links = " ".join(f"<https://example.org/{number}>" for number in range(5_001))
    return f"# Many\n\n- A story with sources {links}\n"


def large() -> str:
    return "# Large\n\n" + "word\n" * 1_700_000


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (long_line, "has more than 1,000,000 characters in line 6; not read"),
        (many_items, "has 201 items, more than 200; not read"),
        (many_links, "has 5,001 links in the item at line 3, more than 5,000; not read"),
        (large, "is larger than 8 MB; not read"),
    ],
)
def test_a_file_that_has_too_much_is_listed_and_says_why_it_was_not_read(
    library: Library,
    three_issues: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: Callable[[], str],
    sentence: str,
) -> None:
    monkeypatch.setattr("digests.refresh.reading.MAX_ITEMS", 200)
    write(three_issues / "2026-08-09.md", text())
    assert problems(library) == [f"lantern-daily/2026-08-09.md: {sentence}"]
    (*others, unread) = library.issues()
    assert (unread.title, unread.items) == ("2026-08-09.md", 0)
    assert len(others) == 3
    assert library.search("青鸟").total == 1
    with pytest.raises(IssueUnreadableError) as caught:
        library.issue(unread.id)
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "> " * 150 + "heron at the bottom\n",
        "".join("  " * depth + "- level\n" for depth in range(120)) + " " * 240 + "- heron\n",
    ],
    ids=["quotes", "lists"],
)
def test_what_is_nested_too_deeply_is_shown_as_it_is_written_and_told_of(
    library: Library, three_issues: Path, text: str
) -> None:
    write(three_issues / "2026-08-09.md", f"# Deep\n\n{text}")
    (problem,) = library.refresh().problems
    assert problem.is_note
    assert problem.reason == (
        "is nested more than 100 deep; what is deeper is shown as it is written"
    )
    issue = library.issue(library.issues()[0].id)
    assert "heron" in repr(issue)


def test_a_file_that_takes_too_long_is_not_tried_again_when_it_is_opened(
    three_issues: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open([three_issues], cache) as library:
        with monkeypatch.context() as patch:
            patch.setattr("digests.refresh.reading.MAX_SECONDS", 0.02)
            patch.setattr("digests.parsing.parse_issue", never_end)
            assert len(library.refresh().problems) == 3
            (issue, *_) = library.issues()
            with pytest.raises(IssueUnreadableError, match=r"takes more than 0\.02 seconds"):
                library.issue(issue.id)
        write(three_issues / "2026-08-01.md", digest("Heron"))
        assert library.refresh().changed == 1
        assert any(library.search("heron").hits)


def never_end(_text: str, **_rest: object) -> None:
    for _ in itertools.count():
        time.process_time()


def test_what_is_promised_is_what_is_kept() -> None:
    promise = " ".join((REPOSITORY / "SECURITY.md").read_text(encoding="utf-8").split())
    for words in (
        f"{MAX_BYTES // 1_000_000} MB, a million characters in a line, {MAX_SECONDS:g} seconds",
        f"{MAX_ITEMS:,} items, {MAX_LINKS:,} links in an item, {MAX_NESTING} levels",
        f"{MAX_DEPTH} folders deep, {MAX_FILES:,} files in a folder",
    ):
        assert words in promise
    assert MAX_LINE == 1_000_000


def test_a_library_of_too_many_files_says_what_was_left_out(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for part in ("one", "two", "three"):
        for number in range(3):
            write(folder / part / f"{number}.md", digest(f"Story {part} {number}"))
    with Library.open([folder], cache) as library:
        assert library.refresh().added == 9
        monkeypatch.setattr("digests.files.discovery.MAX_FILES", 4)
        write(folder / "new.md", digest("Heron"))
        report = library.refresh()
        assert [problem.reason for problem in report.problems] == [
            "is not read to its end: the library folder holds more than 4 files"
        ]
        # What was read before is kept.
        assert (report.removed, len(library.issues())) == (0, 10)


def test_a_folder_of_many_files_is_read_whole_up_to_the_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.files.discovery.MAX_FILES", 30)
    for number in range(30):
        write(folder / f"{number}.md", digest(f"Story {number}"))
    found = find_issue_files(folder)
    assert (len(found.files), found.problems, found.unread) == (30, (), ())


def test_a_flat_folder_is_left_at_the_limit_and_not_listed_to_its_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("digests.files.discovery.MAX_FILES", 4)
    for number in range(30):
        write(folder / f"{number}.md", "# Heron\n")
    found = find_issue_files(folder)
    assert [len(listed.entries) for listed in found.listed] == [4]
    assert found.unread == (folder,)
    assert [problem.source for problem in found.problems] == ["lantern-daily"]


def test_files_behind_links_count_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digests.files.discovery.MAX_FILES", 3)
    write(folder / ".kept" / "1.md", "# Heron\n")
    write(folder / ".kept" / "2.md", "# Heron\n")
    for number in range(2):
        write(folder / f"{number}.md", "# Heron\n")
        (folder / f"link-{number}.md").symlink_to(f".kept/{number + 1}.md")
    found = find_issue_files(folder)
    assert len(found.files) == 3
    assert [str(problem) for problem in found.problems] == [
        "lantern-daily/link-1.md: is not read: the library folder holds more than 3 files"
    ]
