"""The three panes, and all that only they use."""
