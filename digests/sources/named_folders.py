"""What the user calls folders of the library, as `ainews add FOLDER --name --home` notes it.

    [[folder]]
    path = "/home/anna/letters"
    name = "The Morning Letter"
    home = "https://letter.example.com"

It stands in sources.toml, because nothing is ever written into a folder of the user's.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from digests.files.folder_names import FolderName, FolderNames

_KEYS = {"path", "name", "home"}


def folder_names(listed: object) -> FolderNames:
    """Return what a list of tables says. Raises ValueError, in words for the user."""
    if not isinstance(listed, list) or not all(isinstance(folder, dict) for folder in listed):
        raise ValueError("a folder begins with [[folder]]")
    return dict(_named(place, keys) for place, keys in enumerate(listed, 1))


def folder_tables(names: FolderNames) -> list[tuple[str, dict[str, object]]]:
    """Return the tables from which `folder_names` reads the same."""
    return [
        ("folder", {"path": str(path), "name": name.title, "home": name.home})
        for path, name in names.items()
    ]


def _named(place: int, keys: dict[str, Any]) -> tuple[Path, FolderName]:
    if unknown := sorted(keys.keys() - _KEYS):
        raise ValueError(f"folder {place}: {unknown[0]} means nothing here")
    if wrong := [key for key, value in keys.items() if not isinstance(value, str)]:
        raise ValueError(f"folder {place}: {wrong[0]} must be a text")
    path = Path(keys.get("path", ""))
    if not path.is_absolute():
        raise ValueError(f"folder {place}: its path must begin with /")
    return path, FolderName(keys.get("name", ""), keys.get("home", ""))
