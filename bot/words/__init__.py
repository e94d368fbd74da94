"""The glossary in the chat: what a word means."""
