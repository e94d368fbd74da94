"""The words: the value lists that cards are filled in with."""
