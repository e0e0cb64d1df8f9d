"""One Markdown file for each entry of a feed."""
