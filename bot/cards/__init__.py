"""Proposals and solution cards in the chat: their verbs, forms and how they are drawn."""
