"""Marks of items, and changes of them, as values."""

from __future__ import annotations

from dataclasses import dataclass

from digests.marks.tag_names import TAG_PREFIX, tag_name

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
