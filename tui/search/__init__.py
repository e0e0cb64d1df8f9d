"""The search screen, its panes, and the commands that only it offers."""
