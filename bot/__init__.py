"""The bot: the face that people meet as a chat in Teams."""

from bot.desk import Desk
from bot.service import Bot, BotSettings, open_messenger

__all__ = ["Bot", "BotSettings", "Desk", "open_messenger"]
