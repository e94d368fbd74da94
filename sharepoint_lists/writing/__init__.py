"""Writing: each row once, changes with the version read, and what waits for SharePoint."""
