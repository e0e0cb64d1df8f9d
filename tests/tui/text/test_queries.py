from __future__ import annotations

from rich.cells import cell_len

from digests import SavedSearch
from digests.search.query.parser import parse_query
from tui.text.queries import EXAMPLES, QueryRow, query_line, saved_rows, start_rows

CHIPS = SavedSearch("Chips", "芯片 OR gpu")


def test_every_example_can_be_asked():
    assert [str(parse_query(example)) for example in EXAMPLES] == list(EXAMPLES)


def test_before_anything_was_asked_saved_and_earlier_searches_and_examples_are_offered():
    rows = start_rows([CHIPS], ["heron"])
    assert [row.query or row.name for row in rows] == [
        "Saved searches",
        "芯片 OR gpu",
        "Earlier searches",
        "heron",
        "For example",
        *EXAMPLES,
    ]


def test_a_group_without_queries_has_no_heading():
    assert start_rows([], [])[0].name == "For example"


def test_a_saved_search_says_what_it_finds_and_what_it_mutes():
    muted = SavedSearch("Noise", "giveaway", "read")
    remarks = [row.remark for row in saved_rows([(CHIPS, 1), (muted, 1234), (CHIPS, None)])]
    assert remarks == ["1 hit", "marks as read · 1,234 hits", "misspelt"]


def test_a_row_fits_the_width_whatever_it_says():
    hostile = "[red]\x1b[2J 芯片" * 9
    for row in (QueryRow(hostile, hostile, "12 hits"), QueryRow(hostile), QueryRow(name="Saved")):
        for width in (24, 40, 80):
            line = query_line(row, width)
            assert cell_len(line.plain) <= width
            assert "\x1b" not in line.plain
