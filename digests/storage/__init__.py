"""Writing to disk: atomic replacement, locks, checksums, SQLite files."""
