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

_DEFAULTS = ("nano", "vi")
"""Tried in this order when neither variable is set."""


def edit(path: Path, environ: Mapping[str, str]) -> None:
    """Open a file in the editor and wait until it is closed.

    Raises EditorError when there is no editor, or when it fails.
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
    """Return the arguments of `$VISUAL`, `$EDITOR`, or an editor that is installed.

    Raises EditorError.
    """
    for variable in ("VISUAL", "EDITOR"):
        command = environ.get(variable, "").strip()
        if command:
            return _arguments(variable, command)
    path = environ.get("PATH")
    editor = next((name for name in _DEFAULTS if shutil.which(name, path=path)), None)
    if editor is None:
        raise EditorError("there is no editor; set VISUAL or EDITOR to one")
    return (editor,)


def _arguments(variable: str, command: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(command))
    except ValueError as error:
        raise EditorError(f"{variable} has an open quotation: {error}") from error
