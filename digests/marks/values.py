"""Marks of items and changes to them, as values, and which names tags can have.

A tag is one word, so that it can be typed after `tag:` in a query.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from digests.errors import TagNameError
from digests.safe_text import safe_line

READ = "read"
STARRED = "starred"


@dataclass(frozen=True, slots=True)
class ItemMarks:
    """The marks of one item."""

    is_read: bool = False
    is_starred: bool = False
    tags: tuple[str, ...] = ()
    """Sorted."""

    @classmethod
    def of_names(cls, names: frozenset[str]) -> ItemMarks:
        """Return the marks with these names: `read`, `starred`, `tag:NAME`."""
        tags = (name.removeprefix(TAG_PREFIX) for name in names if name.startswith(TAG_PREFIX))
        return cls(READ in names, STARRED in names, tuple(sorted(tags)))


@dataclass(frozen=True, slots=True)
class IssueMarks:
    """How many items of an issue are marked. Items that are no longer in it do not count."""

    unread: int
    starred: int


@dataclass(frozen=True, slots=True)
class MarkChange:
    """What to change in the marks of some items; by default nothing."""

    read: bool | None = None
    """Mark as read or unread; None leaves it unchanged."""

    starred: bool | None = None

    add_tags: tuple[str, ...] = ()
    """As typed. A tag that is also in `remove_tags` is added."""

    remove_tags: tuple[str, ...] = ()

    def wanted(self) -> dict[str, bool]:
        """Return the names of marks to change, and whether to set each. Raises TagNameError."""
        wanted = {TAG_PREFIX + tag_name(tag): False for tag in self.remove_tags}
        wanted |= {TAG_PREFIX + tag_name(tag): True for tag in self.add_tags}
        if self.read is not None:
            wanted[READ] = self.read
        if self.starred is not None:
            wanted[STARRED] = self.starred
        return wanted

    def description(self) -> str:
        """Return what is done, such as `marked read and tagged later`. Raises TagNameError."""
        return " and ".join(_describe(name, is_set) for name, is_set in self.wanted().items())


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """The result of an action, an undo or a redo."""

    description: str
    """What the action does, such as `marked read`. An undo has that of the action it undid."""

    count: int
    """Number of items whose marks were changed."""

    item_ids: tuple[str, ...]
    """Those items, sorted."""


def _describe(name: str, is_set: bool) -> str:
    if name == READ:
        return "marked read" if is_set else "marked unread"
    if name == STARRED:
        return "starred" if is_set else "unstarred"
    tag = name.removeprefix(TAG_PREFIX)
    return f"tagged {tag}" if is_set else f"untagged {tag}"


TAG_PREFIX = "tag:"
"""What the name of a tag's mark begins with."""

MAX_TAG_LENGTH = 50
"""Characters."""

_SEPARATORS = frozenset(',;:"()*“”（），；：')
"""Characters that separate tags in a list, or words in a query."""


def tag_name(typed: str) -> str:
    """Return a typed tag without a leading `#`, in lower case, with wide letters made narrow.

    So `AI`, `#ai` and `ＡＩ` are one tag. Raises TagNameError.
    """
    tag = folded(typed).strip().removeprefix("#")
    if not tag:
        raise TagNameError(typed, "it is empty")
    if len(tag) > MAX_TAG_LENGTH:
        raise TagNameError(typed, f"it has more than {MAX_TAG_LENGTH} characters")
    if safe_line(tag) != tag or any(c.isspace() or c in _SEPARATORS for c in tag):
        raise TagNameError(typed, "a tag is one word without commas, colons, quotes and brackets")
    if tag.startswith("-"):
        raise TagNameError(typed, "it begins with a minus, which takes a tag away")
    return tag


def folded(name: str) -> str:
    """Return `name` in lower case with wide letters made narrow, as names of marks are stored."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", narrow)  # casefold may undo the normal form
