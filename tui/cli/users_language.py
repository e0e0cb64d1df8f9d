"""The language of what a verb says about stories."""

from __future__ import annotations

import os

from tui.settings import read_settings
from tui.system.locale import reading_language
from tui.system.paths import settings_file


def users_language() -> str:
    """Return `zh` or `en`, as the settings or the locale have it. Raises LocationError."""
    return reading_language(read_settings(settings_file()).settings.language, os.environ)
