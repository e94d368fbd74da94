"""How one is told: the choice, and the card of the day's news."""
