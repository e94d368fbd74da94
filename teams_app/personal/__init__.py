"""Personal data on the roof's side: what this machine keeps, stand-ins for people, and the report."""
