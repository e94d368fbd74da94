"""People in the chat: where they are reached, and who is a guest."""
