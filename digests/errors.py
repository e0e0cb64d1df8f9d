"""Every error that the library raises on purpose.

    DigestError
    ├── FolderError               a folder given by the user cannot be used
    ├── IssueNotFoundError        no issue or item has this id
    ├── IssueUnreadableError      the file of a known issue cannot be read now
    ├── QueryError                an invalid query, with the position of the mistake
    ├── CacheError                the cache folder cannot be used
    ├── MarksError                the user's marks cannot be read or saved now
    │   └── MarksReadOnlyError    they can be read but not changed
    ├── TagNameError              a word that cannot be a tag
    ├── SearchStoppedError        a search's answer is no longer wanted
    ├── SavedSearchesError        the file of saved searches is invalid or cannot be written
    ├── RejectionsError           the user's story rejections cannot be read or saved now
    └── SearchIndexError
        ├── IndexBusyError        another process is writing
        └── IndexDamagedError     the index on disk is foreign or incomplete

Errors carry their facts as attributes and build their own message, which tells the user what to
do. A malformed digest is not an error: it is a `Problem` in the report of a refresh.

Any other exception is a bug of ainews. It propagates unchanged; where it must not stop the work on
other files, `bug_description` says in the report what it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.safe_text import safe_text

if TYPE_CHECKING:
    from types import TracebackType


class DigestError(Exception):
    """The base of every error that the library raises on purpose."""


class FolderError(DigestError):
    """A folder given by the user cannot be used."""

    def __init__(self, folder: str, reason: str) -> None:
        """`reason` follows the folder's name in the message, so it begins in lower case."""
        self.folder = folder
        self.reason = reason
        super().__init__(f"{safe_text(folder)}: {reason}")


class IssueNotFoundError(DigestError):
    """No issue or item has this id."""

    def __init__(self, wanted_id: str) -> None:
        """`wanted_id` is what the user typed."""
        self.wanted_id = wanted_id
        super().__init__(
            f"no issue or item has the id {safe_text(wanted_id)!r}; "
            "`ainews list` and `ainews search` print ids"
        )


class IssueUnreadableError(DigestError):
    """The file of a known issue cannot be read now."""

    def __init__(self, source: str, reason: str) -> None:
        """`source` is the file's name; `reason` follows it in the message."""
        self.source = source
        self.reason = reason
        super().__init__(f"{safe_text(source)}: {reason}")


class QueryError(DigestError):
    """An invalid query."""

    def __init__(self, query: str, position: int, expected: str) -> None:
        """`position` is 0-based, in characters; `expected` says what would have been valid."""
        self.query = query
        self.position = position
        self.expected = expected
        super().__init__(f"at character {position + 1}: {safe_text(expected)}")


class CacheError(DigestError):
    """The cache folder cannot be used."""

    def __init__(self, folder: str, reason: str) -> None:
        """`reason` follows the folder's name in the message."""
        self.folder = folder
        self.reason = reason
        super().__init__(
            f"cannot use the cache folder {safe_text(folder)}: {reason}; "
            "it needs free space and must be writable"
        )


class MarksError(DigestError):
    """The user's marks cannot be read or saved now. The marks on disk are unchanged."""

    def __init__(self, file: str, reason: str) -> None:
        """`reason` follows the file's name in the message and says what to do."""
        self.file = file
        self.reason = reason
        super().__init__(f"cannot use the marks file {safe_text(file)}: {safe_text(reason)}")


class MarksReadOnlyError(MarksError):
    """Marks can be read but not changed."""

    def __init__(self, file: str, reason: str) -> None:
        """`reason` follows the file's name in the message and says what to do."""
        super().__init__(file, reason)
        self.args = (f"marks cannot be changed: {safe_text(file)}: {safe_text(reason)}",)


class TagNameError(DigestError):
    """A word that cannot be a tag."""

    def __init__(self, tag: str, expected: str) -> None:
        """`expected` describes a valid tag."""
        self.tag = tag
        self.expected = expected
        super().__init__(f"{safe_text(tag)!r} cannot be a tag: {expected}")


class SearchStoppedError(DigestError):
    """A search was stopped because its answer is no longer wanted."""


class SavedSearchesError(DigestError):
    """The file of saved searches is invalid, or cannot be written."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        """`line` is 1-based, 0 when no line is at fault; `reason` says what to do."""
        self.file = file
        self.line = line
        self.reason = reason
        in_line = f", line {line}" if line else ""
        super().__init__(f"{safe_text(file)}{in_line}: {safe_text(reason)}")


class RejectionsError(DigestError):
    """The user's story rejections cannot be read or saved now. Those on disk are unchanged."""

    def __init__(self, file: str, reason: str) -> None:
        """`reason` follows the file's name in the message."""
        self.file = file
        self.reason = reason
        super().__init__(f"cannot use {safe_text(file)}: {safe_text(reason)}; free or unlock it")


class SearchIndexError(DigestError):
    """The search index cannot be used now."""


class IndexBusyError(SearchIndexError):
    """Another process is writing the index."""

    def __init__(self, holder: str) -> None:
        """`holder` identifies that process, such as `process 4711 since 12:03`; may be empty."""
        self.holder = holder
        by_whom = f" ({safe_text(holder)})" if holder else ""
        super().__init__(f"another ainews is indexing this library{by_whom}; try again later")


class IndexDamagedError(SearchIndexError):
    """The index on disk is foreign, incomplete or corrupt."""

    def __init__(self, reason: str) -> None:
        """`reason` is for a bug report and not part of the message."""
        self.reason = reason
        super().__init__("the search index is damaged; `ainews index --rebuild` makes it anew")


def bug_description(error: BaseException) -> str:
    """Say what an exception is that nobody expected, and where in ainews it arose.

    It reads on after "because of". What the exception says of itself is left out: it may quote a
    digest.
    """
    return f"a bug in ainews ({type(error).__name__}{_origin(error.__traceback__)})"


def _origin(traceback: TracebackType | None) -> str:
    """Return the module of ours that was reached last, and the line; nothing when none was."""
    origin = ""
    while traceback is not None:
        # The module that a process was started with has another `__name__`.
        module = getattr(traceback.tb_frame.f_globals.get("__spec__"), "name", "")
        if module.partition(".")[0] in ("digests", "tui"):
            origin = f" in {module}, line {traceback.tb_lineno}"
        traceback = traceback.tb_next
    return origin
