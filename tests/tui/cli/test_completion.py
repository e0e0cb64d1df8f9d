from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tui.cli.completion import (
    COMPANIES,
    FOLDERS,
    IDS,
    PUBLICATIONS,
    SAVED,
    SITES,
    SOURCE_TAGS,
    SOURCES,
    TAGS,
    candidates,
    script,
)
from tui.cli.parser import options_of
from tui.cli.verbs import VERBS, Verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

VALUES: dict[str, Callable[[], Iterable[str]]] = {
    PUBLICATIONS: lambda: ["kiln-daily", "far hills"],
    TAGS: lambda: ["later", "robots"],
    SAVED: lambda: ["chips"],
    SOURCES: lambda: ["morning"],
    SOURCE_TAGS: lambda: ["slow"],
    FOLDERS: lambda: ["/maple"],
    IDS: lambda: ["5f0c2a9b1e", "7c7f514369"],
    SITES: lambda: ["maple.example", "oak.example"],
    COMPANIES: lambda: ["Heron"],
}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sta"], ("stats",)),
        (["mark", "--un"], ("--unread", "--unstar", "--untag")),
        (["mark", "--tag", "ro"], ("robots",)),
        (["list", "--publication", "k"], ("kiln-daily",)),
        (["search", "in:k"], ("in:kiln-daily",)),
        (["search", "heron", "in:"], ('in:"far hills"', "in:", "in:kiln-daily")),
        (["search", "tag:la"], ("tag:later",)),
        (["search", "--saved", ""], ("chips",)),
        (["watch", "aft"], ("after:",)),
        (["sync", ""], ("morning",)),
        (["marks", "e"], ("export",)),
        (["config", ""], ("check", "edit", "path", "show")),
        (["nothing", ""], ()),
        (["--v"], ("--version",)),
        (
            ["list", "--"],
            ("--folder", "--help", "--json", "--jsonl", "--limit", "--publication", "--tag"),
        ),
        (["export", "--format", ""], ("json", "md")),
        (["export", "--format=j"], ("--format=json",)),
        (["mark", "--tag=r"], ("--tag=robots",)),
        (["search", "site:m"], ("site:maple.example",)),
        (["search", "company:"], ("company:", "company:Heron")),
        (["search", "lang:z"], ("lang:zh",)),
        (["mark", "--query", "site:o"], ("site:oak.example",)),
        (["search", "--", "--li"], ()),
        (["search", "--json", "--", "tit"], ("title:",)),
        (["links", "--", "7"], ("7c7f514369",)),
        *(([verb, "--tag", ""], ("slow",)) for verb in ("add", "sources", "list")),
        (["remove", ""], ("/maple", "morning")),
        (["list", "--limit", ""], ()),
        *((([verb, "5"]), ("5f0c2a9b1e",)) for verb in ("show", "links", "open", "mark", "export")),
        (["parse", ""], ()),
    ],
    ids=" ".join,
)
def test_what_can_stand_at_the_cursor_is_offered(
    words: list[str], expected: tuple[str, ...]
) -> None:
    assert candidates(words, VALUES) == tuple(sorted(expected))


def test_all_verbs_are_offered_where_nothing_is_written() -> None:
    assert candidates([""], VALUES) == tuple(sorted(verb.name for verb in VERBS))
    assert candidates([], VALUES) == candidates([""], VALUES)


def test_values_are_looked_up_only_when_they_are_wanted() -> None:
    assert candidates(["mark", "--re"], {}) == ("--read",)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_offers_its_options_and_what_they_can_be(verb: Verb) -> None:
    options = options_of(verb)
    assert candidates([verb.name, "--"], {}) == tuple(sorted(options))
    for option, choices in options.items():
        if choices:
            assert candidates([verb.name, option, ""], {}) == tuple(sorted(choices))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_understood_by_its_shell(shell: str) -> None:
    if not shutil.which(shell):
        assert "ainews completion words" in script(shell)
        return
    done = subprocess.run(
        [shell, "-n"], input=script(shell), text=True, capture_output=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def installed(folder: Path) -> tuple[Path, dict[str, str]]:
    """A program named `ainews`, and the environment in which a shell finds it."""
    program = folder / "bin" / "ainews"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m tui "$@"\n')
    program.chmod(0o755)
    path = f"{program.parent}:/usr/bin:/bin"
    return program, {"HOME": str(folder), "PATH": path, "PYTHONPATH": "."}


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is what completes here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ainews list --", "--folder --help --json --jsonl --limit --publication --tag"),
        ("ainews export --format ", "json md"),
        ("ainews search sit", "site:"),
        ("ainews parse CHANGE", "CHANGELOG.md"),
    ],
)
def test_fish_offers_what_fits_and_files_elsewhere(
    line: str, expected: str, tmp_path: Path
) -> None:
    _, environment = installed(tmp_path)
    asked = f"{script('fish')}\ncomplete -C '{line}'"
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked],
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == expected.split()


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is what completes here")
def test_zsh_offers_options_after_two_hyphens(tmp_path: Path) -> None:
    _, environment = installed(tmp_path)
    # What the completion system of zsh hands to a function, and what it takes.
    asked = f"""
    compadd() {{ while [[ $1 != -- ]]; do shift; done; shift; (( $# )) && print -l -- "$@"; }}
    {script("zsh")}
    words=(ainews list --) CURRENT=3
    _ainews
    """
    done = subprocess.run(
        ["zsh", "-f", "-c", asked],
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == list(candidates(["list", "--"], {}))


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is what completes here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ainews sta", ["stats"]),
        ("ainews search in:", ["in", "four-hours"]),
        ("ainews list --publication fo", ["four-hours"]),
        ("ainews list --", ["--publication"]),
        ("ainews export --format =", ["md"]),
        ("ainews search site:", ["news.example.org"]),
    ],
)
def test_bash_completes_words_with_colons(line: str, expected: list[str], tmp_path: Path) -> None:
    program, environment = installed(tmp_path)
    # What readline hands to a completion function: words cut at spaces and colons.
    asked = f"""
    PATH="{program.parent}:$PATH"
    {script("bash")}
    COMP_WORDS=({" ".join(line.replace(":", " : ").split(" "))})
    COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
    compopt() {{ :; }}
    _ainews
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    subprocess.run([program, "index"], env=environment, capture_output=True, timeout=60, check=True)
    done = subprocess.run(
        ["bash", "-c", asked],
        env=environment,
        text=True,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert done.stderr == ""
    assert expected[-1] in done.stdout.split()
