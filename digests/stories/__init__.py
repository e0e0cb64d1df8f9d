"""One story, all its tellings: which items of which digests tell the same story, and why.

`prepare_stories` extracts what is compared of an issue, and `update_stories` compares issues with
those near them in time and stores an edge for each pair of items that tell one story. Everything
that `Stories` answers is derived from these edges. They are a cache; only the pairs that the user
rejected are not.
"""

from digests.stories.comparison.joining import update_stories
from digests.stories.prepared import PreparedIssue, prepare_stories
from digests.stories.stories import Stories

__all__ = ["PreparedIssue", "Stories", "prepare_stories", "update_stories"]
