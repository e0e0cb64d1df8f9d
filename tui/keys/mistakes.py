"""Everything that is wrong in the settings file, the keys included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.settings import Mistake, SettingsFile


def all_mistakes(file: SettingsFile) -> tuple[Mistake, ...]:
    """Return the mistakes in the file, in the order of their lines."""
    from tui.keys.config import configured_keys

    keys = configured_keys(file.settings).mistakes
    found = (file.mistake(mistake.place, mistake.words) for mistake in keys)
    return tuple(sorted((*file.mistakes, *found)))


def mistakes_notice(mistakes: Sequence[Mistake]) -> str:
    """Return a sentence for the first mistake and the number of all; empty without any."""
    if not mistakes:
        return ""
    if len(mistakes) == 1:
        return f"settings, {mistakes[0]}"
    return f"settings, {mistakes[0]}; `ainews config check` names all {len(mistakes)}"
