"""Counts and sequences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.keys.command_groups import Match
from tui.keys.sequences import Pending, Reading, read_key, settle

KNOWN = {("j",), ("o",), ("g", "g"), ("g", "1"), ("0", "m"), ("a",), ("a", "b"), ("x", "y", "z")}

KEYS = st.sampled_from(
    [*"0123456789", "g", "j", "m", "a", "b", "x", "y", "z", "o", "enter", "f5", "？", "ctrl+d"]
)


def begins(sequence):
    return any(len(known) > len(sequence) and known[: len(sequence)] == sequence for known in KNOWN)


def does(*sequence: str) -> Any:
    """What the keys do, if they are known, stands here as the keys themselves."""
    return sequence if sequence in KNOWN else None


def find(sequence):
    return Match(does(*sequence), begins(sequence))


def read(*keys, counts=True):
    reading = Reading()
    for key in keys:
        reading = read_key(reading.pending, key, find=find, counts=counts)
    return reading


def test_a_key_is_a_command_at_once():
    assert read("j") == Reading(available=does("j"))


def test_a_number_goes_before_a_command():
    assert read("3", "o") == Reading(available=does("o"), count=3)
    assert read("1", "2", "j") == Reading(available=does("j"), count=12)


def test_a_number_may_go_before_a_sequence():
    assert read("2", "g", "g") == Reading(available=does("g", "g"), count=2)


def test_a_digit_inside_a_sequence_is_a_key():
    assert read("g", "1") == Reading(available=does("g", "1"))


def test_a_number_does_not_begin_with_zero_but_may_have_it():
    assert read("0", "m") == Reading(available=does("0", "m"))
    assert read("1", "0", "j") == Reading(available=does("j"), count=10)


def test_enter_behind_a_number_ends_it():
    assert read("1", "2", "enter") == Reading(count=12, is_number=True)


def test_a_key_that_begins_a_sequence_waits_although_it_is_a_command():
    waiting = read("a")
    assert waiting == Reading(Pending(keys=("a",)), available=does("a"))
    assert settle(waiting.pending, find=find) == Reading(available=does("a"))
    assert read("a", "b") == Reading(available=does("a", "b"))


def test_waiting_means_nothing_when_what_was_begun_is_no_command():
    assert settle(Pending(keys=("g",)), find=find) == Reading()


def test_waiting_behind_a_number_ends_it():
    assert settle(Pending("7"), find=find) == Reading(count=7, is_number=True)


def test_a_wrong_key_ends_a_sequence():
    assert read("g", "j") == Reading()


def test_without_counts_a_digit_is_a_key_like_others():
    assert read("3", counts=False) == Reading()


def test_a_number_that_nobody_means_has_an_end():
    assert read(*"1234567", "j").count == 12345


@given(st.lists(KEYS, max_size=30), st.booleans())
def test_no_keys_whatever_come_to_nothing_good(keys, counts):
    pending = Pending()
    for key in keys:
        reading = read_key(pending, key, find=find, counts=counts)
        waiting = does(*reading.pending.keys)
        assert not reading.pending or reading.available == waiting
        assert reading.pending.keys == () or begins(reading.pending.keys)
        pending = reading.pending
    settled = settle(pending, find=find)
    assert not settled.pending


@given(st.lists(KEYS, max_size=30))
def test_whatever_was_pressed_before_a_command_follows_an_empty_beginning(keys):
    pending = Pending()
    for key in keys:
        pending = read_key(pending, key, find=find).pending
    assert read_key(Pending(), "j", find=find).available == does("j")
    assert read_key(pending, "f5", find=find) == Reading()


@pytest.mark.parametrize("digits", ["", "4"])
def test_what_is_pending_is_true(digits):
    assert bool(Pending(digits)) == bool(digits)
