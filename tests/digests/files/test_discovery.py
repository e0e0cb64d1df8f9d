from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from digests import FolderError, IssueUnreadableError, find_issue_files, issue_file
from digests.files.discovery import MAX_DEPTH
from tests.factories import write


def found(root: Path) -> list[str]:
    return sorted(file.source for file in find_issue_files(root).files)


def told(root: Path) -> list[str]:
    return [str(problem) for problem in find_issue_files(root).problems]


def test_digests_are_found_at_any_depth_by_their_suffix(folder: Path) -> None:
    names = "a.md b.markdown c.mdx d.txt E.MD 2026/08/f.md g.html h.eml i.pdf j"
    for name in names.split():
        write(folder / name, "text")
    known = ["2026/08/f.md", "E.MD", "a.md", "b.markdown", "c.mdx", "d.txt", "g.html", "h.eml"]
    assert found(folder) == [f"lantern-daily/{name}" for name in known]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "readme_zh.md",
        "LICENSE.txt",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        ".hidden.md",
        ".git/x.md",
        "node_modules/x.md",
    ],
)
def test_papers_about_the_folder_and_hidden_names_are_passed_over(folder: Path, name: str) -> None:
    write(folder / name, "text")
    assert found(folder) == []
    assert told(folder) == []


def test_a_folder_named_like_a_digest_is_a_folder(folder: Path) -> None:
    write(folder / "x.md" / "y.md", "text")
    assert found(folder) == ["lantern-daily/x.md/y.md"]


def test_a_pipe_is_told_of_and_never_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    assert found(folder) == []
    assert told(folder) == ["lantern-daily/pipe.md: is not a regular file; not read"]


def test_a_link_to_a_hidden_place_inside_the_root_is_followed_once(folder: Path) -> None:
    target = write(folder / ".store" / "a.md", "text")
    (folder / "first.md").symlink_to(target)
    (folder / "second.md").symlink_to(target)
    assert found(folder) == ["lantern-daily/first.md"]


def test_a_link_to_a_file_that_is_found_anyway_adds_nothing(folder: Path) -> None:
    target = write(folder / "a.md", "text")
    (folder / "latest.md").symlink_to(target)
    assert found(folder) == ["lantern-daily/a.md"]
    assert told(folder) == []


def test_a_linked_folder_inside_the_root_is_listed_once(folder: Path) -> None:
    write(folder / ".store" / "a.md", "text")
    (folder / "shelf").symlink_to(folder / ".store")
    (folder / "shelf2").symlink_to(folder / ".store")
    assert found(folder) == ["lantern-daily/shelf/a.md"]


def test_a_loop_of_links_ends(folder: Path) -> None:
    write(folder / "deep" / "a.md", "text")
    (folder / "deep" / "loop").symlink_to(folder)
    (folder / "self.md").symlink_to(folder / "self.md")
    assert found(folder) == ["lantern-daily/deep/a.md"]
    assert told(folder) == ["lantern-daily/self.md: is a link that leads nowhere"]


def test_a_link_out_of_the_root_is_told_of_and_not_followed(folder: Path) -> None:
    outside = write(folder.parent / "secret" / "a.md", "text")
    (folder / "file.md").symlink_to(outside)
    (folder / "place").symlink_to(outside.parent)
    assert found(folder) == []
    assert told(folder) == [
        "lantern-daily/file.md: is a link out of the folder; not followed",
        "lantern-daily/place: is a link out of the folder; not followed",
    ]


def test_a_root_that_is_itself_a_link_is_read(folder: Path) -> None:
    write(folder / ".store" / "a.md", "text")
    (folder / "a.md").symlink_to(folder / ".store" / "a.md")
    entrance = folder.parent / "entrance"
    entrance.symlink_to(folder)
    assert found(entrance) == ["entrance/a.md"]


def test_folders_below_the_depth_limit_are_told_of(folder: Path) -> None:
    write(folder.joinpath(*["d"] * MAX_DEPTH) / "last.md", "text")
    write(folder.joinpath(*["d"] * (MAX_DEPTH + 1)) / "lost.md", "text")
    assert [Path(source).name for source in found(folder)] == ["last.md"]
    assert [problem.reason for problem in find_issue_files(folder).problems] == [
        f"is more than {MAX_DEPTH} folders deep; not read"
    ]


def test_a_missing_root_is_a_problem_and_known_to_be_unread(folder: Path) -> None:
    shutil.rmtree(folder)
    listed = find_issue_files(folder)
    assert [str(problem) for problem in listed.problems] == ["lantern-daily: does not exist"]
    assert listed.unread == (folder,)


def test_a_folder_that_cannot_be_listed_is_a_problem(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "a.md", "text")
    write(folder / "locked" / "b.md", "text")
    list_folder = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return list_folder(path)

    monkeypatch.setattr("digests.files.discovery.os.scandir", refuse)
    listed = find_issue_files(folder)
    assert [file.name for file in listed.files] == ["a.md"]
    assert listed.unread == (folder / "locked",)
    assert told(folder) == ["lantern-daily/locked: cannot be read: permission denied"]


def test_a_name_that_is_no_text_is_shown_safely(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/bad\xff\x1b]0;t\x07.md")).write_text("text")
    (file,) = find_issue_files(folder).files
    assert file.source == "lantern-daily/bad\ufffd^[]0;t^G.md"
    assert len(file.issue_id) == 10


@pytest.mark.parametrize(
    "place",
    [
        "far-hills/x.md",
        "far-hills/content/issues/2026/08/x.md",
        "far-hills/_posts/zh-CN/x.md",
        "far-hills/2026-08-01/x.md",
        "far-hills/docs/2026年/x.md",
        "far-hills/archive/vol/../x.md",
    ],
)
def test_the_publication_is_the_nearest_folder_that_is_called_something(
    folder: Path, place: str
) -> None:
    write((folder / place).parent / "x.md", "text")
    assert [file.publication for file in find_issue_files(folder).files] == ["far-hills"]


def test_a_root_with_a_generic_name_takes_the_name_above_it(folder: Path) -> None:
    write(folder / "issues" / "x.md", "text")
    (file,) = find_issue_files(folder / "issues").files
    assert file.publication == "lantern-daily"
    assert file.source == "issues/x.md"


def test_an_issue_has_the_same_id_whichever_folder_is_the_root(folder: Path) -> None:
    write(folder / "issues" / "2026" / "x.md", "text")
    roots = (folder.parent, folder, folder / "issues", folder / "issues" / "2026")
    ids = {file.issue_id for root in roots for file in find_issue_files(root).files}
    assert len(ids) == 1


def test_issues_of_the_same_name_in_different_places_have_different_ids(folder: Path) -> None:
    for place in ("2025/x.md", "2026/x.md", "x.md"):
        write(folder / place, "text")
    assert len({file.issue_id for file in find_issue_files(folder).files}) == 3


def test_one_file_can_be_named_whatever_its_suffix(folder: Path) -> None:
    path = write(folder / "notes.text", "text")
    file = issue_file(path)
    assert (file.path, file.source, file.publication) == (
        path,
        "lantern-daily/notes.text",
        "lantern-daily",
    )


def test_a_named_file_that_is_missing_or_a_folder_is_refused(folder: Path) -> None:
    with pytest.raises(FolderError, match="does not exist"):
        issue_file(folder / "missing.md")
    with pytest.raises(FolderError, match="is a folder"):
        issue_file(folder)


def test_a_named_pipe_is_refused(folder: Path) -> None:
    os.mkfifo(folder / "pipe.md")
    with pytest.raises(IssueUnreadableError, match="not a regular file"):
        issue_file(folder / "pipe.md")
