"""What waits: it outlives instances, deployments and outages, and comes once."""
