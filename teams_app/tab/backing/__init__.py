"""Support, following and co-submitters on a page."""
