"""The bot: the face that people meet as a chat in Teams."""

from bot.desk import Desk
from bot.service import Bell, Bot, BotSettings, open_messenger

__all__ = ["Bell", "Bot", "BotSettings", "Desk", "open_messenger"]
