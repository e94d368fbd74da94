"""The action plan, adopted version by version, and the council's year."""
