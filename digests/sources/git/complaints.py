"""What git complains of, as a sentence that says what to do.

git has no codes for this, so its English words are looked at; the environment makes it speak
English.
"""

from __future__ import annotations

import re

from digests.sources.errors import (
    LoginNeededError,
    RepositoryError,
    SourceError,
    SourceStorageError,
    UnreachableError,
)
from digests.sources.shown_address import without_logins

_LOGIN = re.compile(
    r"could not read (?:Username|Password)|terminal prompts disabled|Authentication failed"
    r"|Permission denied|Host key verification failed|returned error: 40[13]",
    re.IGNORECASE,
)
_FULL = re.compile(r"No space left on device|Disk quota exceeded|File too large", re.IGNORECASE)
_MOVED = re.compile(r"returned error: 30\d|unable to update url base", re.IGNORECASE)
_NO_REPOSITORY = re.compile(
    r"does not appear to be a git repository|repository .* not found|not a git repository"
    r"|does not exist|No such file or directory|returned error: 404|not valid: is this a git",
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"Could not resolve host|Failed to connect|Connection (?:refused|timed out|reset|closed)"
    r"|Couldn't connect|timed out|Network is unreachable|No route to host|Operation too slow"
    r"|Could not read from remote repository|early EOF|hung up|curl \d+|RPC failed"
    r"|returned error: 5\d\d",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"couldn't find remote ref HEAD|no matching remote head", re.IGNORECASE)
_LOGIN_HINT = "set up an ssh key, or a credential helper of git, that needs no question"


def error_from(complaints: str, address: str) -> SourceError:
    """Return the error for what git wrote to standard error."""
    said = _last_words(complaints)
    if _FULL.search(complaints):
        return SourceStorageError("the folder of sources", "no space left on device")
    if _LOGIN.search(complaints):
        return LoginNeededError(address, _LOGIN_HINT)
    if _MOVED.search(complaints):
        return RepositoryError(address, "the repository has moved; add its new address")
    if _EMPTY.search(complaints):
        return RepositoryError(address, "the repository is empty")
    if _NO_REPOSITORY.search(complaints):
        return RepositoryError(address, f"there is no git repository here, git says: {said}")
    if _UNREACHABLE.search(complaints):
        return UnreachableError(address, f"git gets no answer: {said}")
    return RepositoryError(address, f"git says: {said}")


def _last_words(complaints: str) -> str:
    """The last line that begins like a complaint, else the last line."""
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    told = [line for line in lines if line.lower().startswith(("fatal:", "error:", "remote:"))]
    words = (told or lines or ["nothing"])[-1]
    return without_logins(words.removeprefix("fatal: ").removeprefix("error: "))[:300]
