"""A little Entra ID: keys, OpenID metadata, tokens for people, the app and Teams."""

from local_tenant.entra.issuer import BOT_CONNECTOR, EXCHANGE, GRAPH, SHAREPOINT, Entra, TokenRefused

__all__ = ["BOT_CONNECTOR", "EXCHANGE", "GRAPH", "SHAREPOINT", "Entra", "TokenRefused"]
