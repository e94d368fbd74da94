"""`teknologikort doctor --probe`: what is assumed, what is found, and the file between tenants."""
