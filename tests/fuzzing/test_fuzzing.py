"""A little fuzzing in every run of the tests; `make fuzz` goes on for as long as one likes."""

from __future__ import annotations

import pytest

from tests.fuzzing.__main__ import fuzz
from tests.fuzzing.found import FOUND
from tests.fuzzing.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_in_a_moment(name: str) -> None:
    fuzz(name, examples=40, start=1)


@pytest.mark.parametrize(("name", "found", "trouble"), FOUND)
def test_what_was_found_once_is_right_now(name: str, found: str | bytes, trouble: str) -> None:
    target, _ = TARGETS[name]
    target(found)
