"""The errors of the program, each with the message that the user sees.

    ReaderError
    ├── UsageError          the command line cannot be understood
    ├── LocationError       no folder is known for settings, cache or marks
    ├── NoRoomError         the cache can be neither written to disk nor held in memory
    ├── SettingsError       the settings file cannot be read or written
    ├── WatchError          the record of a watched query cannot be read or written
    ├── EditorError         there is no editor, or it failed
    ├── LinkRefusedError    an address is not safe to open
    ├── LinkNotOpenedError  no browser could be started
    ├── PipeError           a command that items were piped to failed
    ├── ExportError         an export file cannot be written
    └── PictureError        an image cannot be shown

Messages are safe to show and have no full stop at the end.
"""

from __future__ import annotations

from digests import safe_line


class ReaderError(Exception):
    """The base class of everything that the program raises on purpose."""


class UsageError(ReaderError):
    """The command line cannot be understood."""

    def __init__(self, reason: str, help_command: str = "ainews --help") -> None:
        """`help_command` is the command whose output explains the right usage."""
        super().__init__(f"{safe_line(reason)}; see `{help_command}`")


class LocationError(ReaderError):
    """No folder is known for settings, cache or marks, because HOME is not set."""

    def __init__(self, what: str) -> None:
        """`what` completes `no place for the …`, such as `cache`."""
        super().__init__(
            f"no place for the {what}: HOME is not set to an absolute path; set HOME, "
            f"XDG_CONFIG_HOME, XDG_CACHE_HOME and XDG_DATA_HOME"
        )


class NoRoomError(ReaderError):
    """The cache cannot be written to disk and would not fit into memory."""

    def __init__(self, cache: str, size: int, most: int) -> None:
        """`size` is the bytes of all digests, `most` the limit for a cache in memory."""
        super().__init__(
            f"{safe_line(cache)} cannot be written, and {_megabytes(size)} of digests are too many "
            f"to be kept in memory, which takes {_megabytes(most)}: set XDG_CACHE_HOME to a folder "
            "that can be written; without it a smaller folder can be read, as by `ainews FOLDER`, "
            "and `ainews parse` and `ainews lint` work"
        )


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000):,} MB"


class SettingsError(ReaderError):
    """The settings file cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        self.reason = reason
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class WatchError(ReaderError):
    """The record of a watched query, its earlier hits, cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class EditorError(ReaderError):
    """No editor could be opened, or it ended with a failure."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence."""
        super().__init__(safe_line(reason))


class LinkRefusedError(ReaderError):
    """An address is not safe to open."""

    def __init__(self, url: str, reason: str) -> None:
        """`reason` follows `not opened: `, so it begins in lower case."""
        self.url = url
        self.reason = reason
        super().__init__(f"not opened: {safe_line(reason)}")


class LinkNotOpenedError(ReaderError):
    """No browser could be started."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence and says what was tried."""
        super().__init__(safe_line(reason))


class PipeError(ReaderError):
    """A command that items were piped to is invalid or failed."""

    def __init__(self, command: str, reason: str) -> None:
        """`reason` follows the command, so it begins in lower case."""
        super().__init__(f"{safe_line(command)}: {safe_line(reason)}")


class ExportError(ReaderError):
    """An export file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class PictureError(ReaderError):
    """An image cannot be shown."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence."""
        super().__init__(safe_line(reason))
