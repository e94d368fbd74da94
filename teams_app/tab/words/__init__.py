"""Pages of the municipality's own words: setting up the lists, and the glossary."""
