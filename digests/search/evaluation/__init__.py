"""From a query to the page of hits, its snippets and facets."""
