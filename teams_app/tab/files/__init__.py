"""Attachments on a page: the list, and the pieces of new ones."""
