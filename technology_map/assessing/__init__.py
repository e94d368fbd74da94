"""Assessing: the criteria with their weights, each member's blind assessment, conflicts, the spread."""
