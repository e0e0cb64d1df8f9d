"""Each small file is what it was or what it was to be, whichever call fails or is the last."""

from __future__ import annotations

import os
from itertools import count
from typing import TYPE_CHECKING

import pytest

from digests import DigestError
from tests.faults.dying import run_dying
from tests.faults.failing_calls import ERRORS, FailingCalls
from tests.faults.writers import WRITERS, contents
from tui.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def old_and_new(write: Callable[[Path, int], None], folder: Path) -> list[dict[str, bytes]]:
    """Write twice, and return what was in the files each time."""
    folder.mkdir()
    states = []
    for number in (1, 2):
        write(folder, number)
        states.append(contents(folder))
    assert states[0] != states[1]
    return states


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("fail", ERRORS)
def test_a_write_that_fails_leaves_each_file_whole(
    write: Callable[[Path, int], None], fail: Callable[[str], None], tmp_path: Path
) -> None:
    folder = tmp_path / "files"
    write_at = FailingCalls(folder, fail)
    # Names and paths may be in the files, so both runs are in the same place.
    old, new = old_and_new(write, folder)
    for number in count():
        for name, content in old.items():
            (folder / name).write_bytes(content)
        with write_at.at(number):
            try:
                write(folder, 2)
            except (DigestError, ReaderError):
                assert write_at.has_failed
        now = contents(folder)
        assert all(now[name] in (old[name], new[name]) for name in old)
        if not write_at.has_failed:
            assert now == new
            break
    assert number >= 3


@pytest.mark.parametrize("name", [write.__name__ for write in WRITERS])
def test_a_process_that_dies_leaves_each_file_whole(name: str, tmp_path: Path) -> None:
    assert run_dying("small_file", tmp_path / "files", name) >= 3


def test_what_a_dead_writer_left_is_out_of_the_way(tmp_path: Path) -> None:
    run_dying("small_file", tmp_path / "files", "write_feed")
    (write,) = (write for write in WRITERS if write.__name__ == "write_feed")
    write(tmp_path / "files", 3)
    assert not [name for name in os.listdir(tmp_path / "files") if ".md." in name]  # noqa: PTH208
