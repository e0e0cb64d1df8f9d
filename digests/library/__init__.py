"""The facade: `Library` lists, opens, searches and refreshes issues."""
