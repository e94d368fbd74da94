"""The bot as the roof sees it: checked claims and an activity in, an HTTP answer out."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from bot.adapter import Answer, TeamsAdapter, TeamsTurns
from bot.arrivals import Gate, TurnedAway
from bot.chat_carrier import ChatCarrier, Post
from bot.connector import Connector, Token
from bot.contacts import ContactBook
from bot.desk import Desk
from bot.extension import Extension
from bot.feed import Feed
from bot.guests import Guests
from bot.letters import Letters
from bot.messenger import TeamsMessenger
from bot.turns import Front, Recognise, Turned, nobody_hears
from technology_map.notifications import ActivityFeed, Secretariat
from technology_map.ports import Store

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What differs between installations. `service_url` reaches people who never wrote to the bot."""

    app_id: str
    tenant_id: str
    teams_app_id: str
    service_hosts: frozenset[str]
    service_url: str
    letters: Path
    guests_may_read: bool = False


@dataclass(frozen=True, slots=True)
class Bell:
    """Teams' activity feed, and who is on the council's secretariat."""

    feed: ActivityFeed
    secretariat: Secretariat


@asynccontextmanager
async def open_messenger(
    settings: BotSettings, store: Store, token: Token, now: Callable[[], datetime], bell: Bell
) -> AsyncIterator[tuple[Connector, TeamsMessenger]]:
    """The line to Teams and the messenger on it, delivering until the end of the block."""
    post = Post(settings.teams_app_id, settings.app_id, settings.tenant_id, settings.service_url)
    letters = Letters(settings.letters)
    async with Connector(token) as connector:
        chat = ChatCarrier(store, connector, letters, post, now)
        feed = Feed(store, bell.feed, bell.secretariat, letters, settings.teams_app_id, now)
        messenger = TeamsMessenger(chat, feed, letters, now)
        async with messenger.running():
            yield connector, messenger


class Bot:
    """Takes activities whose token the roof has checked."""

    def __init__(
        self,
        settings: BotSettings,
        desk: Desk,
        connector: Connector,
        recognise: Recognise,
        turned: Turned = nobody_hears,
    ) -> None:
        self.contacts = ContactBook(desk.store)
        self._gate = Gate(settings.tenant_id, settings.service_hosts)
        self._adapter = TeamsAdapter(connector)
        guests = Guests(connector, f"28:{settings.app_id}", settings.tenant_id, desk.store.contact)
        front = Front(desk, recognise, guests.is_guest, self.contacts.met, turned)
        self._turns = TeamsTurns(front, self.contacts, Extension(front))

    async def process(self, claims: Mapping[str, Any], activity: dict[str, Any]) -> Answer:
        """The answer to one activity; 403 for one that is not for us."""
        try:
            arrival = self._gate.admit(claims, activity)
        except TurnedAway:
            log.warning("turned_away")
            return Answer(403)
        return await self._adapter.process(arrival, self._turns)
