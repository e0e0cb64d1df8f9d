"""What the status line says about indexing."""

from __future__ import annotations


def progress_words(done: int, total: int) -> str:
    """Say how far indexing is."""
    return f"reading {done:,} of {total:,} issues" if total else "looking for new issues"


def news_words(added: int, changed: int, removed: int, problems: int) -> str:
    """Say what a refresh has found; empty when there is nothing to say."""
    counts = ((added, "new"), (changed, "changed"), (removed, "gone"))
    found = [f"{count:,} {word}" for count, word in counts if count]
    if problems:
        found.append(f"{problems:,} with problems, which `ainews index` names")
    return ", ".join(found)
