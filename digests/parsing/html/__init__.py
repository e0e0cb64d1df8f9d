"""HTML that structures a body: headings, lists, tables and quotes as the blocks that they are."""
