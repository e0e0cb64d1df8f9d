"""A settings file that tests write, and where it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[[str | bytes], Path]
"""Writes the settings file and returns its path."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "ainews" / "settings.toml"


@pytest.fixture
def written(path: Path) -> Write:
    def write(text: str | bytes) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
