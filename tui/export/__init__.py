"""Items for other programs, as Markdown, JSON and files."""
