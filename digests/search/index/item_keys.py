"""The numbers by which the index knows items, whatever segment they are in.

A key is made of the two parts of an item's id: a number drawn from the issue's part, and the
item's part, eight hexadecimal digits, added to it. So the keys of many items are made at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digests.search.index.arrays import np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_DIGITS = 8


def item_keys(issue_id: str, hashes: str) -> NDArray[np.uint64]:
    """Return the keys of an issue's items; `hashes` are their parts of the ids in one string."""
    return keys_of_issues({issue_id: hashes})


def keys_of_issues(hashes: Mapping[str, str]) -> NDArray[np.uint64]:
    """Return the keys of the items of several issues, issue by issue."""
    own = np.frombuffer(bytes.fromhex("".join(hashes.values())), ">u4").astype(np.uint64)
    issues = np.array([_issue_key(issue_id) for issue_id in hashes], np.uint64)
    return own + np.repeat(issues, [len(text) // _DIGITS for text in hashes.values()])


def _issue_key(issue_id: str) -> int:
    from hashlib import blake2b  # loads OpenSSL, which searching does not need

    # One bit less than there is room for, so that adding an item's part never overflows.
    digest = blake2b(issue_id.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little") >> 1
