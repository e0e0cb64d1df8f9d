"""Deciding whether two items tell one story, with the evidence for it."""
