"""Document libraries as Graph's drives: folders, files, upload sessions, and addresses that need no token."""
