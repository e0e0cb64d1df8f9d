"""What writes to disk: whole files, locks, checksums, tables."""
