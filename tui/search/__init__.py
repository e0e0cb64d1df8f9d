"""The search screen, and all that only it uses."""
