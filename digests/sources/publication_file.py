"""Writing the `publication.toml` that names the publication of fetched issues."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from digests.files.declared_publication import FILE_NAME
from digests.sources.storage import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def declare_publication(folder: Path, title: str, home: str) -> None:
    """Say in `folder` whose issues these are. An unchanged file keeps its time.

    Raises SourceStorageError, OSError.
    """
    values = {"name": title, "home": home}
    # JSON's escapes are TOML's too; only DEL may not stand for itself.
    lines = [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in values.items()
        if value
    ]
    text = "".join(lines).replace("\x7f", "\\u007f")
    path = folder / FILE_NAME
    if not path.is_file() or path.read_bytes() != text.encode():
        write_whole(path, text)
