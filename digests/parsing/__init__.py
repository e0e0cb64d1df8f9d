"""Parsing digests of any format by general rules: none of them knows a publication."""

from digests.parsing.issue import parse_issue

__all__ = ["parse_issue"]
