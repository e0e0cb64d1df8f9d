"""The reader: the terminal app and the `ainews` command. It knows the library as `digests` only."""
