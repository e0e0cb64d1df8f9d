"""A mistake in the program is never told as damage, and costs nobody a new index."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from digests import CacheError, IndexDamagedError, Library
from digests.search.index.index import SearchIndex
from digests.search.segments.manifest import read_manifest
from tests.factories import digest, issue, item, write

if TYPE_CHECKING:
    from pathlib import Path

    from digests.search.segments.manifest import Manifest


def mistaken(*_arguments: object, **_options: object) -> None:
    raise AttributeError("a mistake of the program")


@pytest.fixture
def mistaken_highlighter(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    assert library.search("青鸟").total == 1
    monkeypatch.setattr("digests.search.evaluation.evaluation.highlight", mistaken)
    return library


def index_folders(cache: Path) -> list[Path]:
    return sorted(cache.glob("index-*"))


def damage_unseen(path: Path) -> None:
    """Change a byte so that no time of the file tells of it."""
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(status.st_size // 2)
        (byte,) = file.read(1)
        file.seek(status.st_size // 2)
        file.write(bytes([byte ^ 1]))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_mistake_in_a_search_goes_up_as_it_is(mistaken_highlighter: Library) -> None:
    with pytest.raises(AttributeError, match="a mistake of the program"):
        mistaken_highlighter.search("青鸟")


def test_a_mistake_in_a_search_leaves_the_index_trusted(
    mistaken_highlighter: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = index_folders(cache)
    with pytest.raises(AttributeError):
        mistaken_highlighter.search("青鸟")
    monkeypatch.undo()
    assert mistaken_highlighter.search("青鸟").total == 1
    assert mistaken_highlighter.refresh().unchanged == 3
    assert index_folders(cache) == before


def test_an_exception_over_a_damaged_index_is_damage_and_the_index_is_made_anew(
    mistaken_highlighter: Library, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = cache.glob("index-*/*.itm")
    damage_unseen(path)
    with pytest.raises(IndexDamagedError) as caught:
        mistaken_highlighter.search("青鸟")
    assert isinstance(caught.value.__cause__, AttributeError)
    monkeypatch.undo()
    assert mistaken_highlighter.refresh().changed == 3
    assert mistaken_highlighter.search("青鸟").total == 1


def test_what_the_system_refuses_over_a_whole_index_is_no_damage(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr("digests.search.evaluation.evaluation.highlight", refused)
        with pytest.raises(CacheError, match="Too many open files"):
            library.search("青鸟")
    assert library.refresh().unchanged == 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("method", ["add", "_flush_segment", "_commit_toc"])
def test_a_mistake_in_writing_goes_up_and_leaves_the_index_as_it_was(
    library: Library,
    three_issues: Path,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
) -> None:
    before = index_folders(cache)
    write(three_issues / "2026-08-04.md", digest("Ferryman translates dialects"))
    with monkeypatch.context() as patch:
        patch.setattr(f"digests.search.segments.bulk_writer.BulkWriter.{method}", mistaken)
        with pytest.raises(AttributeError, match="a mistake of the program"):
            library.refresh()
    assert library.search("青鸟").total == 1
    assert library.refresh().added == 1
    assert index_folders(cache) == before


def test_files_that_another_process_cleared_away_while_they_were_read_are_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = SearchIndex.create(tmp_path / "index")
    index.change([issue(item("heron"))])
    name = "digests.search.segments.table_of_contents.read_manifest"

    def commit_first(folder: Path, generation: int) -> Manifest:
        monkeypatch.setattr(name, read_manifest)
        SearchIndex(folder).change([issue(item("crane"), issue_id="f" * 10)])
        return read_manifest(folder, generation)

    with index.snapshot() as opened:
        assert opened.generation == 1
    monkeypatch.setattr(name, commit_first)
    with pytest.raises(AttributeError), index.snapshot():
        mistaken()
    assert index.generation() == 2
