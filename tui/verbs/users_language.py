"""The language of what a verb says about stories."""

from __future__ import annotations

import os

from tui.locations import settings_file
from tui.reading_language import reading_language
from tui.settings import read_settings


def users_language() -> str:
    """Return `zh` or `en`, as the settings or the locale have it. Raises LocationError."""
    return reading_language(read_settings(settings_file()).settings.language, os.environ)
