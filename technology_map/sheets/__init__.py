"""Spreadsheets of our own format: the columns, the files we write, and what we take in again."""
