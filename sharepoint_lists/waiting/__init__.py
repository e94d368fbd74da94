"""What waits: rows that survive the process, on this instance's disk or in a table all instances share."""
