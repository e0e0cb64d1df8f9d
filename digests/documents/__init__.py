"""Issue files of any kind, Markdown, web page or message, as text for the parser."""
