"""What looks wrong in an issue or in how it was parsed, for authors of digests and bug reports.

A finding is a `Problem`, not an error. It may be a false alarm, so each sentence says what was
seen and not what is wrong.
"""

from digests.lint.findings import lint_issue

__all__ = ["lint_issue"]
