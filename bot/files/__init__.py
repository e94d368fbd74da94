"""Files that people send in the chat."""
