"""Items for other programs: as Markdown, as JSON, into files and through commands."""
