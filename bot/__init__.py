"""The bot: the face that people meet as a chat in Teams."""

from bot.request_context import Services
from bot.service import Bell, Bot, BotSettings, open_messenger

__all__ = ["Bell", "Bot", "BotSettings", "Services", "open_messenger"]
