"""How long a command line takes, start of the interpreter included."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import median_of_each
from digests import Library
from tui.cli.daemon.place import is_own_socket, socket_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.setting import Setting

REPOSITORY = Path(__file__).parents[2]

_POLL = 0.01
"""Seconds between two looks whether the daemon listens."""

_AINEWS = ("-c", "import sys; from tui.cli import run; sys.exit(run())")
"""What the installed command does."""


def tables(setting: Setting) -> Iterator[Table]:
    """Yield command lines against an interpreter that does nothing."""
    folder, _ = setting.many_issues
    environment = home_of_reader(setting)
    library = ("-f", str(folder))
    search = (*_AINEWS, "search", "gpt 5.6", "--json", *library)
    lines = {
        "python -c pass": (("-c", "pass"), environment),
        "ainews search --json, by the daemon": (search, environment | _with_daemon(setting)),
        "ainews search --json": (search, environment),
        "python -c 'import numpy'": (("-c", "import numpy"), environment),
        "ainews list --json": ((*_AINEWS, "list", "--json", *library), environment),
        "ainews --help": ((*_AINEWS, "--help"), environment),
    }
    run((*_AINEWS, "index", *library), environment)
    with _daemon(search, environment | _with_daemon(setting)):
        seconds = median_of_each(
            [partial(run, *line) for line in lines.values()], 2 * setting.rounds
        )
    nothing, by_daemon, *_ = seconds
    yield Table(
        f"Command lines over {_items(setting):,} items",
        ("", "time", "of python's"),
        tuple(
            (name, milliseconds(time), ratio(time, nothing))
            for name, time in zip(lines, seconds, strict=True)
        ),
        (bound("search by the daemon ≤ 8 × python -c pass", is_kept=by_daemon <= 8 * nothing),),
    )


def _with_daemon(setting: Setting) -> dict[str, str]:
    """Return what an environment has where there is a runtime folder."""
    folder = setting.scratch / "run"
    folder.mkdir(mode=0o700, exist_ok=True)
    return {"XDG_RUNTIME_DIR": str(folder)}


@contextmanager
def _daemon(search: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[None]:
    """Run a daemon for such searches; it listens before the first of them is asked."""
    code = "import sys; from tui.cli.daemon.server import main; main(sys.argv[1:])"
    command = (sys.executable, "-c", code, *search[len(_AINEWS) :])
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as daemon:
        path = socket_path(environment["XDG_RUNTIME_DIR"])
        while daemon.poll() is None and not is_own_socket(path):
            time.sleep(_POLL)
        try:
            yield
        finally:
            daemon.terminate()


def _items(setting: Setting) -> int:
    folder, cache = setting.many_issues
    with Library.open([folder], cache) as library:
        return sum(summary.items for summary in library.issues())


def home_of_reader(setting: Setting, name: str = "home") -> dict[str, str]:
    """Return an environment whose caches and settings are in a folder of the scratch folder."""
    home = str(setting.scratch / name)
    return os.environ | {
        "HOME": home,
        "PYTHONPATH": str(REPOSITORY),
        "XDG_CACHE_HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_STATE_HOME": home,
        "XDG_RUNTIME_DIR": "",
        "TERM": "xterm-256color",
    }


def run(arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
    """Run Python with `arguments`; it may find nothing, but not fail."""
    done = subprocess.run(
        (sys.executable, *arguments), env=environment, stdout=subprocess.DEVNULL, check=False
    )
    assert done.returncode in (0, 1), done
