"""Graph's lists as the little tenant answers them: routes, queries, batches."""
