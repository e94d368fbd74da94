"""Search in any chat: the message extension, and what is shared with it."""
