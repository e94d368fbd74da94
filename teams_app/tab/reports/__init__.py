"""Reports: what a page tells, as a table of its own to take along, and its picture as a file."""
