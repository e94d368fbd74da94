"""The Graph client: one request and many, at the pace Graph allows."""
