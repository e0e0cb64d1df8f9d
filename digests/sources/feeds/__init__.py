"""Feeds as issue files: one Markdown file for each entry."""
