"""Reading digests of any format, by rules and without knowing any publication."""

from digests.parsing.issue import parse_issue

__all__ = ["parse_issue"]
