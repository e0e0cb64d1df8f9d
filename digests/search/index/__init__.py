"""One generation of the index: what is written, and its snapshot for searching."""
