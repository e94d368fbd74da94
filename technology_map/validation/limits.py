"""How long what people write may be, in characters, and how large their numbers."""

TITLE_LIMIT = 65
SUMMARY_LIMIT = 140
LINE_LIMIT = 255
"""What a single line of text in SharePoint holds (platform.md 1.2)."""
REASON_LIMIT = 2_000
TEXT_LIMIT = 10_000
LINK_LIMIT = 500
MOST_LINKS = 12
MOST_HOURS = 1_000_000
MOST_KRONER = 1_000_000_000
CSV_SIZE_LIMIT = 20 * 1024 * 1024
SHEET_ROW_LIMIT = 20_000
SHEET_COLUMN_LIMIT = 100
"""Bytes of a CSV file, rows and columns of any spreadsheet (trust.md)."""
