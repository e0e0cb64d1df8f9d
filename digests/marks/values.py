"""Marks of items, and changes of them, as values.

What can be a tag: one word, as it can be typed after `tag:` in a query.
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
        """Return the marks that have these names: `read`, `starred`, `tag:NAME`."""
        tags = (name.removeprefix(TAG_PREFIX) for name in names if name.startswith(TAG_PREFIX))
        return cls(READ in names, STARRED in names, tuple(sorted(tags)))


@dataclass(frozen=True, slots=True)
class IssueMarks:
    """How many items of an issue are marked; items that are no longer in it do not count."""

    unread: int
    starred: int


@dataclass(frozen=True, slots=True)
class MarkChange:
    """What to do with the marks of some items; by default nothing."""

    read: bool | None = None
    """Mark as read or unread; None leaves that as it is."""

    starred: bool | None = None

    add_tags: tuple[str, ...] = ()
    """As typed; a tag that is also in `remove_tags` is added."""

    remove_tags: tuple[str, ...] = ()

    def wanted(self) -> dict[str, bool]:
        """Return the names of marks and whether each is to be set. Raises TagNameError."""
        wanted = {TAG_PREFIX + tag_name(tag): False for tag in self.remove_tags}
        wanted |= {TAG_PREFIX + tag_name(tag): True for tag in self.add_tags}
        if self.read is not None:
            wanted[READ] = self.read
        if self.starred is not None:
            wanted[STARRED] = self.starred
        return wanted

    def words(self) -> str:
        """Say what is done, as in `marked read and tagged later`. Raises TagNameError."""
        return " and ".join(_words(name, is_set) for name, is_set in self.wanted().items())


@dataclass(frozen=True, slots=True)
class MarksChanged:
    """What an action, an undo or a redo did."""

    words: str
    """What the action does, such as `marked read`; an undo has the words of what it took back."""

    count: int
    """Items whose marks are different now."""

    item_ids: tuple[str, ...]
    """Those items, sorted."""


def _words(name: str, is_set: bool) -> str:
    if name == READ:
        return "marked read" if is_set else "marked unread"
    if name == STARRED:
        return "starred" if is_set else "unstarred"
    tag = name.removeprefix(TAG_PREFIX)
    return f"tagged {tag}" if is_set else f"untagged {tag}"


TAG_PREFIX = "tag:"
"""Before the tag in the name of its mark."""

LONGEST = 50
"""Characters."""

_SIGNS = frozenset(',;:"()*“”（），；：')
"""What separates tags in a list, or words in a query."""


def tag_name(typed: str) -> str:
    """Return the tag that was typed: without a leading `#`, wide letters narrow, in lower case.

    So `AI`, `#ai` and `ＡＩ` are one tag. Raises TagNameError.
    """
    tag = folded(typed).strip().removeprefix("#")
    if not tag:
        raise TagNameError(typed, "it is empty")
    if len(tag) > LONGEST:
        raise TagNameError(typed, f"it has more than {LONGEST} characters")
    if safe_line(tag) != tag or any(sign.isspace() or sign in _SIGNS for sign in tag):
        raise TagNameError(typed, "a tag is one word without commas, colons, quotes and brackets")
    if tag.startswith("-"):
        raise TagNameError(typed, "it begins with a minus, which takes a tag away")
    return tag


def folded(name: str) -> str:
    """Return `name` with wide letters narrow and in lower case, as the names of marks are kept."""
    narrow = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", narrow)  # of which folding may leave something to do
