"""The action plan: as it stands now, and each version the council has adopted."""
