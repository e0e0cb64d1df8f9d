"""Screens, lists and commands for catching up, the tellings of a story, and timelines."""
