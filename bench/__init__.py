"""Measures what `docs/performance.md` promises. Not shipped: `make bench` runs it."""
