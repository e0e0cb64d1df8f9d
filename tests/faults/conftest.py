"""What tests of faults share: how long they go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def rounds(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """Of two numbers, the first for every day and the second for `make soak`."""
    is_soak = pytestconfig.getoption("--soak")
    return lambda daily, long: long if is_soak else daily
