"""What can go wrong around the library, with the sentence that the user gets.

    ReaderError
    ├── UsageError          the command line does not say what to do
    ├── LocationError       there is no place for settings or cache
    ├── SettingsError       the settings file cannot be read or written
    ├── LinkRefusedError    an address that must not be opened
    └── LinkNotOpenedError  no browser could be started

Messages are safe to show and end without a full stop.
"""

from __future__ import annotations

from digests import safe_line


class ReaderError(Exception):
    """The root: catching it catches everything that the reader raises on purpose."""


class UsageError(ReaderError):
    """The command line does not say what to do."""

    def __init__(self, reason: str, help_command: str = "ainews --help") -> None:
        """`help_command` prints what would have been right."""
        super().__init__(f"{safe_line(reason)}; see `{help_command}`")


class LocationError(ReaderError):
    """There is no place for settings or cache."""

    def __init__(self, what: str) -> None:
        """`what` names what needs a place, such as `cache`."""
        super().__init__(
            f"no place for the {what}: HOME is not set to an absolute path; set HOME, "
            f"XDG_CONFIG_HOME and XDG_CACHE_HOME"
        )


class SettingsError(ReaderError):
    """The settings file cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        self.reason = reason
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class LinkRefusedError(ReaderError):
    """An address that must not be opened."""

    def __init__(self, url: str, reason: str) -> None:
        """`reason` follows `not opened: `."""
        self.url = url
        self.reason = reason
        super().__init__(f"not opened: {safe_line(reason)}")


class LinkNotOpenedError(ReaderError):
    """No browser could be started."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence and says what was tried."""
        super().__init__(safe_line(reason))
