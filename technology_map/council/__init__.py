"""The council: the life cycle, decisions and their chain, the order, and next steps."""
