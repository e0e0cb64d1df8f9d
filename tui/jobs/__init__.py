"""Slow work outside the UI thread, and the messages that bring its results."""
