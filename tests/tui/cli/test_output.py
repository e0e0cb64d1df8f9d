from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.cli import main
from tui.cli.verbs import VERBS

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Program, Run, RunProcess
    from tui.cli.verbs import Verb

HOSTILE = """\
# \x1b]52;c;ZXZpbA==\x07[/nope] [v2=3, "q]

## \u202esection\x9b31337J

- **\x1b[31337Jtitle** text \x9d0;x\x9c [link](https://one.example/a)
"""


def test_nothing_that_a_terminal_obeys_is_printed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "evil\x1b[31337J"
    folder.mkdir()
    path = folder / "a\x1b]0;x\x07.md"
    path.write_text(HOSTILE, encoding="utf-8")
    (folder / "b\x9b31337J.md").touch()
    listed = run("list", "--jsonl", "-f", folder)
    issue_id = json.loads(listed[1].splitlines()[0])["id"]
    printed = [
        listed,
        *(
            run(*arguments)
            for arguments in (
                ("list", "-f", folder),
                ("search", "text OR title", "-f", folder),
                ("search", "text OR title", "--json", "-f", folder),
                ("show", issue_id, "-f", folder),
                ("show", issue_id, "--json", "-f", folder),
                ("index", "-f", folder),
                ("parse", path, folder / "b\x9b31337J.md"),
                ("parse", "--json", path),
                ("show", "\x1b[31337J"),
                ("search", "(\x1b[31337J"),
                ("search", "in:\x9b31337J:("),
                ("\x1b[31337J",),
            )
        ),
    ]
    for _, out, err in printed:
        assert out or err
        assert all(letter.isprintable() or letter == "\n" for letter in err)
        assert not set(out) & set("\x1b\x07\x9b\x9c\x9d\u202e")


def test_pipes_get_no_styles(news: Path, run_process: RunProcess) -> None:
    assert b"\x1b" not in run_process("search", "heron", "-f", news).stdout


def test_a_terminal_gets_hits_in_bold(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    main(["search", "heron", "-f", str(news)])
    assert "\x1b[1mHeron\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    main(["search", "heron", "-f", str(news)])
    assert "\x1b" not in capsys.readouterr().out


def test_a_reader_that_goes_away_ends_the_output_quietly(
    news: Path, program: Program, run_process: RunProcess
) -> None:
    text = (news / "2026-03-02.md").read_text(encoding="utf-8")
    for number in range(400):
        (news / f"{number}.md").write_text(text, encoding="utf-8")
    run_process("list", "-f", news)  # a slow machine would say how far reading the files has come
    command, environment = program
    pipe = f"{shlex.join([*command, 'list', '--json', '-f', str(news)])} | head -n 1"
    done = subprocess.run(
        pipe, shell=True, env=environment, capture_output=True, check=True, timeout=60
    )
    assert done.stdout.startswith(b"{")
    assert done.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk at hand")
def test_output_that_cannot_be_written_gets_a_sentence(news: Path, run_process: RunProcess) -> None:
    run_process("index", "-f", news)
    with Path("/dev/full").open("w") as full:
        done = run_process("list", "-f", news, stdout=full)
    assert done.returncode == 2
    assert done.stderr == b"ainews: the output cannot be written: No space left on device\n"


def test_progress_is_shown_on_a_terminal_and_removed_again(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("tui.cli.progress._BAR_AFTER", 0.0)
    main(["index", "-f", str(news)])
    err = capsys.readouterr().err
    assert "reading issues" in err
    assert "looking for the same stories" in err
    assert "1/1" in err
    assert err.endswith("\x1b[2K")  # the line is clear


def test_progress_is_told_in_lines_where_there_is_no_terminal(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tui.cli.progress._BETWEEN_LINES", 0.0)
    main(["index", "-f", str(news)])
    assert capsys.readouterr().err.splitlines() == [
        "ainews: reading 1 of 1 issue",
        "ainews: reading for the same stories: 1 of 1 issue",
        "ainews: looking for the same stories: 1 of 1 issue",
    ]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_the_help_of_a_verb_says_what_it_does_with_an_example(
    verb: Verb, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main([verb.name, "--help"])
    assert end.value.code == 0
    text = capsys.readouterr().out
    assert verb.summary in text
    assert f"ainews {verb.name}" in text.partition("examples:")[2]


def test_the_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    assert all(f"  {verb.name}" in text and verb.summary in text for verb in VERBS)
