from __future__ import annotations

import json
import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.cli.conftest import Program, Run, RunProcess


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["/nowhere/at/all"], "/nowhere/at/all: "),
        (["serach"], "neither a folder nor a verb named serach; see `ainews search --help`"),
        (["--nonsense"], "--nonsense"),
        (["search"], "QUERY"),
        (["search", "x", "--limit", "0"], "no whole number above 0"),
        (["search", "x", "--limit", "many"], "'many' is no whole number above 0"),
        (["search", "("], "at character "),
        (["search", "x", "-f", "/nowhere"], "/nowhere: "),
        (["show", "ffff"], "no issue or item has the id 'ffff'"),
        (["show", "ffff.ff"], "no issue or item has the id 'ffff"),
        (["show", ""], "no issue or item"),
        (["add", "/nowhere"], "/nowhere: there is no such folder"),
        (["add", __file__], "is no folder"),
        (["add"], "SOURCE"),
        (["parse", "/nowhere.md"], "nowhere.md"),
        (["parse", "/"], "/"),
        (["\0"], "NUL"),
        (["add", "\0"], "cannot be used"),
        ([""], "empty"),
        (["add", ""], "'': an address is wanted here"),
        (["watch"], "see `ainews watch --help`"),
        (["search", "x", "--ids", "--json"], "--json: not allowed with argument --ids"),
        (["unread", "--count", "--jsonl"], "--jsonl: not allowed with argument --count"),
        (["lint", "/nowhere"], "/nowhere: does not exist"),
        (["marks"], "export|import|merge, FILE"),
        (["marks", "export", "/nowhere/marks"], "/nowhere: does not exist"),
        (["marks", "import", "/nowhere"], "/nowhere: no such file"),
        (["config"], "show|path|check|edit"),
        (["completion"], "required: SHELL;"),
        (["completion", "bash", "more"], "unrecognized arguments: more"),
        (["sources", "--export", "/nowhere/f.opml"], "/nowhere/f.opml: cannot be written: no such"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_gets_a_sentence_and_exit_code_2(
    run: Run, news: Path, arguments: list[str], words: str
) -> None:
    run("add", news)
    code, out, sentence = run(*arguments)
    assert (code, out) == (2, "")
    assert sentence.startswith("ainews: ")
    assert sentence.count("\n") == 1
    assert words in sentence


def test_an_issue_in_the_place_of_an_item_is_told_from_an_unknown_id(run: Run, news: Path) -> None:
    (issue,) = json.loads(run("list", "--json", "-f", news)[1])["issues"]
    code, out, err = run("open", issue["id"], "-f", news)
    assert (code, out) == (2, "")
    assert f"{issue['id']} is an issue of 3 items, and one of them is wanted; see `ain" in err
    (link, *_) = json.loads(run("links", issue["id"], "--json", "-f", news)[1])["links"]
    code, _, err = run("open", link["item"], "2", "-f", news)
    assert (code, err) == (
        2,
        f"ainews: the item has only 1 link; see `ainews links {link['item']}`\n",
    )


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_program_that_is_started_without_streams_does_its_work(
    program: Program, news: Path, closed: str
) -> None:
    command, environment = program
    line = shlex.join([*command, "list", "--json", "-f", str(news)])
    done = subprocess.run(
        f"{line} {closed}", shell=True, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr.count(b"Error")) == (0, 0)


def test_the_version_is_output(run_process: RunProcess) -> None:
    done = run_process("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"ainews")


def test_where_nothing_is_unread_it_is_said(run: Run, news: Path) -> None:
    assert run("mark", "--query", "has:link OR -has:link", "--read", "-f", news)[0] == 0
    assert run("unread", "-f", news) == (1, "", "ainews: nothing is unread\n")


def test_what_cannot_be_added_is_named_and_the_others_are_added(
    run: Run, news: Path, tmp_path: Path
) -> None:
    other = tmp_path / "oak"
    other.mkdir()
    code, out, err = run("add", news, "/nowhere", "ftp://maple.example/", "missing.md", other)
    assert code == 2
    assert [line.partition(": ")[0] for line in out.splitlines()] == [str(news), str(other)]
    assert [line.split(": ")[1] for line in err.splitlines()] == [
        "ftp://maple.example/",
        "/nowhere",
        "missing.md",
    ]
    listed = json.loads(run("sources", "--json")[1])["sources"]
    assert [source["name"] for source in listed] == [str(news), str(other)]


def test_nothing_is_added_when_the_options_are_wrong(run: Run, news: Path, home: Path) -> None:
    for options in (["--only", "a"], ["--tag", "robots"], ["--home", "x"]):
        assert run("add", news, *options)[0] == 2
    assert not (home / ".config").exists()


@pytest.mark.parametrize(
    ("word", "near"),
    [("serach", "search "), ("Search", "search "), ("exprot", "export "), ("xyzzy", "")],
)
@pytest.mark.parametrize("more", [[], ["heron"], ["--json"], ["--limit", "3", "heron"]], ids=str)
def test_a_wrong_verb_names_the_near_one_and_is_no_folder(
    run: Run, word: str, near: str, more: list[str]
) -> None:
    sentence = f"there is neither a folder nor a verb named {word}; see `ainews {near}--help`"
    assert run(word, *more) == (2, "", f"ainews: {sentence}\n")


def test_a_folder_that_is_named_nearly_as_a_verb_is_opened(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "serach").mkdir()
    monkeypatch.chdir(tmp_path)
    assert "the reader needs a terminal" in run("serach")[2]


def test_a_git_lfs_pointer_in_a_folder_is_named(run: Run, news: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n"
    (news / "2026-03-03.md").write_text(pointer)
    _, _, err = run("index", "-f", news)
    assert (
        "2026-03-03.md: is a Git LFS pointer and not the text itself, which `git lfs pull`" in err
    )
    assert "is a Git LFS pointer" in run("parse", news / "2026-03-03.md")[2]


def test_an_empty_folder_holds_nothing(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    code, _, err = run("index", "-f", empty)
    assert code == 1
    assert "holds no digests" in err
    assert run("list", "-f", empty)[0] == 1


def test_a_broken_settings_file_is_named_with_the_line(run: Run, home: Path) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('folders = [\n"/a"\nbrowser')
    for arguments in (("list",), (), ("add", "/tmp")):
        code, _, err = run(*arguments)
        assert code == 2
        assert "settings.toml: is not TOML" in err
        assert "line 3" in err


def test_names_in_the_settings_that_mean_nothing_are_told(run: Run, news: Path, home: Path) -> None:
    settings = home / ".config" / "ainews" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'folders = ["{news}"]\ncolour = "red"\n')
    assert run("list")[0] == 0
    code, out, _ = run("config", "check")
    assert code == 1
    assert "colour" in out


def test_a_home_that_cannot_be_written_is_named_and_what_only_reads_goes_on(
    run: Run, news: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "file"))
    code, _, err = run("list", "-f", news)
    assert code == 0
    assert "is kept in memory until the program ends" in err
    code, _, err = run("add", news)
    assert code == 2
    assert "settings.toml: cannot be" in err


def test_the_reader_needs_a_terminal(run: Run, news: Path) -> None:
    code, out, err = run(news)
    assert (code, out) == (2, "")
    assert "needs a terminal" in err
