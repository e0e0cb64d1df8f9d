"""A library finds out which of its items tell the same story."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import digests.library.library
from digests import CacheError, IndexBusyError, Issue, Library, Problem, StoriesProgress
from digests.catalogue.rows import CataloguedFile
from digests.refresh.stories import fingerprint, plan_stories
from digests.storage.cache_folder import writer_lock
from digests.stories import prepare_stories
from tests.factories import write
from tests.told_stories import FERRY, HERON, HERON_AGAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Told = tuple[str, str, tuple[str, ...]]


def text(*stories: Told) -> str:
    items = (f"## {title}\n\n{words} [source]({links[0]})\n" for title, words, links in stories)
    return "\n".join(("# News\n", *items))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Two publications that tell the same story on two days."""
    for name, date, stories in (
        ("lantern", "2026-08-01", (HERON, FERRY)),
        ("kiln", "2026-08-02", (HERON_AGAIN,)),
    ):
        (tmp_path / "news" / name).mkdir(parents=True)
        write(tmp_path / "news" / name / f"{date}.md", text(*stories))
    return tmp_path / "news"


@pytest.fixture
def opened(news: Path, cache: Path, tmp_path: Path) -> Iterator[Library]:
    with Library.open([news], cache, marks=tmp_path / "marks.sqlite3") as library:
        library.refresh()
        yield library


def item_id(library: Library, title: str) -> str:
    items = (item for one in library.issues() for item in library.issue(one.id).items)
    (found,) = (item.id for item in items if item.title == title)
    return found


def also_told(library: Library, title: str = HERON[0]) -> list[str]:
    """The titles of the other tellings of an item."""
    found = library.stories.tellings(item_id(library, title))
    return [one.telling.title for family in found.elsewhere for one in family]


def read_files(library: Library) -> int:
    """How many files an update reads."""
    steps: list[StoriesProgress] = []
    assert library.update_stories(on_progress=steps.append)
    return sum(not step.is_comparing for step in steps)


def test_items_of_two_publications_are_found_to_tell_one_story(opened: Library) -> None:
    assert opened.update_stories()
    assert also_told(opened) == [HERON_AGAIN[0]]


def test_nothing_is_told_before_it_was_looked_for(opened: Library) -> None:
    assert also_told(opened) == []


def test_searching_and_listing_load_nothing_of_stories(news: Path, cache: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from digests import Library\n"
        f"with Library.open([Path({str(news)!r})], Path({str(cache)!r})) as library:\n"
        "    library.issues(), library.search('heron')\n"
        "print([name for name in sys.modules if name.startswith('digests.stories')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
    assert not (cache / "stories.sqlite3").exists()


def test_only_new_and_changed_files_are_read(opened: Library, news: Path) -> None:
    assert read_files(opened) == 2
    assert read_files(opened) == 0
    write(news / "kiln" / "2026-08-03.md", text(FERRY))
    opened.refresh()
    assert read_files(opened) == 1
    assert also_told(opened, HERON_AGAIN[0]) == [HERON[0]]


def test_a_changed_file_tells_what_it_tells_now(opened: Library, news: Path) -> None:
    opened.update_stories()
    write(news / "kiln" / "2026-08-02.md", text(("Bread", "It rises.", ("https://b.example/",))))
    opened.refresh()
    assert read_files(opened) == 1
    assert also_told(opened) == []


def test_a_removed_file_tells_nothing(opened: Library, news: Path) -> None:
    opened.update_stories()
    (news / "kiln" / "2026-08-02.md").rename(news.parent / "elsewhere.md")
    write(news / "kiln" / "2026-08-09.md", text(FERRY))
    opened.refresh()
    opened.update_stories()
    assert also_told(opened) == []
    assert len(opened.stories.known()) == 2


def test_an_issue_without_a_date_has_no_stories(opened: Library, news: Path) -> None:
    write(news / "kiln" / "about.md", text(HERON_AGAIN))
    opened.refresh()
    assert read_files(opened) == 2


def test_what_was_stopped_goes_on(opened: Library) -> None:
    steps: list[StoriesProgress] = []
    assert not opened.update_stories(on_progress=steps.append, should_stop=lambda: bool(steps))
    assert len(steps) == 1
    assert opened.update_stories()
    assert also_told(opened) == [HERON_AGAIN[0]]


def test_the_newest_issue_comes_first(opened: Library) -> None:
    steps: list[StoriesProgress] = []
    opened.update_stories(on_progress=steps.append, should_stop=lambda: bool(steps))
    (newest,) = opened.stories.known()
    assert newest == opened.issues()[0].id


def test_progress_is_told_of_both_steps(opened: Library) -> None:
    steps: list[StoriesProgress] = []
    opened.update_stories(on_progress=steps.append)
    assert steps == [
        StoriesProgress(done, 2, is_comparing) for is_comparing in (False, True) for done in (1, 2)
    ]


def test_a_rebuild_reads_and_compares_everything_again(opened: Library) -> None:
    opened.update_stories()
    steps: list[StoriesProgress] = []
    opened.update_stories(on_progress=steps.append, rebuild=True)
    assert len(steps) == 4
    assert also_told(opened) == [HERON_AGAIN[0]]


def test_what_a_refresh_has_just_parsed_is_not_read_again(opened: Library, news: Path) -> None:
    (news / "lantern" / "2026-08-01.md").unlink()
    assert opened.update_stories()
    assert len(opened.stories.known()) == 2


def test_a_file_that_is_gone_meanwhile_does_not_stop_the_others(
    opened: Library, news: Path, cache: Path
) -> None:
    (news / "lantern" / "2026-08-01.md").unlink()
    with Library.open(opened.folders, cache) as later:
        assert later.update_stories()
        assert len(later.stories.known()) == 1


def test_the_version_of_the_catalogue_counts_when_another_process_has_refreshed(
    opened: Library, news: Path, cache: Path
) -> None:
    write(news / "lantern" / "2026-08-01.md", text(FERRY))
    with Library.open(opened.folders, cache) as other:
        other.refresh()
    opened.update_stories()
    assert opened.stories.tellings(item_id(opened, HERON_AGAIN[0])).elsewhere == ()


def test_a_file_that_cannot_be_understood_is_not_tried_every_time(
    opened: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RecursionError

    with Library.open(opened.folders, cache) as later:
        with monkeypatch.context() as patch:
            patch.setattr("digests.refresh.stories.parse_issue_file", fail)
            assert read_files(later) == 2
        assert read_files(later) == 0


def test_a_bug_that_an_issue_meets_is_told_and_the_others_are_compared(
    opened: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def prepare(made: Issue, version: str) -> object:
        if made.items and made.publication.name == "lantern":
            raise AttributeError("a bug")
        return prepare_stories(made, version)

    monkeypatch.setattr("digests.refresh.stories.prepare_stories", prepare)
    told: list[Problem] = []
    assert opened.update_stories(on_problem=told.append)
    (problem,) = told
    assert "not compared because of a bug in ainews (AttributeError in " in problem.reason
    assert len(opened.stories.known()) == 2


@pytest.mark.parametrize("is_open", [True, False], ids=["while it is open", "while it is closed"])
def test_a_damaged_file_is_made_anew_and_no_word_of_the_user_is_lost(
    news: Path, cache: Path, tmp_path: Path, *, is_open: bool
) -> None:
    marks = tmp_path / "marks.sqlite3"
    with Library.open([news], cache, marks=marks) as library:
        library.refresh()
        library.update_stories()
        ids = item_id(library, HERON[0]), item_id(library, HERON_AGAIN[0])
        library.stories.reject(*ids)
        if is_open:
            damage(cache / "stories.sqlite3")
            library.update_stories(rebuild=True)
            assert also_told(library) == []
    damage(cache / "stories.sqlite3")
    with Library.open([news], cache, marks=marks) as library:
        assert library.update_stories()
        assert also_told(library) == []
        library.stories.take_back_rejection(*ids)
        assert also_told(library) == [HERON_AGAIN[0]]


def damage(file: Path) -> None:
    for path in file.parent.glob(f"{file.name}*"):
        size = path.stat().st_size
        with path.open("r+b") as opened:
            opened.write(os.urandom(size))


def test_a_refresh_does_not_wait_for_who_looks_for_stories(
    opened: Library, news: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests.library.library, "LOCK_TIMEOUT", 0.0)
    write(news / "kiln" / "2026-08-03.md", text(FERRY))
    with writer_lock(cache / "stories-lock", 0.0):
        assert opened.refresh().added == 1
        with pytest.raises(IndexBusyError):
            opened.update_stories()


def test_a_closed_library_has_no_stories(news: Path, cache: Path) -> None:
    library = Library.open([news], cache)
    library.close()
    with pytest.raises(CacheError, match="the library was closed"):
        library.stories.known()


FILES = tuple(CataloguedFile(name, b"", b"", 10, 20) for name in "abc")


def known(files: Sequence[CataloguedFile]) -> dict[str, str]:
    return {file.issue_id: fingerprint(file) for file in files}


def test_tables_that_match_the_catalogue_lack_nothing() -> None:
    work = plan_stories(FILES, known(FILES))
    assert (work.to_read, work.to_drop) == ((), ())


def test_what_is_new_or_changed_is_read_and_what_is_gone_dropped() -> None:
    work = plan_stories(FILES[:2], known(FILES[1:]) | {"b": "another"})
    assert (work.to_read, work.to_drop) == (FILES[:2], ("c",))


def test_an_issue_that_is_about_to_be_read_again_stays_as_it_is() -> None:
    waiting = tuple(file._replace(size=-1) for file in FILES)
    work = plan_stories(waiting, known(FILES), rebuild=True)
    assert (work.to_read, work.to_drop) == ((), ())
