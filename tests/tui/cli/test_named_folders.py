"""`ainews add FOLDER --name --home`: the folder is called so everywhere, and is never written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.factories import write
from tests.git_repository import Repository, needs_git

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Run

LETTER = "# Letter 2026-11-20\n\n## News\n\n- [One](/posts/1) of the herons\n"
NAME = ("--name", "The Morning Letter", "--home", "https://letter.example")


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    write(tmp_path / "letters" / "a.md", LETTER)
    return tmp_path / "letters"


def publications(run: Run) -> set[str]:
    assert run("index")[0] == 0
    return {issue["publication"] for issue in json.loads(run("list", "--json")[1])["issues"]}


def test_a_folder_has_the_name_that_it_was_added_with(run: Run, letters: Path, home: Path) -> None:
    code, out, err = run("add", letters, *NAME)
    assert (code, err) == (0, "")
    assert "; its publication is The Morning Letter; its home page is https://letter" in out
    assert publications(run) == {"The Morning Letter"}
    (hit,) = json.loads(run("search", "herons", "in:morning", "--json")[1])["hits"]
    assert run("open", hit["id"], "--print")[1] == "https://letter.example/posts/1\n"
    assert "The Morning Letter  2026-11-20" in run("stats")[1]
    assert run("sources")[1] == f"folder  {letters}  The Morning Letter\n"
    assert run("completion", "bash")[0] == 0
    assert [path.name for path in letters.iterdir()] == ["a.md"]


def test_a_name_can_be_given_later_and_ends_when_the_folder_is_removed(
    run: Run, letters: Path
) -> None:
    run("add", letters)
    assert publications(run) == {"letters"}
    assert (
        "was added before; its publication is Evening"
        in run("add", letters, "--name", "Evening")[1]
    )
    run("add", letters, "--home", "https://evening.example")
    assert publications(run) == {"Evening"}
    run("remove", "letters")
    run("add", letters)
    assert publications(run) == {"letters"}


def test_what_is_no_text_cannot_be_a_name(run: Run, letters: Path, home: Path) -> None:
    odd = letters.parent / "odd\udcff"
    odd.mkdir()
    for arguments in ((odd, "--name", "Letter"), (letters, "--name", "a\udcffb")):
        code, out, err = run("add", *arguments)
        assert (code, out) == (2, "")
        assert "cannot hold a name that is not UTF-8" in err
    assert [path.name for path in (home / ".config" / "ainews").iterdir()] == [".sources.lock"]


def test_a_list_of_feeds_has_no_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text("<opml/>")
    code, _, err = run("add", tmp_path / "feeds.opml", "--name", "All")
    assert code == 2
    assert "for one source, not for a list" in err


@needs_git
def test_a_repository_with_an_unspecific_name_is_called_by_it(run: Run, tmp_path: Path) -> None:
    repository = Repository.make(tmp_path)
    repository.write("content/2026-08-01.md", LETTER)
    repository.commit()
    bare = repository.bare.rename(repository.bare.with_name("docs.git"))
    assert run("add", bare)[0] == 0
    assert run("sync")[0] == 0
    assert publications(run) == {"docs"}
