"""What an issue is made of: sections, items, blocks, links."""
