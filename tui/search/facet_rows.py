"""The facets of a search as rows: headings with values and their counts below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from digests import narrowings, safe_line, subject_key
from tui.text import styles
from tui.text.wrapping import cut, display_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digests import Facets

_SHOWN = 6
"""The most values of a facet that are shown while it is folded."""

_MOST_COUNTED = 50
"""The most values of a facet that the library counts."""

REQUIRED = "+"
EXCLUDED = "-"
AT_LEAST = "+"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A heading, a value below it, or a row that stands for folded values."""

    field: str
    """The name of the field in a query."""

    value: str = ""
    """Empty for a heading and for folded values."""

    count: int = 0
    """Hits with the value, or the number of folded values; 0 if not known."""

    sign: str = ""
    """REQUIRED or EXCLUDED if the query says so; AT_LEAST if `count` is a lower bound."""

    @property
    def is_heading(self) -> bool:
        """Whether the row names a field."""
        return not self.value and not self.count


def facet_rows(facets: Facets, query: str, unfolded: frozenset[str]) -> tuple[FacetRow, ...]:
    """Return the rows of all facets; those without values are left out.

    Args:
        facets: The counts for the hits of `query`.
        query: The values it requires or excludes come first, even if no hit has them.
        unfolded: The fields whose values are all shown.
    """
    rows: list[FacetRow] = []
    for field, values in _fields(facets):
        icons = _icons(query, field)
        all_rows = list(_values(field, values, icons))
        shown = all_rows if field in unfolded else _few(all_rows)
        if all_rows:
            rows += (FacetRow(field), *shown)
        if len(shown) < len(all_rows):
            sign = AT_LEAST if len(values) >= _MOST_COUNTED else ""
            rows.append(FacetRow(field, count=len(all_rows) - len(shown), sign=sign))
    return tuple(rows)


def facet_line(row: FacetRow, width: int) -> Content:
    """Draw a row within `width` cells."""
    if row.is_heading:
        return Content.styled(cut(_HEADINGS[row.field], width), styles.SUBHEADING)
    if not row.value:
        return Content.styled(cut(f"   … {row.count:,}{row.sign} more", width), styles.QUIET)
    count = f" {row.count:,}" if row.count else ""
    name = cut(display_text(safe_line(row.value)), max(width - 3 - cell_len(count), 1))
    gap = " " * max(width - 3 - cell_len(name) - cell_len(count), 0)
    look = styles.BOLD if row.sign else ""
    sign = (f" {row.sign or ' '} ", styles.KEY)
    return Content.assemble(sign, (name, look), gap, (count, styles.QUIET))


_HEADINGS = {
    "in": "Publications",
    "company": "Companies",
    "model": "Models",
    "topic": "Topics",
    "person": "People",
    "site": "Sites",
    "on": "Months",
    "lang": "Languages",
}


def _fields(facets: Facets) -> Iterator[tuple[str, tuple[tuple[str, int], ...]]]:
    values = (
        facets.publications,
        facets.companies,
        facets.models,
        facets.topics,
        facets.people,
        facets.sites,
        facets.months,
        facets.languages,
    )
    return zip(_HEADINGS, values, strict=True)


def _icons(query: str, field: str) -> dict[str, tuple[str, str]]:
    """Return the values of a field in the query, as written and with signs, by `subject_key`."""
    return {
        subject_key(one.value): (one.value, EXCLUDED if one.is_excluded else REQUIRED)
        for one in narrowings(query)
        if one.field == field
    }


def _values(
    field: str, values: tuple[tuple[str, int], ...], icons: dict[str, tuple[str, str]]
) -> Iterator[FacetRow]:
    counts = dict(values)
    names = {subject_key(value): value for value in counts}
    for key, (written, sign) in icons.items():
        name = names.get(key, written)
        yield FacetRow(field, name, counts.get(name, 0), sign)
    for value, count in values:
        if subject_key(value) not in icons:
            yield FacetRow(field, value, count)


def _few(rows: list[FacetRow]) -> list[FacetRow]:
    """Return the rows to show while the others are folded.

    Values with a single hit are folded first. One row alone is not worth folding.
    """
    often = [row for row in rows if row.count > 1 or row.sign] or rows
    few = often[:_SHOWN]
    return rows if len(rows) - len(few) < 2 else few
