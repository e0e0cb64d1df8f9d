"""Updating catalogue, index, marks and stories from changed files."""
