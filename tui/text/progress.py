"""The progress and the result of a refresh or a sync, as text for the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.text.counts import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

_MEANINGFUL_AFTER = 1.0
"""Seconds until a rate is meaningful."""


def progress_text(done: int, total: int, items: int = 0, seconds: float = 0.0) -> str:
    """Return how far indexing has come, how fast it is, and how long it will still take.

    Args:
        done: Issues read so far.
        total: Issues to be read; 0 while they are still searched for.
        items: Items found in the issues read.
        seconds: Time since the start.
    """
    if not total:
        return "looking for new issues"
    text = f"reading {counted(done, 'issue', of=total)}"
    if seconds < _MEANINGFUL_AFTER or not done:
        return text
    left = (total - done) * seconds / done
    return f"{text} · {counted(items, 'item')}, {items / seconds:,.0f}/s · {_time(left)} left"


def comparing_text(done: int, total: int, *, is_comparing: bool) -> str:
    """Return how far the search for shared stories has come, in one of its two steps."""
    return f"{comparing_step(is_comparing=is_comparing)}: {counted(done, 'issue', of=total)}"


def comparing_step(*, is_comparing: bool) -> str:
    """Return the name of a step: issues are read first, then compared."""
    return "looking for the same stories" if is_comparing else "reading for the same stories"


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def refresh_text(added: int, changed: int, removed: int, problems: int) -> str:
    """Return what a refresh found, such as `3 new, 1 changed`; empty for nothing."""
    parts = _counts(added, changed, removed)
    if problems:
        parts.append(f"{problems:,} with problems, which `ainews index` names")
    return ", ".join(parts)


def fetching_text(done: int, total: int, name: str) -> str:
    """Return how many sources are fetched, and the name of one that is waited for."""
    return f"fetching {done:,}/{total:,} · {name}"


def fetched_text(new: int, changed: int, removed: int, failed: int) -> str:
    """Return what a sync found, such as `fetched: 3 new, 1 failed`."""
    parts = _counts(new, changed, removed) or ["nothing new"]
    if failed:
        parts.append(f"{failed:,} failed")
    return f"fetched: {', '.join(parts)}"


_NAMED_FAILURES = 3


def failures_text(failures: Mapping[str, str]) -> str:
    """Return a notice about the sources that failed, given by name with the reason; not empty."""
    if len(failures) == 1:
        return ": ".join(*failures.items())
    names = ", ".join(list(failures)[:_NAMED_FAILURES])
    more = "…" if len(failures) > _NAMED_FAILURES else ""
    return f"{len(failures):,} sources failed: {names}{more}; `ainews sources` says why"


def _counts(new: int, changed: int, removed: int) -> list[str]:
    counts = ((new, "new"), (changed, "changed"), (removed, "gone"))
    return [f"{count:,} {word}" for count, word in counts if count]
