"""Chats: messages, cards, and the Bot Connector's protocol."""
