"""HTML of mail, web pages and feeds as Markdown."""
