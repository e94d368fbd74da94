"""Imports: rows of a spreadsheet, ours or another's, become cards or are refused with a reason."""
