"""Pages of proposals and solution cards: handler, view and template of each."""
