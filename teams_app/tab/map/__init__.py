"""The technology map: the picture, its table, and its paper."""
