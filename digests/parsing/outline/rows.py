"""Rows of tables as items (rule R6.5): whether they are stories, and which cell has the title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digests.model.blocks import Paragraph
from digests.parsing.inline.line_breaks import text_of
from digests.parsing.inline.lines import without_ordinal
from digests.parsing.inline.links import is_source_run
from digests.parsing.inline.source_words import is_no_title, says_nothing
from digests.parsing.outline.item_titles import (
    LONGEST_CELL,
    EntryTitle,
    derived_title,
    ends_sentence,
    entry_title,
    without_sources,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digests.model.blocks import Runs, Table

Row = tuple["Runs", ...]

_TITLE_HEADER = re.compile(
    r"\W*(?:(?:paper|article|story|news|post|project|repo(?:sitory)?|talk|book|video|page)?\s*"
    r"(?:title|name|headline)s?|papers?|articles?|stor(?:y|ies)|news|headlines?|projects?|talks?"
    r"|posts?|events?"
    r"|.{0,4}(?:标题|標題|题目|題目|名称|名稱)|论文|論文|文章|新闻|新聞|项目|事件"
    r"|タイトル|記事|見出し|記事タイトル|ニュース|제목|기사|논문|titel|titre|título|titolo|заголовок|название"
    r")\W*",
    re.IGNORECASE,
)


def story_rows(table: Table) -> tuple[Row, ...]:
    """Return the rows of `table` if every one has a link and says something, else none."""
    rows = tuple(row for row in table.rows if any(row))
    has_stories = all(_has_link(row) for row in rows) and any(map(_says_something, rows))
    return rows if has_stories else ()


def _has_link(row: Row) -> bool:
    return any(is_source_run(run) for cell in row for run in cell)


def _says_something(row: Row) -> bool:
    return not all(says_nothing(text_of(cell)) or is_no_title(text_of(cell)) for cell in row)


def title_column(table: Table) -> int:
    """Return the column of titles.

    Its header says so; else it is the first of those whose cells say something and tell the rows
    apart best.
    """
    headers = [" ".join(text_of(cell).split()) for cell in table.header]
    usable = [i for i in range(len(headers)) if _mostly_says_something(table.rows, i)]
    named = (i for i in usable if _TITLE_HEADER.fullmatch(headers[i]))
    distinct = {i: len({text_of(row[i]).strip() for row in table.rows}) for i in usable}
    best = max(usable, key=lambda column: distinct[column], default=0)
    return next(named, best)


def _mostly_says_something(rows: Sequence[Row], column: int) -> bool:
    saying = sum(_is_title(row[column]) for row in rows)
    return 2 * saying > len(rows)


def row_title(row: Row, column: int) -> tuple[EntryTitle, Row]:
    """Return the title of a row, with what is left of its cell, and the other cells.

    A cell that does not say anything, such as a number, leaves its part to the next one.
    """
    at = next((i for i in _cells_from(row, column) if _is_title(row[i])), column)
    others = tuple(cell for i, cell in enumerate(row) if i != at and cell)
    return _cell_title(row[at]), others


def _cells_from(row: Row, column: int) -> list[int]:
    return [column, *(i for i in range(len(row)) if i != column)]


def _is_title(cell: Runs) -> bool:
    text = text_of(cell)
    return not says_nothing(text) and not is_no_title(text)


def _cell_title(cell: Runs) -> EntryTitle:
    split = entry_title(cell)
    if split.title:
        return split
    runs = without_ordinal(cell)
    whole, title = " ".join(text_of(runs).split()), without_sources(runs)
    if ends_sentence(title) or len(title) > LONGEST_CELL:
        return EntryTitle(derived_title([Paragraph(runs)], whole), (), runs, is_derived=True)
    if title == whole:
        return EntryTitle(title, runs, ())
    return EntryTitle(title, (), runs, is_derived=True)
