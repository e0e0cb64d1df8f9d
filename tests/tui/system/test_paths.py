from __future__ import annotations

from pathlib import Path

import pytest

from tui.cli.library import HOW_TO_ADD, choose_library
from tui.errors import LocationError
from tui.settings import add_folders
from tui.system.paths import (
    folders_cache,
    library_cache,
    marks_file,
    samples_cache,
    samples_folder,
    settings_file,
    sources_file,
    sources_folder,
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    return tmp_path


def test_the_environment_says_where_settings_and_cache_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/c")
    monkeypatch.setenv("XDG_CACHE_HOME", "/k")
    assert settings_file() == Path("/c/ainews/settings.toml")
    assert library_cache() == Path("/k/ainews/library")


@pytest.mark.parametrize("named", ["", "relative/path", "~/elsewhere"])
def test_a_variable_that_is_no_absolute_path_counts_as_not_set(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    assert settings_file() == home / ".config/ainews/settings.toml"


def test_on_macos_settings_and_cache_are_in_its_library(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert settings_file() == home / "Library/Application Support/ainews/settings.toml"
    assert library_cache() == home / "Library/Caches/ainews/library"
    monkeypatch.setenv("XDG_CONFIG_HOME", "/c")
    assert settings_file() == Path("/c/ainews/settings.toml")


def test_marks_are_no_cache(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert marks_file() == home / ".local/share/ainews/marks.sqlite3"
    monkeypatch.setenv("XDG_DATA_HOME", "/d")
    assert marks_file() == Path("/d/ainews/marks.sqlite3")


def test_what_is_fetched_is_kept_beside_the_marks(home: Path) -> None:
    assert sources_file() == settings_file().with_name("sources.toml")
    assert sources_folder() == marks_file().with_name("sources")


def test_a_source_makes_a_library_without_any_folder(home: Path) -> None:
    sources_file().parent.mkdir(parents=True)
    sources_file().write_text('[[source]]\nname="a"\nkind="feed"\naddress="https://a.example/"\n')
    choice = choose_library([])
    assert (choice.folders, choice.cache) == ((sources_folder() / "a",), library_cache())
    assert choice.folders[0].is_dir(), "its issues must not be taken for deleted"


def test_all_libraries_have_the_same_marks(tmp_path: Path) -> None:
    for name in ("lantern", "kiln"):
        (tmp_path / name).mkdir()
        with choose_library([str(tmp_path / name)]).open() as library:
            library.marks.generation()
    assert len(list(tmp_path.rglob("marks.sqlite3"))) == 1


def test_folders_have_a_cache_of_their_own_however_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "link").symlink_to("a")
    monkeypatch.chdir(tmp_path)
    whole = folders_cache([tmp_path / "a", tmp_path / "b"])
    assert whole == folders_cache([Path("b"), Path("a/"), Path("link")])
    assert len({whole, folders_cache([Path("a")]), library_cache(), samples_cache()}) == 4


def test_a_folder_whose_name_is_not_utf8_has_a_cache() -> None:
    assert folders_cache([Path("/news\udcff")]) != folders_cache([Path("/news")])


def test_without_a_home_the_user_hears_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    for place in (
        settings_file,
        library_cache,
        marks_file,
        samples_cache,
        lambda: folders_cache([]),
    ):
        with pytest.raises(LocationError, match="set HOME"):
            place()


def test_nothing_is_made_by_asking(home: Path) -> None:
    settings_file()
    library_cache()
    marks_file()
    assert list(home.iterdir()) == []


def test_named_folders_go_before_those_in_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_folders(settings_file(), [tmp_path])
    monkeypatch.chdir(tmp_path)
    choice = choose_library(["a", "~/b"])
    assert choice.folders == (tmp_path / "a", tmp_path / "b")
    assert choice.arguments == ("--folder", str(tmp_path / "a"), "--folder", str(tmp_path / "b"))
    assert choice.cache == folders_cache(choice.folders)


def test_the_folders_in_the_settings_go_before_the_samples(tmp_path: Path) -> None:
    assert choose_library([]).folders == (samples_folder(),)
    assert choose_library([]).notice == HOW_TO_ADD
    add_folders(settings_file(), [tmp_path])
    choice = choose_library([])
    assert (choice.folders, choice.cache) == ((tmp_path,), library_cache())
    assert (choice.notice, choice.arguments) == ("", ())


def test_the_samples_are_there() -> None:
    assert sum(1 for _ in samples_folder().rglob("*.md")) >= 5
