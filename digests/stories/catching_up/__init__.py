"""Catching up: which stories to read first, one row for each subject, and why."""
