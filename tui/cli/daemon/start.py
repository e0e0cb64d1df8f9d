"""Starting the daemon after a search, if the settings ask for it."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.cli.daemon.place import is_own_folder, socket_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_SETTING = b"search_daemon"

_CODE = """\
import sys
if (folder := sys.argv.pop(1)) not in sys.path:
    sys.path.append(folder)
from tui.cli.daemon.server import main
sys.exit(main(sys.argv[1:]))
"""


def start_if_wanted(
    arguments: Sequence[str],
    settings: Path,
    start: Callable[[Sequence[str]], None] | None = None,
) -> None:
    """Start a daemon, which runs the search `arguments` once more, unless one is listening.

    It is not waited for, and what goes wrong with it does not matter to the search.
    """
    path = socket_path()
    if not path or not is_own_folder(os.path.dirname(path)):  # noqa: PTH120
        return
    with suppress(OSError):
        if _is_wanted(settings) and not _is_listening(path):
            (start or _start)(arguments)


def _is_wanted(settings: Path) -> bool:
    if not settings.exists() or _SETTING not in settings.read_bytes():
        return False  # so that a search without a daemon loads nothing that reads settings
    from tui.settings import read_settings

    return read_settings(settings).settings.search_daemon


def _is_listening(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(0)
        try:
            connection.connect(path)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return True


def _start(arguments: Sequence[str]) -> None:
    from subprocess import DEVNULL, Popen

    folder = os.path.dirname(sys.modules["tui"].__path__[0])  # noqa: PTH120
    command = [sys.executable, "-P", "-c", _CODE, folder, *arguments]
    started = Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True)  # noqa: S603 - this interpreter
    started.returncode = 0  # nobody waits for it, and no warning says so
