from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.text.plots import bar, columns, sparkline

values = st.lists(st.integers(0, 10_000), max_size=80)


def test_a_sparkline_has_a_column_for_each_value() -> None:
    assert sparkline([0, 1, 4, 8], 10) == " ▁▄█"


def test_a_plain_sparkline_is_ascii() -> None:
    assert sparkline([0, 1, 4, 8], 10, plain=True) == " _=@"


def test_more_values_than_columns_are_added_up() -> None:
    assert sparkline([1, 1, 2, 2], 2) == "▄█"
    assert sparkline([9, 1, 1, 1, 1], 3) == "█▂▂"


def test_columns_have_several_lines_and_few_of_them_are_broad() -> None:
    assert columns([1, 8, 16], 12, 2) == ["        ████", "▁▁▁▁████████"]
    assert columns([1, 16], 2, 2, plain=True) == [" @", "_@"]
    assert columns([], 10, 2) == ["", ""]


@given(values, st.integers(1, 40), st.integers(1, 6))
def test_columns_fit_and_hide_nothing(numbers: list[int], width: int, height: int) -> None:
    lines = columns(numbers, width, height)
    assert len(lines) == height
    assert all(len(line) <= width for line in lines)
    assert bool(lines[-1].strip()) == any(numbers)


@given(values, st.integers(1, 40))
def test_a_sparkline_fits_and_hides_nothing(numbers: list[int], width: int) -> None:
    line = sparkline(numbers, width)
    assert len(line) <= width
    assert bool(line.strip()) == any(numbers)


@given(st.integers(0, 1_000), st.integers(0, 1_000), st.integers(1, 60))
def test_a_bar_fits_and_hides_nothing(value: int, more: int, width: int) -> None:
    for plain in (False, True):
        drawn = bar(value, value + more, width, plain=plain)
        assert len(drawn) <= width
        assert bool(drawn) == bool(value)


def test_the_longest_bar_is_as_wide_as_there_is_room() -> None:
    assert bar(7, 7, 5) == "█████"
    assert bar(1, 2, 5) == "██▌"
    assert bar(1, 2, 4, plain=True) == "##"
