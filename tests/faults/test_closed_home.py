"""A home that is read-only, full, missing or somebody else's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import digest, write
from tests.faults.ainews_program import PROGRAM, REPOSITORY, run_ainews
from tui.cli.library import is_writable, move_caches_into_memory


@pytest.fixture
def news(tmp_path: Path) -> Path:
    write(tmp_path / "news" / "2026-08-01.md", digest("Heron learns to wait", "青鸟学会了查字典"))
    return tmp_path / "news"


def ainews(
    home: Path | None, *arguments: object, program: str = PROGRAM, **more: str
) -> tuple[int, str, str]:
    environment = {"HOME": str(home)} if home else {}
    return run_ainews(*arguments, program=program, **environment, **more)


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A home in which no folder can be made, for root neither: each is a file."""
    home = tmp_path / "home"
    home.mkdir()
    for name in (".cache", ".local", ".config"):
        (home / name).write_text("")
    return home


def test_where_nothing_can_be_written_searching_goes_on_in_memory(closed: Path, news: Path) -> None:
    code, out, err = ainews(closed, "search", "heron", "-f", news)
    assert code == 0
    assert "Heron learns to wait" in out
    assert "cannot be written, so what is read is kept in memory until the program ends" in err
    assert "so marks end with the program" in err


def test_what_was_kept_in_memory_ends_with_the_program() -> None:
    moving = (
        "import os; from tui.cli.library import move_caches_into_memory;"
        "assert move_caches_into_memory(1000);"
        "print(os.environ['XDG_CACHE_HOME'], os.path.isdir(os.environ['XDG_CACHE_HOME']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", moving],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    folder, was_there = done.stdout.split()
    assert was_there == "True"
    assert not Path(folder).exists()


LARGE = """
import sys
from tui.cli import library
library.MOST_IN_MEMORY = 100
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_large_library_is_not_kept_in_memory_and_what_to_do_is_said(
    closed: Path, news: Path
) -> None:
    code, out, err = ainews(closed, "search", "heron", "-f", news, program=LARGE)
    assert (code, out) == (2, "")
    assert "1 MB of digests are too many to be kept in memory, which takes 1 MB: set XDG_" in err
    places = {"XDG_CACHE_HOME": str(closed / "elsewhere")}
    assert ainews(closed, "search", "heron", "-f", news, program=LARGE, **places)[0] == 0
    assert ainews(closed, "parse", news / "2026-08-01.md", program=LARGE)[0] == 0


def test_memory_that_is_too_small_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=3_999))
    monkeypatch.setenv("XDG_CACHE_HOME", "/as/before")
    assert not move_caches_into_memory(1_000)
    assert os.environ["XDG_CACHE_HOME"] == "/as/before"


@pytest.mark.parametrize("verb", ["list", "unread", "index", "stats"])
def test_where_nothing_can_be_written_other_verbs_work_too(
    closed: Path, news: Path, verb: str
) -> None:
    code, out, _ = ainews(closed, verb, "-f", news)
    assert (code, bool(out)) == (0, True)


def test_settings_that_cannot_be_written_are_told_of(closed: Path, news: Path) -> None:
    code, _, err = ainews(closed, "add", news)
    assert code == 2
    assert err.startswith("ainews: ")


def test_what_the_system_refuses_is_not_writable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_writable(tmp_path / "new" / "deep")
    monkeypatch.setattr("tui.cli.library.os.access", lambda *_: False)  # root may write everywhere
    assert not is_writable(tmp_path / "new" / "deep")


def test_a_cache_that_others_may_write_to_is_not_used(tmp_path: Path, news: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    cache.chmod(0o777)
    code, out, err = ainews(tmp_path, "search", "heron", "-f", news, XDG_CACHE_HOME=str(cache))
    assert (code, out) == (2, "")
    assert f"everybody may write to {cache}; `chmod o-w` closes it" in err


def test_without_a_home_the_other_variables_are_enough(tmp_path: Path, news: Path) -> None:
    names = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
    places = {name: str(tmp_path / name) for name in names}
    code, out, err = ainews(None, "search", "heron", "-f", news, **places)
    assert (code, "Heron" in out, err) == (0, True, "")
    assert (tmp_path / "XDG_CACHE_HOME" / "ainews").is_dir()


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, news: Path) -> None:
    (news / "2026-08-02.md").symlink_to(tmp_path / "nowhere.md")
    code, _, err = ainews(tmp_path, "index", "-f", news)
    assert code == 0
    assert "2026-08-02.md: is a link that leads nowhere" in err


def test_a_full_disk_is_told_of_and_what_was_read_before_stays(tmp_path: Path, news: Path) -> None:
    assert ainews(tmp_path, "index", "-f", news)[0] == 0
    for number in range(30):
        write(news / f"{number}.md", digest(*(f"Crane {n} {number}" for n in range(30))))
    limited = (
        "import resource, signal, sys; from tui.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "index", "-f", str(news)],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("ainews: ")
    assert "Traceback" not in done.stderr
    assert ainews(tmp_path, "search", "heron", "-f", news)[0] == 0
    code, out, _ = ainews(tmp_path, "index", "-f", news)
    assert (code, out.split(":")[0]) == (0, "31 issues")
