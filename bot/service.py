"""The bot as the roof sees it: checked claims and an activity in, an HTTP answer out."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from bot.adapter import Answer, TeamsAdapter, TeamsTurns
from bot.arrivals import Arrival, Gate, TurnedAway
from bot.connector import Connector, Token
from bot.contacts import ContactBook
from bot.desk import Desk
from bot.letters import Letters
from bot.messenger import ChatMessenger, Post
from bot.turns import Front, Recognise, Turned, nobody_hears
from technology_map.ports import Store

log = structlog.get_logger(__name__)

GUESTS_KEPT = 20_000


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


@dataclass(slots=True)
class Guests:
    """Who is a guest of the tenant, as Teams says of a member of a conversation; asked once each."""

    connector: Connector
    known: dict[str, bool] = field(default_factory=dict)

    async def is_guest(self, arrival: Arrival) -> bool:
        """Whether the person is a guest. Raises Undelivered where Teams does not say."""
        if arrival.object_id not in self.known:
            said = await self.connector.member(arrival.address, arrival.mri)
            guest = said.get("userRole") == "guest" or "#EXT#" in str(said.get("userPrincipalName")).upper()
            if len(self.known) >= GUESTS_KEPT:
                self.known.clear()
            self.known[arrival.object_id] = guest
        return self.known[arrival.object_id]


@asynccontextmanager
async def open_messenger(
    settings: BotSettings, store: Store, token: Token, now: Callable[[], datetime]
) -> AsyncIterator[tuple[Connector, ChatMessenger]]:
    """The line to Teams and the messenger on it, delivering until the end of the block."""
    post = Post(settings.teams_app_id, settings.app_id, settings.tenant_id, settings.service_url)
    async with Connector(token) as connector:
        messenger = ChatMessenger(store, connector, Letters(settings.letters), post, now)
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
        front = Front(desk, recognise, Guests(connector).is_guest, self.contacts.met, turned)
        self._turns = TeamsTurns(front, self.contacts)

    async def process(self, claims: Mapping[str, Any], activity: dict[str, Any]) -> Answer:
        """The answer to one activity; 403 for one that is not for us."""
        try:
            arrival = self._gate.admit(claims, activity)
        except TurnedAway:
            log.warning("turned_away")
            return Answer(403)
        return await self._adapter.process(arrival, self._turns)
