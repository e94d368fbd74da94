"""Scripts that make the pictures and drawings of the documentation."""
