"""Slow work beside the screen: a thread for each kind, and messages that bring the results."""
