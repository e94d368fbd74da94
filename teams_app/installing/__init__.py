"""`teknologikort install`: the steps of an installation, each looked at in the tenant before and after."""
