"""Catching up, the tellings of a story, and the timeline: their screens, lists and commands."""
