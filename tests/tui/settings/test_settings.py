from __future__ import annotations

import re
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from digests import FolderError
from tui.errors import SettingsError
from tui.settings import Settings, SettingsFile, add_folders, load_settings, read_settings
from tui.settings.folders import remove_folder
from tui.settings.settings import declared_settings
from tui.settings.toml import commented_file, setting_value

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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\ntheem = "x"', "line 2: there is no setting theem; did you mean theme?"),
        ("unheard = 1", "line 1: there is no setting unheard"),
        ('"a\\u001bb" = 1', "line 1: there is no setting a^[b"),
        ("folders = 3", "line 1: folders must be a list of texts"),
        ('folders = [\n  "/a",\n  1,\n]', "line 3: folders entry 2 must be a text"),
        ("browser = [1]", "line 1: browser must be one text; the default is taken"),
        ('browser = "it\'s"', "open quotation"),
        ('preset = "emacs"', 'must be one of "vim", "newsboat", "arrows"'),
        ('counts = "yes"', "counts must be true or false"),
        ("key_patience = 60", "must be 0.1 to 5 seconds"),
        ("key_patience = true", "must be 0.1 to 5 seconds"),
        ("text_width = 3.5", "must be a whole number, 30 to 200"),
        ("text_width = true", "must be a whole number"),
        ("export_folder = 1", "must be one text"),
        ('keys = "x"', "keys must be a table"),
        ('# a\n[keys]\n"app.quit" = 1', "line 3: keys app.quit must be a text or a list of texts"),
        ('[keys]\napp.quit = ["x",\n 2]', "line 3: keys app.quit entry 2 must be a text"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_rest_holds(
    written: Write, text: str, said: str
) -> None:
    file = read_settings(written(f"icons = 'nerd' ;{text}".replace(" ;", "\n", 1)))
    (mistake,) = file.mistakes
    shifted = said.replace(f"line {mistake.line - 1}:", f"line {mistake.line}:")
    assert shifted in str(mistake)
    assert file.settings.icons == "nerd"


def test_values_that_can_be_used_are_used_beside_those_that_cannot(written: Write) -> None:
    settings = load_settings(written('folders = ["/a", 1, "/b"]\n[keys]\n"a.b" = ["x", 1]\n'))
    assert settings.folders == (Path("/a"), Path("/b"))
    assert settings.keys == {"a.b": ("x",)}


def test_every_setting_can_be_set(written: Write) -> None:
    text = """
        folders = "/news"
        browser = "firefox"
        preset = "newsboat"
        counts = false
        key_patience = 1
        theme = "nord"
        icons = "unicode"
        text_width = 80
        group = "date"
        mark_read = "dwell"
        known = "show"
        language = "zh"
        dwell_seconds = 2.5
        space_advances = true
        confirm_quit = false
        pipe_command = "less"
        export_folder = "/out"
        refresh_minutes = 30
        watch_files = false
        [keys]
        "reader.search" = "ctrl+f"
        app.quit = []
        [macros]
        ",x" = ["app.help", "app.quit"]
    """
    file = read_settings(written(text))
    assert file.mistakes == ()
    assert file.settings.folders == (Path("/news"),)
    assert file.settings.keys == {"reader.search": ("ctrl+f",), "app.quit": ()}
    assert file.settings.macros == {",x": ("app.help", "app.quit")}
    for setting in declared_settings():
        assert getattr(file.settings, setting.name) != setting.default, setting.name


@pytest.mark.parametrize(
    ("text", "reason"), [('folders = ["/a"\nbrowser = 1', "line 2"), (b"\xff\xfe", "not UTF-8")]
)
def test_a_file_that_cannot_be_read_is_named(
    written: Write, text: str | bytes, reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason) as caught:
        load_settings(written(text))
    assert "settings.toml" in str(caught.value)


def test_folders_are_not_added_to_what_is_no_list(written: Write) -> None:
    with pytest.raises(SettingsError, match="must be a list of texts"):
        add_folders(written("folders = 3"), [Path("/a")])


def test_a_new_file_explains_every_setting_and_sets_none(written: Write) -> None:
    text = commented_file()
    assert read_settings(written(text)) == SettingsFile()
    for setting in declared_settings():
        assert setting.description in text
        assert f"# {setting.name} = " in text or f"# [{setting.name}]" in text


def test_without_its_comment_signs_it_says_what_holds_anyway(written: Write) -> None:
    lines = (line.removeprefix("# ") for line in commented_file().splitlines())
    file = read_settings(written("\n".join(line for line in lines if re.match(r"\w+ = ", line))))
    assert file.mistakes == ()
    assert file.settings == Settings()


TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"))


@given(st.lists(TEXTS), TEXTS, st.dictionaries(TEXTS, st.lists(TEXTS).map(tuple), max_size=3))
def test_values_are_written_as_they_are_read(
    tmp_path_factory: pytest.TempPathFactory,
    arguments: list[str],
    command: str,
    keys: dict[str, tuple[str, ...]],
) -> None:
    browser = (*arguments, "{url}") if arguments else ()
    settings = Settings(browser=browser, pipe_command=command, keys=keys, text_width=77)
    lines = (
        f"{s.name} = {setting_value(s, getattr(settings, s.name))}\n" for s in declared_settings()
    )
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes("".join(lines).encode())
    assert read_settings(path).settings == settings


def test_every_setting_is_asked_for_somewhere() -> None:
    package = Path(tui.__file__).parent
    modules = (path for path in package.rglob("*.py") if "settings" not in path.parts)
    text = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    unread = [s.name for s in declared_settings() if not re.search(rf"settings\.{s.name}\b", text)]
    assert unread == []


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
