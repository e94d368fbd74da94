"""SharePoint's own pages of a list, and the site scripts that shape them."""
