"""What a sync did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileCounts:
    """Issue files of one source, in numbers."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class SyncReport:
    """How the sync of one source ended."""

    name: str
    files: FileCounts = FileCounts()

    failure: str = ""
    """Why it did not go well, safe to show; then nothing was changed that is not whole."""

    def __str__(self) -> str:
        """Return one line for the user, without the name."""
        if self.failure:
            return f"failed: {self.failure}"
        files = self.files
        counts = {"new": files.new, "changed": files.changed, "removed": files.removed}
        told = [f"{count:,} {word}" for word, count in counts.items() if count]
        return ", ".join((*told, f"{files.unchanged:,} unchanged"))
