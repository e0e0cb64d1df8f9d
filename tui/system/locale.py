"""The user's preferred language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set counts, as POSIX specifies."""


def reading_language(setting: str, environ: Mapping[str, str]) -> str:
    """Return `zh` or `en`: the setting `language`, or for `auto` what the locale suggests."""
    if setting != "auto":
        return setting
    locale = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
