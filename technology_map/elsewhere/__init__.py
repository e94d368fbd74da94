"""Beyond the own house: cards shared with others, and cards from elsewhere."""
