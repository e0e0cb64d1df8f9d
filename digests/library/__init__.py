"""The facade: one object that lists, opens, searches and refreshes."""
