"""Laws of the method."""
