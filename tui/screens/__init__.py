"""Screens put widgets together and connect them with the library."""
