"""A digest with words above, below and between its stories, in every place there is."""

from __future__ import annotations

LETTER = """---
title: Maple Letter 2026-08-03
---

An opening word.

> A quoted word.

## Summary

A word in short.

## Models

A word before the stories.

- [Heron counts to ten](https://example.org/heron): it explains each step.
- [Quillon asks](https://example.org/quillon) before it answers.

A word after the stories.

## Notes

> A word without a story.

---

Footnotes are words too[^1].

[^1]: A word at the foot.
"""
AROUND = {
    "Overview": ("A quoted word.", "A word in short.", "A word at the foot."),
    "Models": ("A word before the stories.", "A word after the stories."),
    "Notes": ("A word without a story.",),
}
"""By the row that shows them."""
