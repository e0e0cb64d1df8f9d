"""Figures in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len


@dataclass(frozen=True, slots=True)
class Table:
    """What one measurement prints."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Align the first column to the left and figures to the right."""
        lines = (self.columns, *self.rows)
        widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
        head, *rest = (_line(line, widths) for line in lines)
        rule = "─" * (sum(widths) + 2 * (len(widths) - 1))
        return "\n".join((f"\n{self.title}", rule, head, rule, *rest, *self.notes))


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    gaps = [" " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=True)]
    first, *others = zip(cells, gaps, strict=True)
    return "  ".join(["".join(first), *(gap + cell for cell, gap in others)])


def milliseconds(seconds: float) -> str:
    """Spell a time, with as many digits as mean something."""
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.2f} ms"


def megabytes(size: float) -> str:
    """Spell a size that is given in bytes."""
    return f"{size / 1e6:,.1f} MB"


def ratio(value: float, reference: float) -> str:
    """Spell `value` as a multiple of `reference`."""
    return f"{value / reference:.2f} ×" if reference else "–"


def bound(text: str, *, is_kept: bool) -> str:
    """Spell a bound, and whether it is kept."""
    return f"{text} {'✓' if is_kept else '✗'}"
