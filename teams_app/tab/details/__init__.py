"""The panel of rows that belong to a thing: reuse, who was heard, competences."""
