"""The action plan: goals and decided proposals, adopted by the council version by version."""
