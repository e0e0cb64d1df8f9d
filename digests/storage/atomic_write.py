"""Replacing a small file at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def replace_file(path: Path, text: str | Iterable[str]) -> None:
    """Put `text`, whole or in parts, in the place of what `path` holds; a link stays a link.

    Folders are made as needed, for the user alone. When it returns, the text is on the disk; when
    it raises OSError, the file is as it was.
    """
    import tempfile  # loads much, and most programs never write such a file

    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f"{target.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.writelines((text,) if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(target)
        _keep_name(target.parent)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _keep_name(folder: Path) -> None:
    """Bring the new name of a file to the disk too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
