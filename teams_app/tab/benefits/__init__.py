"""Benefits: what was expected, what came of it, and the follow-up."""
