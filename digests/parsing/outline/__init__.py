"""From headings and lists to sections and items."""
