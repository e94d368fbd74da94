"""Benefits in the chat: the owner is asked, and answers there."""
