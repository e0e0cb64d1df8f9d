"""One generation of the index: what is written and what is opened."""
