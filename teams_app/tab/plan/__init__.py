"""The action plan, as it stands now and as it was adopted, and the council's year."""
