"""Opening a file in the user's editor."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

from tui.errors import EditorError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_USUAL = ("nano", "vi")
"""What is tried when the user has said nothing."""


def edit(path: Path, environ: Mapping[str, str]) -> None:
    """Open a file in `$VISUAL`, `$EDITOR` or a usual editor, and wait until it was closed.

    Raises EditorError.
    """
    command = editor_command(environ)
    try:
        # The command is the user's own, from the environment; no shell reads it.
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        raise EditorError(f"{command[0]} cannot be started: {error.strerror}") from error
    if code != 0:
        raise EditorError(f"{command[0]} ended with exit code {code}")


def editor_command(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the editor as a list of arguments; raises EditorError when there is none."""
    for name in ("VISUAL", "EDITOR"):
        written = environ.get(name, "").strip()
        if written:
            return _arguments(name, written)
    found = next((name for name in _USUAL if shutil.which(name, path=environ.get("PATH"))), None)
    if found is None:
        raise EditorError("there is no editor; set VISUAL or EDITOR to one")
    return (found,)


def _arguments(name: str, written: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(written))
    except ValueError as error:
        raise EditorError(f"{name} has an open quotation: {error}") from error
