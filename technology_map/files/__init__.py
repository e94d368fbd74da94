"""Files that are attached to things: which kinds, who may, and how they come in piece by piece."""
