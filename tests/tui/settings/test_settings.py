from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tui
from tui.errors import SettingsError
from tui.settings import Settings, SettingsFile, load_settings, read_settings
from tui.settings.settings import declared_settings
from tui.settings.toml import commented_file, setting_value

if TYPE_CHECKING:
    from tests.tui.settings.conftest import Write


def test_without_a_file_nothing_is_set(path: Path) -> None:
    assert load_settings(path) == Settings()
    assert not path.exists()


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
        recency_half_life_days = 90
        dwell_seconds = 2.5
        space_advances = true
        confirm_quit = false
        pipe_command = "less"
        export_folder = "/out"
        refresh_minutes = 30
        sync_minutes = 60
        watch_files = false
        search_daemon = true
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
