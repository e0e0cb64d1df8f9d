"""The language that the user reads best."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set counts, as POSIX has it."""


def reading_language(setting: str, environ: Mapping[str, str]) -> str:
    """Return `zh` or `en`: what the setting `language` says, or else the locale."""
    if setting != "auto":
        return setting
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
