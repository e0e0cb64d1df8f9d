from __future__ import annotations

import stat
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests import FolderError
from tui.errors import SettingsError
from tui.settings import Settings, add_folders, load_settings

Write = Callable[[str | bytes], Path]
"""Writes the settings file and returns its path."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "ainews" / "settings.toml"


@pytest.fixture
def written(path: Path) -> Write:
    def write(text: str | bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_without_a_file_nothing_is_set(path: Path) -> None:
    assert load_settings(path) == Settings()
    assert not path.exists()


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


def test_a_browser_is_a_list_of_arguments_with_a_place_for_the_address(written: Write) -> None:
    assert load_settings(written('browser = "firefox --new-tab"')).browser == (
        "firefox",
        "--new-tab",
        "{url}",
    )
    assert load_settings(written('browser = "x --url={url} -v"')).browser == (
        "x",
        "--url={url}",
        "-v",
    )


def test_a_home_may_be_written_as_a_tilde(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    assert load_settings(written('folders = ["~/news"]')).folders == (Path("/home/me/news"),)


def test_names_that_mean_nothing_are_named_and_passed_over(written: Write) -> None:
    settings = load_settings(written('theme = "x"\n"a\\u001bb" = 1\nfolders = ["/a"]\n'))
    assert settings.unknown == ("theme", "a^[b")
    assert settings.folders == (Path("/a"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('folders = ["/a"\nbrowser = 1', "line 2"),
        ("folders = 3", "must be a list of texts"),
        ("folders = [1]", "must be a list of texts"),
        ("browser = [1]", "must be one text"),
        ('browser = "it\'s"', "open quotation"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_broken_file_is_named_with_what_is_wrong(written: Write, text: str, reason: str) -> None:
    with pytest.raises(SettingsError, match=reason) as caught:
        load_settings(written(text))
    assert "settings.toml" in str(caught.value)


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
