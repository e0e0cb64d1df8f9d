"""`ainews config` and `ainews keys`."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def settings(home):
    """Writes the settings file and returns its path."""
    path = home / ".config" / "ainews" / "settings.toml"

    def write(text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_path_says_where_the_file_is(run, home):
    code, out, _ = run("config", "path")
    assert (code, out) == (0, f"{home}/.config/ainews/settings.toml\n")


def test_show_prints_what_is_in_force_and_where_it_comes_from(run, settings):
    settings('icons = "nerd"\ntext_width = 3\n[keys]\n"app.quit" = "f9"\n')
    code, out, _ = run("config", "show")
    lines = out.splitlines()
    assert code == 0
    assert 'icons = "nerd"  # line 1' in lines
    assert "text_width = 100  # line 2, default because of a mistake" in lines
    assert 'preset = "vim"  # default' in lines
    assert 'keys = { "app.quit" = ["f9"] }  # line 3' in lines


def test_what_show_prints_is_a_settings_file(run, settings):
    path = settings(
        'browser = "firefox --new-tab"\nfolders = ["/新闻"]\n[macros]\n",x" = "app.help"\n'
    )
    _, shown, _ = run("config", "show")
    path.write_text(shown, encoding="utf-8")
    _, again, _ = run("config", "show", "--json")
    values = {record["name"]: record["value"] for record in json.loads(again)["settings"]}
    assert values["folders"] == ["/新闻"]
    assert values["browser"] == ["firefox", "--new-tab", "{url}"]
    assert values["macros"] == {",x": ["app.help"]}
    assert run("config", "check")[0] == 0


def test_check_names_each_mistake_with_its_line(run, settings):
    path = settings('icons = 1\n\n[keys]\n"app.qiut" = "x"\n')
    code, out, _ = run("config", "check")
    first, second = out.splitlines()
    assert code == 1
    assert first.startswith(f"{path}:1: icons must be one of")
    assert second == f"{path}:4: there is no command app.qiut; did you mean app.quit?"
    records = json.loads(run("config", "check", "--json")[1])["mistakes"]
    assert [record["line"] for record in records] == [1, 4]


def test_check_is_content_with_a_good_file_and_with_none(run, settings):
    assert run("config", "check")[:1] == (0,)
    settings("counts = false\n")
    code, out, _ = run("config", "check")
    assert code == 0
    assert "no mistakes" in out


def test_a_file_that_is_not_toml_is_named_with_the_way_to_mend_it(run, settings):
    settings("icons = \n")
    code, _, said = run("config", "check")
    assert code == 2
    assert "at line 1" in said
    assert "`ainews config edit` opens it" in said


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor that writes a line at the end of the file; returns its command."""
    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\necho "$1" >> "$2"\n')
    script.chmod(0o700)

    def use(line):
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{script}' '{line}'")

    return use


def test_edit_makes_a_file_that_explains_itself_and_opens_it(run, home, editor):
    editor("[keys]")
    code, out, _ = run("config", "edit")
    text = (home / ".config" / "ainews" / "settings.toml").read_text(encoding="utf-8")
    assert code == 0
    assert "no mistakes" in out
    assert "# Settings of ainews" in text
    assert text.endswith("[keys]\n")


def test_edit_leaves_an_own_file_alone_and_names_new_mistakes(run, settings, editor):
    path = settings("# mine\n")
    editor("iocns = 1")
    code, out, _ = run("config", "edit")
    assert code == 1
    assert path.read_text() == "# mine\niocns = 1\n"
    assert f"{path}:2: there is no setting iocns; did you mean icons?" in out


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/nowhere/vi", "/nowhere/vi cannot be started"),
        ("false", "false ended with exit code 1"),
        ("vi 'x", "VISUAL has an open quotation"),
    ],
)
def test_an_editor_that_fails_gets_a_sentence(run, monkeypatch, command, words):
    monkeypatch.setenv("VISUAL", command)
    code, _, said = run("config", "edit")
    assert code == 2
    assert words in said


def test_without_any_editor_no_file_is_made(run, home, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(home))
    code, _, said = run("config", "edit")
    assert code == 2
    assert "set VISUAL or EDITOR" in said
    assert not (home / ".config").exists()


def test_config_asks_what_to_do(run):
    code, _, said = run("config")
    assert code == 2
    assert "ainews config --help" in said


def test_keys_are_those_in_force_and_changed_ones_have_a_star(run, settings):
    settings('[keys]\n"app.quit" = "f9"\n[macros]\n",x" = ["app.help", "app.quit"]\n')
    code, out, said = run("keys")
    lines = out.splitlines()
    assert (code, said) == (0, "")
    assert any(line.startswith("* F9 ") and line.endswith("Quit  app.quit") for line in lines)
    assert any(line.startswith("  J ") and line.endswith("going.next-item") for line in lines)
    assert any(line.startswith("  ,x ") and "Show the keys, then quit" in line for line in lines)


def test_keys_say_what_is_wrong_with_the_settings(run, settings):
    settings('[keys]\n"app.quit" = "nokey"\n')
    code, _, said = run("keys")
    assert code == 0
    assert 'settings, line 2: "nokey" is no key: nokey' in said


def test_keys_as_json_have_the_ids_that_settings_use(run):
    _, out, _ = run("keys", "--json")
    found = {record["command"]: record for record in json.loads(out)["keys"]}
    assert found["list.first"]["keys"] == ["g g", "home"]
    assert not found["list.first"]["changed"]
