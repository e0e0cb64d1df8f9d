from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tui.cli.completion import PUBLICATIONS, SAVED, SOURCES, TAGS, candidates, script
from tui.cli.verbs import VERBS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

VALUES: dict[str, Callable[[], Iterable[str]]] = {
    PUBLICATIONS: lambda: ["kiln-daily", "far hills"],
    TAGS: lambda: ["later", "robots"],
    SAVED: lambda: ["chips"],
    SOURCES: lambda: ["morning"],
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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_understood_by_its_shell(shell: str) -> None:
    if not shutil.which(shell):
        assert "ainews completion words" in script(shell)
        return
    done = subprocess.run(
        [shell, "-n"], input=script(shell), text=True, capture_output=True, timeout=30, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is what completes here")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ainews sta", ["stats"]),
        ("ainews search in:", ["in", "four-hours"]),
        ("ainews list --publication fo", ["four-hours"]),
    ],
)
def test_bash_completes_words_with_colons(line: str, expected: list[str], tmp_path: Path) -> None:
    program = tmp_path / "bin" / "ainews"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m tui "$@"\n')
    program.chmod(0o755)
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
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "PYTHONPATH": "."}
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
