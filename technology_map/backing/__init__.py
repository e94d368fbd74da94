"""Backing: support, following and handing in together."""
