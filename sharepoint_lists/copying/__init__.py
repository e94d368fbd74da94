"""The whole installation as one file, and back into an empty tenant: same numbers, same chain."""
