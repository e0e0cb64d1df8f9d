"""The settings file: TOML that belongs to the user.

A mistake in it never stops the program: the default is used, and the mistake is reported.
"""

from tui.settings.file import Mistake, SettingsFile, load_settings, read_settings
from tui.settings.folders import add_folders
from tui.settings.settings import Settings

__all__ = ["Mistake", "Settings", "SettingsFile", "add_folders", "load_settings", "read_settings"]
