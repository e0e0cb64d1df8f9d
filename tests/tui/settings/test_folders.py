"""The list of folders in the settings file: written without changing anything else."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import FolderError
from tui.errors import SettingsError
from tui.settings import add_folders, load_settings
from tui.settings.folders import remove_folder

if TYPE_CHECKING:
    from tests.tui.settings.conftest import Write


def test_folders_are_remembered_in_the_order_in_which_they_were_added(path: Path) -> None:
    add_folders(path, [Path("/news/b")])
    add_folders(path, [Path("/news/a"), Path("/新闻")])
    assert load_settings(path).folders == (Path("/news/b"), Path("/news/a"), Path("/新闻"))


def test_a_folder_is_added_once(path: Path) -> None:
    assert add_folders(path, [Path("/a"), Path("/a")]) == (Path("/a"),)
    assert add_folders(path, [Path("/a"), Path("/b")]) == (Path("/b"),)
    assert load_settings(path).folders == (Path("/a"), Path("/b"))


def test_the_file_is_for_the_user_alone(path: Path) -> None:
    add_folders(path, [Path("/a")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    add_folders(path, [Path("/a")])
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    "text",
    [
        'folders = ["/a"]  # mine\nbrowser = "firefox {url}"\n',
        'folders = [\n    "/a",  # not ] the end\n    # nor ] this\n]\n[later]\nx = 1\n',
        'folders = [\n    "/a"\n]\n',
        "folders = []\n",
        "# folders = []\nnote = '''\nfolders = []\n'''\n",
        '[other]\nfolders = ["/b"]\n',
        'folders = [\n    "/a",  # mine\n    # the end\n]\n',
        'folders = ["/a" # mine\n]\n',
        'folders = ["/a]", "[b"]\r\nbrowser = "x"\r\n',
        "# only a comment",
    ],
)
def test_adding_a_folder_changes_nothing_else(written: Write, text: str) -> None:
    path = written(text)
    before = tomllib.loads(text)
    add_folders(path, [Path("/new")])
    after = path.read_bytes().decode()
    assert tomllib.loads(after) == before | {"folders": [*before.get("folders", []), "/new"]}
    letters_after = iter(after)
    assert all(letter in letters_after for letter in text), "the old text is no longer in the new"


def test_a_list_that_is_written_strangely_is_laid_out_anew(written: Write) -> None:
    path = written("counts = false\nfolders = ['/a' # mine\n, # yours\n]\n# the end\n")
    add_folders(path, [Path("/b")])
    assert [line.strip() for line in path.read_text().splitlines()] == [
        "counts = false",
        "folders = [",
        "'/a', # mine",
        "# yours",
        '"/b",',
        "]",
        "# the end",
    ]


def test_a_folder_that_is_removed_takes_its_line_along(written: Write) -> None:
    text = '# mine\r\nfolders = [\r\n  "/a", # good\r\n{}  "/c" # last\r\n]\r\n[keys]\r\n'
    path = written(text.format('  "~/../b", # gone\r\n'))
    remove_folder(path, Path("~/../b").expanduser().absolute())
    assert path.read_bytes().decode() == text.format("")


def test_line_ends_stay_when_the_first_folder_is_added(written: Write) -> None:
    path = written("# mine\r\ncounts = false\r\n")
    add_folders(path, [Path("/a")])
    lines = path.read_bytes().decode().splitlines(keepends=True)
    assert [line for line in lines if not line.endswith("\r\n")] == []


@pytest.mark.parametrize("text", ["[[folders]]\n", "[[folders]]\nx = 1\n[a]\n"])
def test_what_to_do_by_hand_is_said_of_an_unusual_file(written: Write, text: str) -> None:
    path = written(text)
    with pytest.raises(SettingsError, match="please write into its folders: /a, /b"):
        add_folders(path, [Path("/a"), Path("/b")])
    with pytest.raises(SettingsError, match="please take out of its folders: /a"):
        remove_folder(path, Path("/a"))
    assert path.read_text() == text


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1)))
def test_any_name_of_a_folder_comes_back(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    folders = tuple(dict.fromkeys(Path("/") / name.replace("/", "_") for name in names))
    for folder in folders:
        add_folders(path, [folder])
    assert load_settings(path).folders == folders


def test_a_link_to_the_file_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles.toml"
    target.write_text("# kept\n")
    path.parent.mkdir(parents=True)
    path.symlink_to(target)
    add_folders(path, [Path("/a")])
    assert path.is_symlink()
    assert "# kept" in target.read_text()


def test_folders_are_not_added_to_what_is_no_list(written: Write) -> None:
    with pytest.raises(SettingsError, match="must be a list of texts"):
        add_folders(written("folders = 3"), [Path("/a")])


def test_a_broken_file_is_not_written_over(written: Write) -> None:
    path = written("folders = [")
    with pytest.raises(SettingsError):
        add_folders(path, [Path("/a")])
    assert path.read_text() == "folders = ["


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be"):
        add_folders(tmp_path / "file" / "settings.toml", [Path("/a")])


def test_a_name_that_is_not_utf8_is_refused(path: Path) -> None:
    with pytest.raises(FolderError, match="not UTF-8"):
        add_folders(path, [Path("/news\udcff")])
