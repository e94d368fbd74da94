"""Meetings in the chat: the agenda that is sent to the members."""
