"""Probes: what documentation leaves open about a tenant, tried out in a list that is removed again."""
