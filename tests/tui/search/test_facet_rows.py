from __future__ import annotations

from rich.cells import cell_len

from digests import Facets
from tui.search.facet_rows import AT_LEAST, FacetRow, facet_line, facet_rows

NONE: frozenset[str] = frozenset()


def facets(**fields):
    names = Facets.__dataclass_fields__
    return Facets(**{name: fields.get(name, ()) for name in names})


def values(rows):
    return [row.value for row in rows if row.value]


def test_values_stand_below_their_heading_and_empty_facets_are_left_out():
    rows = facet_rows(facets(companies=(("nest", 3), ("crane", 2))), "heron", NONE)
    assert [(row.field, row.value, row.count) for row in rows] == [
        ("company", "", 0),
        ("company", "nest", 3),
        ("company", "crane", 2),
    ]


def test_values_with_one_hit_are_folded_away():
    many = (("nest", 3), *((f"c{n}", 1) for n in range(9)))
    rows = facet_rows(facets(companies=many), "heron", NONE)
    assert values(rows) == ["nest"]
    assert facet_line(rows[-1], 30).plain.strip() == "… 9 more"


def test_all_values_are_shown_when_the_facet_is_unfolded():
    many = tuple((f"c{n}", 9) for n in range(9))
    assert len(values(facet_rows(facets(companies=many), "heron", NONE))) == 6
    assert len(values(facet_rows(facets(companies=many), "heron", frozenset({"company"})))) == 9


def test_a_single_value_is_not_worth_folding():
    seven = tuple((f"c{n}", 9) for n in range(7))
    assert len(values(facet_rows(facets(companies=seven), "heron", NONE))) == 7


def test_when_more_values_may_exist_the_row_says_so():
    many = tuple((f"c{n}", 9) for n in range(50))
    assert facet_rows(facets(topics=many), "heron", NONE)[-1] == FacetRow(
        "topic", count=44, sign=AT_LEAST
    )


def test_what_the_query_demands_or_excludes_stands_first_with_its_sign():
    found = facets(companies=(("nest", 3), ("Hugging Nest", 2)))
    rows = facet_rows(found, 'heron company:"hugging-nest" -company:crane', NONE)
    assert [(row.value, row.count, row.sign) for row in rows[1:]] == [
        ("Hugging Nest", 2, "+"),
        ("crane", 0, "-"),
        ("nest", 3, ""),
    ]


def test_a_row_fits_the_width_whatever_its_value():
    for value in ("nest", "x" * 90, "澄江" * 30, "[red]x", "\x1b[2J"):
        for width in (8, 20, 40):
            line = facet_line(FacetRow("company", value, 1234), width)
            assert cell_len(line.plain) <= max(width, 10)
            assert "\x1b" not in line.plain


def test_counts_that_are_not_exact_are_said_to_be_about_so_many():
    counted = facets(companies=(("nest", 3),))
    rows = facet_rows(counted, "heron", NONE, is_exact=False)
    assert facet_line(rows[0], 30).plain == "Companies, about"
    assert rows[0].is_heading
    assert facet_line(facet_rows(counted, "heron", NONE)[0], 30).plain == "Companies"
