"""The suite passes wherever it runs, in whatever order, and leaves the user's files alone."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]

SLICE = (
    "tests/tui/cli/test_watch.py",
    "tests/tui/cli/test_export.py",
    "tests/tui/system/test_browser.py",
    "tests/tui/system/test_clipboard.py",
    "tests/tui/system/test_paths.py",
    "tests/tui/dialogs/test_first_run.py",
)
"""Test modules of verbs, of what they start and keep, and of the reader."""

ODD = {
    "BROWSER": "no-such-browser %s",
    "EDITOR": "false",
    "VISUAL": "no-such-editor --wait",
    "PAGER": "no-such-pager",
    "LANG": "zh_CN.GB18030",
    "LC_ALL": "xx_YY.nonsense",
    "TZ": "Pacific/Kiritimati",
    "TERM": "dumb",
    "COLORTERM": "odd",
    "COLUMNS": "13",
    "LINES": "4",
    "NO_COLOR": "1",
    "FORCE_COLOR": "1",
    "CI": "true",
    "TMUX": "/tmp/tmux-0/default,1,0",
    "STY": "1.odd",
    "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22",
    "DISPLAY": ":99",
    "AINEWS_FOLDERS": "/nowhere",
    "TEXTUAL_THEME": "nord",
    "TEXTUAL_COLOR_SYSTEM": "standard",
}

FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def write_settings(folder: Path) -> None:
    """Put settings there that the reader would complain of, if it read them."""
    for place in (folder / "ainews", folder / ".config" / "ainews"):
        place.mkdir(parents=True)
        (place / "settings.toml").write_text('folders = ["/nowhere"]\ntheme = 7\n')


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the time of each file and folder below `folder`, and the bytes of each file."""
    return {
        str(path): (path.stat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in (folder, *folder.rglob("*"))
    }


def command() -> list[str]:
    """Return what runs the slice; the seed stands in it, for another run in the same order."""
    modules = [str(REPOSITORY / module) for module in SLICE]
    order = ["--random-order-bucket=global", f"--random-order-seed={random.randrange(10**6)}"]
    settings = ["-c", str(REPOSITORY / "pyproject.toml"), "-p", "no:cacheprovider"]
    return [sys.executable, "-m", "pytest", *settings, *order, *modules]


def environment(user: Path, temporary: Path) -> dict[str, str]:
    """Return odd values, the user's folders, and what no run does without."""
    needed = {
        "PATH": os.environ["PATH"],
        "PYTHONDONTWRITEBYTECODE": "1",
        "TMPDIR": str(temporary),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(user.with_name("examples")),
    }
    return ODD | {name: str(user / name) for name in FOLDERS} | needed


def test_in_an_odd_environment_and_any_order_it_passes_and_writes_nowhere_else(
    tmp_path: Path,
) -> None:
    user, temporary = tmp_path / "user", tmp_path / "临时 文件夹" / ("long" * 15)
    for name in FOLDERS:
        write_settings(user / name)
    (user / "working").mkdir()
    temporary.mkdir(parents=True)
    before = contents(user)
    done = subprocess.run(
        command(),
        cwd=user / "working",
        env=environment(user, temporary),
        umask=0,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{done.args}\n{done.stdout[-5000:]}{done.stderr[-2000:]}"
    assert contents(user) == before
    assert all(path.name.startswith("pytest-of-") for path in temporary.iterdir())
