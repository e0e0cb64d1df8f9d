"""The settings file: TOML that belongs to the user.

    settings.py   every setting, once: its default, what it may be, what it does
    kinds.py      what values may be, and how they are read
    file.py       reading the file: the settings, and the mistakes in it with their lines
    toml.py       the file that a new user gets, and on which line something stands in a file
    folders.py    writing into the list of folders and changing nothing else

A mistake never stops the reader: the default is taken, and the mistake is named.
"""

from tui.settings.file import Mistake, SettingsFile, load_settings, read_settings
from tui.settings.folders import add_folders
from tui.settings.settings import Settings

__all__ = ["Mistake", "Settings", "SettingsFile", "add_folders", "load_settings", "read_settings"]
