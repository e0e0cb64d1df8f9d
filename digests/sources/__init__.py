"""Sources that issue files are fetched from: git repositories and feeds.

What is fetched is kept in the program's own data folder, one folder for each source, and read like
any other folder of digests. A folder of the user's is no source: it is read in place, and never
written.
"""
