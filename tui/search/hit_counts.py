"""How many hits there are, and what to do when there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digests import SearchPage


def hit_remark(page: SearchPage) -> str:
    """Say how many hits there are; without any, what may have been meant or is missing."""
    if not page.query.strip():
        return ""
    if page.suggestion:
        return f"no hits; did you mean: {page.suggestion}  (Tab takes it)"
    if page.missing:
        return f"no hits; nothing has: {'  '.join(page.missing)}"
    return f"{_total(page)} {'hit' if page.total == 1 else 'hits'}"


def hit_place(page: SearchPage | None, row: int) -> str:
    """Say which hit is under the cursor; empty without hits."""
    return f"hit {row + 1:,} of {_total(page)}" if page and page.total else ""


def _total(page: SearchPage) -> str:
    return f"{'' if page.is_exact_total else 'about '}{page.total:,}"
