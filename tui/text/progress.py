"""What the status line says about indexing."""

from __future__ import annotations

from tui.text.counts import counted

_SETTLED = 1.0
"""Seconds until a rate means something."""


def progress_words(done: int, total: int, items: int = 0, seconds: float = 0.0) -> str:
    """Say how far indexing is, how fast, and how long it will still take.

    Args:
        done: Issues that were read.
        total: Issues to be read.
        items: What was found in them.
        seconds: Since the first was begun.
    """
    if not total:
        return "looking for new issues"
    words = f"reading {counted(done, 'issue', of=total)}"
    if seconds < _SETTLED or not done:
        return words
    left = (total - done) * seconds / done
    return f"{words} · {counted(items, 'item')}, {items / seconds:,.0f}/s · {_time(left)} left"


def comparing_words(done: int, total: int, *, is_comparing: bool) -> str:
    """Say how far the looking for the same stories is, in one of its two steps."""
    return f"{comparing_aim(is_comparing=is_comparing)}: {counted(done, 'issue', of=total)}"


def comparing_aim(*, is_comparing: bool) -> str:
    """Name one of the two steps: issues are read, then they are compared."""
    return "looking for the same stories" if is_comparing else "reading for the same stories"


def _time(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def news_words(added: int, changed: int, removed: int, problems: int) -> str:
    """Say what a refresh has found; empty when there is nothing to say."""
    counts = ((added, "new"), (changed, "changed"), (removed, "gone"))
    found = [f"{count:,} {word}" for count, word in counts if count]
    if problems:
        found.append(f"{problems:,} with problems, which `ainews index` names")
    return ", ".join(found)
