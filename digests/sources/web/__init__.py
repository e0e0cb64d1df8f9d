"""Asking a server politely, and never one that the user did not mean."""
