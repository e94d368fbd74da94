"""People in the tenant: the council team's roster, and the activity feed."""
