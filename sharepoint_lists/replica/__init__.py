"""The replica: the lists as last seen, in memory, kept by delta."""
