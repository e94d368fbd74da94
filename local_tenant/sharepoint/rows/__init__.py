"""Sites, lists, columns and items as they are kept, in SQLite."""
