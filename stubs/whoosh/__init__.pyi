# The part of Whoosh that digests/search/ uses. The package's own hints are incomplete: names are
# not exported, and half of the functions have none.
