"""The terminal reader and the `ainews` command. Only the public names of `digests` are used."""
