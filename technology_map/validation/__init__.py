"""Validation: wild values become typed forms, or a refusal with a code per field."""
