"""Rows that belong to a proposal or a solution card: who was heard, competences, reuse."""
