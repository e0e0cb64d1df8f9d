"""What can go wrong around the library, with the sentence that the user gets.

    ReaderError
    ├── UsageError          the command line does not say what to do
    ├── LocationError       there is no place for settings, cache or marks
    ├── NoRoomError         the cache cannot be written, and memory is too small for it
    ├── SettingsError       the settings file cannot be read or written
    ├── WatchError          what a watched query has found cannot be remembered
    ├── EditorError         no editor, or one that failed
    ├── LinkRefusedError    an address that must not be opened
    ├── LinkNotOpenedError  no browser could be started
    ├── PipeError           a command that items are sent to does not work
    ├── ExportError         a file of items cannot be written
    └── PictureError        an image cannot be shown

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
    """There is no place for settings, cache or marks."""

    def __init__(self, what: str) -> None:
        """`what` names what needs a place, such as `cache`."""
        super().__init__(
            f"no place for the {what}: HOME is not set to an absolute path; set HOME, "
            f"XDG_CONFIG_HOME, XDG_CACHE_HOME and XDG_DATA_HOME"
        )


class NoRoomError(ReaderError):
    """The cache cannot be written, and what it would hold is too much to be kept in memory."""

    def __init__(self, cache: str, size: int, most: int) -> None:
        """`size` is that of the digests in bytes, and `most` what can be read without a cache."""
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
    """What a watched query has found before cannot be read or written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class EditorError(ReaderError):
    """No editor could be opened, or it ended with a failure."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence."""
        super().__init__(safe_line(reason))


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


class PipeError(ReaderError):
    """A command that items are sent to does not work."""

    def __init__(self, command: str, reason: str) -> None:
        """`reason` follows the command, so it begins in lower case."""
        super().__init__(f"{safe_line(command)}: {safe_line(reason)}")


class ExportError(ReaderError):
    """A file of items cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        """`reason` follows the file's name, so it begins in lower case."""
        super().__init__(f"{safe_line(path)}: {safe_line(reason)}")


class PictureError(ReaderError):
    """An image cannot be shown."""

    def __init__(self, reason: str) -> None:
        """`reason` is a sentence."""
        super().__init__(safe_line(reason))
