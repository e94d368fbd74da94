"""The method in the chat: the way into a workshop."""
