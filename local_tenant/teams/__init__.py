"""A little Teams: the Bot Connector, a personal chat with the app's bot, a client page, a roster."""

from local_tenant.teams.chat.chat import Teams
from local_tenant.teams.chat.message import Message, Outcome, Turn

__all__ = ["Message", "Outcome", "Teams", "Turn"]
