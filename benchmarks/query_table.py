"""What queries cost in each engine, and the bounds for a page of hits."""

from __future__ import annotations

import operator
from itertools import compress, starmap
from statistics import median
from typing import TYPE_CHECKING, Any, TypeAlias

from benchmarks.tables import Table, bound, milliseconds, ratio
from benchmarks.timing import nearly_worst

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.wanted import Question

    Answer: TypeAlias = Mapping[str, Any] | None
    """What an engine says to a query; None when it cannot be asked that."""

    Asked: TypeAlias = Mapping[str, Sequence[Answer]]
    """The answers of each engine, in the order of the queries."""

_PAGE, _FIFTY, _ONE_HIT = "ainews", "ainews, 50 hits", "ainews, one hit"
_FTS5, _TEXTS = "SQLite FTS5", "tantivy, texts"

_ENOUGH = 20
"""With fewer hits the library goes on to items with most of the words."""

_EXPLANATION = (
    "Milliseconds; for rivals, how many of the best fifty were found.",
    "ainews gives 12 hits with snippets, and how many there are with all words and with most.",
    "Rivals give fifty numbers of rows, and tantivy texts too; stock Whoosh has one item in ten.",
    "Bounds are for queries that at least twenty items answer in full, long ones included.",
)


def query_table(questions: Mapping[str, list[Question]], asked: Asked) -> Table:
    """Return the medians of all queries, with headings over each kind of them."""
    lines: list[tuple[str, ...]] = []
    answers = zip(*asked.values(), strict=True)
    for kind, its in questions.items():
        lines.append((f"— {kind}", *[""] * (len(asked) + 3)))
        lines += [
            _line(question.typed, dict(zip(asked, next(answers), strict=True))) for question in its
        ]
    in_full = [bool(answer) and answer["total"] >= _ENOUGH for answer in asked[_PAGE]]
    p95 = [_nearly_worst(_medians(each, in_full)) for each in asked.values()]
    lines.append(("p95 of those answered in full", "", *p95, "", ""))
    columns = ("", "hits", *asked, "12 of tantivy's texts", "50 of FTS5's")
    notes = (*_EXPLANATION, *_bounds(asked, in_full), _second_chances(asked[_PAGE], in_full))
    return Table("Queries, median", columns, tuple(lines), notes)


def _line(typed: str, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    cells = starmap(_cell, answers.items())
    shares = (_share(answers, _PAGE, _TEXTS), _share(answers, _FIFTY, _FTS5))
    return (typed, hits(answers[_PAGE]), *cells, *shares)


def hits(answer: Answer) -> str:
    """Spell how many items have all that is asked for, and how many more have most of it."""
    if answer is None:
        return "–"
    return f"{answer['total']:,}" + (f" + {answer['most']:,}" if answer["most"] else "")


def _cell(name: str, answer: Answer) -> str:
    if answer is None:
        return "–"
    text = f"{answer['median'] * 1000:.2f}"
    return text if name.startswith(_PAGE) else f"{text} ({answer['found']:2})"


def _share(answers: Mapping[str, Answer], ours: str, theirs: str) -> str:
    our, their = answers[ours], answers.get(theirs)
    return ratio(our["median"], their["median"]) if our and their else "–"


def _medians(answers: Sequence[Answer], wanted: Sequence[bool]) -> list[float]:
    return [answer["median"] for answer in compress(answers, wanted) if answer]


def _nearly_worst(seconds: Sequence[float]) -> str:
    return milliseconds(nearly_worst(seconds)) if seconds else "–"


def _bounds(asked: Asked, in_full: Sequence[bool]) -> Iterator[str]:
    if _TEXTS in asked:
        middle = median(starmap(operator.truediv, _pairs(asked, _PAGE, _TEXTS, in_full)))
        is_kept = middle <= 3
        yield bound(f"12 hits ≤ 3 × tantivy's texts, the median ({middle:.2f} ×)", is_kept=is_kept)
    pages = _medians(asked[_PAGE], in_full)
    yield bound("12 hits ≤ 16 ms, 95 of 100", is_kept=nearly_worst(pages) <= 0.016)
    yield bound(f"12 hits ≤ 40 ms, all ({milliseconds(max(pages))})", is_kept=max(pages) <= 0.04)
    fifty = median(starmap(operator.truediv, _pairs(asked, _FIFTY, _FTS5, in_full)))
    one = median(starmap(operator.truediv, _pairs(asked, _ONE_HIT, _FTS5, in_full)))
    yield f"50 hits, with snippets, of FTS5's numbers of rows: {fifty:.2f} ×, the median"
    yield bound(f"one hit ≤ FTS5's, the median ({one:.2f} ×)", is_kept=one <= 1)


def _pairs(
    asked: Asked, ours: str, theirs: str, wanted: Sequence[bool]
) -> Iterator[tuple[float, float]]:
    """Yield the times of two engines for each query that is wanted and both can be asked."""
    for our, their in compress(zip(asked[ours], asked[theirs], strict=True), wanted):
        if our and their:
            yield our["median"], their["median"]


def _second_chances(answers: Sequence[Answer], in_full: Sequence[bool]) -> str:
    others = _medians(answers, [not each for each in in_full])
    firsts = [answer["first"] for answer in answers if answer]
    return (
        f"12 hits of queries that few or no items answer in full: {milliseconds(median(others))}, "
        f"the slowest {milliseconds(max(others))}; of all queries when asked for the first time: "
        f"{milliseconds(median(firsts))}, the slowest {milliseconds(max(firsts))}."
    )
