"""Pages of the council: board, moves, order, next steps and overview."""
