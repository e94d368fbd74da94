"""The words: the municipality's own lists, the fixed value lists, and the glossary."""
