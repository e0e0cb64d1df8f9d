"""A repository's Markdown files, without its history."""
