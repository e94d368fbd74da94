"""The cards: proposals and solution cards, the steps they are filled in by, and handing them in."""
