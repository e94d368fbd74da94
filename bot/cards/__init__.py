"""The cards: pure functions from things and texts to a card; every one is Adaptive Card 1.5."""
