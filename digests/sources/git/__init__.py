"""Git repositories: their Markdown files, without history."""
