"""What the subjects share: where the digests are, how many items are wanted, and a place to work.

Costly things are made when the first subject asks for them.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.generated_library import write_library
from benchmarks.material import keep_issues, kept_issues
from benchmarks.questions import Known
from digests import Library, find_issue_files

if TYPE_CHECKING:
    from pathlib import Path

    from digests.files.issue_file import IssueFile

_MANY_ISSUES = 12_000
_ITEMS_EACH = 10


@dataclass
class Setting:
    """One run of the benchmarks."""

    scratch: Path
    """An empty folder for what is made; it is removed at the end."""

    given: Path | None
    """A folder of digests, or None to make some."""

    wanted_items: int | None
    """None: as many as there are in a given folder, or 20,000."""

    is_quick: bool

    against: Path | None = None
    """Another checkout to compare this one with."""

    @property
    def rounds(self) -> int:
        """How often something is measured."""
        return 3 if self.is_quick else 9

    @cached_property
    def folder(self) -> Path:
        """The digests to be measured."""
        if self.given is not None:
            return self.given
        items = 2_000 if self.is_quick else min(self.wanted_items or 20_000, 20_000)
        say(f"writing digests with {items:,} items")
        write_library(self.scratch / "digests", max(1, items // _ITEMS_EACH), _ITEMS_EACH)
        return self.scratch / "digests"

    @cached_property
    def files(self) -> tuple[IssueFile, ...]:
        """The files of `folder` by name, at most as many as are worth the time."""
        found = sorted(find_issue_files(self.folder).files, key=lambda file: file.source)
        step = max(1, len(found) // (100 if self.is_quick else 400))
        return tuple(found[::step])

    @cached_property
    def issues(self) -> Path:
        """A file of parsed issues, with as many items as wanted."""
        say("parsing the issues to be indexed")
        kept = self.scratch / "issues.pickle"
        say(f"{keep_issues(self.folder, self.most_items, kept):,} items")
        return kept

    @property
    def most_items(self) -> int | None:
        """How many items are indexed; None: as many as there are."""
        return 2_000 if self.is_quick and self.wanted_items is None else self.wanted_items

    @cached_property
    def known(self) -> Known:
        """What is most frequent in the first issues."""
        names: Counter[str] = Counter()
        sites: Counter[str] = Counter()
        addresses: Counter[str] = Counter()
        for issue in kept_issues(self.issues, 20_000):
            names[issue.publication.name] += len(issue.items)
            for item in issue.items:
                sites.update({link.site for link in item.links if link.site})
                addresses.update({link.url for link in item.links if link.site})
        return Known(*(counts.most_common(1)[0][0] for counts in (names, sites, addresses)))

    @cached_property
    def many_issues(self) -> tuple[Path, Path]:
        """A folder of 12,000 digests, and the cache of the library that was read from it.

        They are short, or have as many items together as wanted.
        """
        count = 1_200 if self.is_quick else _MANY_ISSUES
        items_each = max(2, (self.wanted_items or 0) // count)
        folder, cache = self.scratch / "many", self.scratch / "many-cache"
        say(f"writing and reading {count:,} digests")
        write_library(folder, count, items_each)
        with Library.open([folder], cache) as library:
            library.refresh()
        return folder, cache


def say(text: str) -> None:
    """Tell on standard error what takes so long."""
    print(f"… {text}", file=sys.stderr, flush=True)
