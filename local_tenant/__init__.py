"""A little Microsoft 365 on loopback: Entra, SharePoint and Teams. It knows nothing of the app."""
