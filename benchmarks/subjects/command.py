"""How long a command line takes, start of the interpreter included."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import median_of_each
from digests import Library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.setting import Setting

REPOSITORY = Path(__file__).parents[2]

_AINEWS = ("-c", "import sys; from tui.cli import run; sys.exit(run())")
"""What the installed command does."""


def tables(setting: Setting) -> Iterator[Table]:
    """Yield command lines against an interpreter that does nothing."""
    folder, _ = setting.many_issues
    environment = home_of_reader(setting)
    library = ("-f", str(folder))
    lines = {
        "python -c pass": ("-c", "pass"),
        "ainews search --json": (*_AINEWS, "search", "gpt 5.6", "--json", *library),
        "ainews list --json": (*_AINEWS, "list", "--json", *library),
        "ainews --help": (*_AINEWS, "--help"),
    }
    run((*_AINEWS, "index", *library), environment)
    seconds = median_of_each(
        [partial(run, arguments, environment) for arguments in lines.values()], 2 * setting.rounds
    )
    nothing, search, *_ = seconds
    yield Table(
        f"Command lines over {_items(setting):,} items",
        ("", "time", "of python's"),
        tuple(
            (name, milliseconds(time), ratio(time, nothing))
            for name, time in zip(lines, seconds, strict=True)
        ),
        (bound("search ≤ 10 × python -c pass", is_kept=search <= 10 * nothing),),
    )


def _items(setting: Setting) -> int:
    folder, cache = setting.many_issues
    with Library.open([folder], cache) as library:
        return sum(summary.items for summary in library.issues())


def home_of_reader(setting: Setting, name: str = "home") -> Mapping[str, str]:
    """Return an environment whose caches and settings are in a folder of the scratch folder."""
    home = str(setting.scratch / name)
    return os.environ | {
        "HOME": home,
        "PYTHONPATH": str(REPOSITORY),
        "XDG_CACHE_HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_STATE_HOME": home,
        "TERM": "xterm-256color",
    }


def run(arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
    """Run Python with `arguments`; it may find nothing, but not fail."""
    done = subprocess.run(
        (sys.executable, *arguments), env=environment, stdout=subprocess.DEVNULL, check=False
    )
    assert done.returncode in (0, 1), done
