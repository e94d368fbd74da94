"""Backing in the chat: support, following and handing in together."""
