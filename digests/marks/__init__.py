"""Marks of items: read, starred, tags. They are user data, not a cache.

One SQLite file in the user's data folder holds the marks of all libraries, because an item has the
same id in each. A mark that was taken back stays as a row that says so, with its time and machine;
otherwise the files of two machines could not be merged.
"""
