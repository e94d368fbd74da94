"""What waits: the same promises, whoever keeps it."""
