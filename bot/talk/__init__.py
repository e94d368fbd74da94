"""Talk in the chat: the card that tells of a remark, and answering in it."""
