"""Every error that the library raises on purpose.

    DigestError
    ├── FolderError               a folder given by the user cannot be used
    ├── IssueNotFoundError        no issue or item has this id
    ├── IssueUnreadableError      the file of a known issue cannot be read now
    ├── QueryError                a query that means nothing, with the place
    ├── CacheError                the cache folder cannot be used
    └── SearchIndexError
        ├── IndexBusyError        another process is writing
        └── IndexDamagedError     what is on disk is not an index of ours

Errors carry their facts as attributes and build their own message, which tells the user what to
do. A broken digest is no error: it is a `Problem` in the report of a refresh.
"""

from __future__ import annotations

from digests.safe_text import safe_text


class DigestError(Exception):
    """The root: catching it catches everything that the library raises on purpose."""


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
        """`wanted_id` is what the user gave."""
        self.wanted_id = wanted_id
        super().__init__(
            f"no issue or item has the id {safe_text(wanted_id)!r}; "
            "`ainews list` and `ainews search` print ids"
        )


class IssueUnreadableError(DigestError):
    """The file of a known issue cannot be read now."""

    def __init__(self, source: str, reason: str) -> None:
        """`source` is the file's name."""
        self.source = source
        self.reason = reason
        super().__init__(f"{safe_text(source)}: {reason}")


class QueryError(DigestError):
    """A query that means nothing."""

    def __init__(self, query: str, position: int, expected: str) -> None:
        """`position` is 0-based, in characters; `expected` says what would have made sense."""
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
        super().__init__(f"cannot use the cache folder {safe_text(folder)}: {reason}")


class SearchIndexError(DigestError):
    """The search index cannot do what was asked."""


class IndexBusyError(SearchIndexError):
    """Another process is writing the index."""

    def __init__(self, holder: str) -> None:
        """`holder` says who, such as `process 4711 since 12:03`; it may be empty."""
        self.holder = holder
        by_whom = f" ({safe_text(holder)})" if holder else ""
        super().__init__(f"another ainews is indexing this library{by_whom}; try again later")


class IndexDamagedError(SearchIndexError):
    """What is on disk is not an index of ours, or not a whole one."""

    def __init__(self, reason: str) -> None:
        """`reason` is for a bug report."""
        self.reason = reason
        super().__init__("the search index is damaged; `ainews index --rebuild` makes it anew")
