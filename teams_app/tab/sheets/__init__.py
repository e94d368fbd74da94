"""Spreadsheets in the tab: imports, downloads and their tickets."""
