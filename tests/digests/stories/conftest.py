from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digests import Stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def stories(tmp_path: Path) -> Iterator[Stories]:
    """Stories about nothing yet."""
    opened = Stories(tmp_path / "stories.sqlite3", tmp_path / "not-the-same.jsonl")
    yield opened
    opened.close()
