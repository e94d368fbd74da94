"""Sharing solution cards with others, and what others have shared."""
