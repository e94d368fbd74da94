"""Stories about the little tenant."""
