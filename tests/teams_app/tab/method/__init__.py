"""Workshops over HTTP."""
