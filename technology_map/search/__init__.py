"""Search: the index in memory, what resembles what, and collections narrowed by facets."""
