"""What the user calls a library folder goes before all that the folder says of itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digests import FolderName, Library
from tests.factories import write

if TYPE_CHECKING:
    from digests import RefreshReport

LETTER = "# Letter 2026-11-20\n\n## News\n\n- [One](/posts/1) of the herons\n"
SAYS_ITSELF = 'name = "Its Own"\nhome = "https://own.example"\n'
MINE = FolderName("My Letter", "https://mine.example")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    write(tmp_path / "letters" / "2026" / "a.md", LETTER)
    return tmp_path / "letters"


def read(folder: Path, name: FolderName | None = None) -> tuple[Library, RefreshReport]:
    names = {folder: name} if name else {}
    library = Library.open([folder], folder.parent / "cache", names=names)
    return library, library.refresh()


def shown(folder: Path, name: FolderName | None = None) -> tuple[str, str]:
    """The publication's name in the list, and where its relative link leads."""
    library, _ = read(folder, name)
    with library:
        (issue,) = library.issues()
        publication = library.issue(issue.id).publication
        assert publication.name == issue.publication
        return issue.publication, publication.resolve("/posts/1")


@pytest.mark.parametrize("place", [".", "2026"])
def test_the_users_word_goes_before_every_declaration(letters: Path, place: str) -> None:
    write(letters / place / "publication.toml", SAYS_ITSELF)
    assert shown(letters) == ("Its Own", "https://own.example/posts/1")
    assert shown(letters, MINE) == ("My Letter", "https://mine.example/posts/1")
    assert shown(letters) == ("Its Own", "https://own.example/posts/1")


def test_what_the_user_does_not_say_is_told_by_the_folder(letters: Path) -> None:
    assert shown(letters, FolderName("My Letter")) == ("My Letter", "/posts/1")
    home = FolderName(home="https://mine.example")
    assert shown(letters, home) == ("letters", "https://mine.example/posts/1")
    write(letters / "publication.toml", SAYS_ITSELF)
    assert shown(letters, home) == ("Its Own", "https://mine.example/posts/1")


def test_the_users_word_goes_before_the_header_of_an_issue(letters: Path) -> None:
    header = "---\npublication: Header\nhome: https://header.example\n---\n"
    write(letters / "2026" / "a.md", header + LETTER)
    assert shown(letters) == ("Header", "https://header.example/posts/1")
    assert shown(letters, MINE) == ("My Letter", "https://mine.example/posts/1")


def test_another_name_reads_the_issues_again_and_leaves_their_ids(letters: Path) -> None:
    ids, changes = set(), []
    for name in (None, MINE, MINE, FolderName("Another"), None):
        library, report = read(letters, name)
        with library:
            ids |= {issue.id for issue in library.issues()}
            wanted = name.title.split()[0].lower() if name else "letters"
            assert library.search(f"in:{wanted} herons").total == 1
        changes.append((report.added, report.changed))
    assert len(ids) == 1
    assert changes == [(1, 0), (0, 1), (0, 0), (0, 1), (0, 1)]


def test_a_name_is_safe_to_show(letters: Path) -> None:
    assert shown(letters, FolderName("My\x1b[31m Letter\n")) == ("My^[[31m Letter", "/posts/1")


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("digests/digests/content", "digests"),
        ("docs/docs/2026", "docs"),
        ("docs", "docs"),
        ("docs/the-letter/2026", "the-letter"),
        ("lantern/digests", "lantern"),
    ],
)
def test_a_fetched_folder_is_never_called_after_what_is_above_it(
    tmp_path: Path, place: str, name: str
) -> None:
    storage = tmp_path / "ainews" / "sources"
    write(storage / place / "a.md", LETTER)
    fetched = storage / Path(place).parts[0]
    assert shown(fetched, FolderName(is_fetched=True))[0] == name
