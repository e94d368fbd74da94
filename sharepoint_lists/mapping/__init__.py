"""The mapping: things as rows, and rows as things."""
