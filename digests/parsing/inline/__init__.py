"""The inside of a paragraph: emphasis, links, tags and line breaks as runs."""
