"""The bot as the roof sees it: checked claims and an activity in, an HTTP answer out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.channel.activities import ActivityRejected, Gate
from bot.channel.adapter import Answer, TeamsAdapter
from bot.channel.connector import Connector, Pause, Token
from bot.channel.guests import Guests
from bot.channel.handler import TeamsActivityHandler
from bot.dispatch import Front, Recognise, Turned, nobody_hears
from bot.news.activity_feed import Feed
from bot.news.chat_sender import ChatSender, Post
from bot.news.messenger import TeamsMessenger
from bot.news.outgoing_messages import OutgoingMessages
from bot.people.contacts import ContactBook
from bot.request_context import Services
from bot.search.extension import Extension
from technology_map.council.consequences import anybodys, ours
from technology_map.people.notifications import ActivityFeed, Secretariat
from technology_map.ports import Store
from technology_map.waiting_rows import NotKept, WaitingRows

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class BotSettings:
    """What differs between installations. `service_url` reaches people who never wrote to the bot.

    `submit_only`: every client is treated as a phone, on which Action.Execute fails.
    """

    app_id: str
    tenant_id: str
    teams_app_id: str
    service_hosts: frozenset[str]
    service_url: str
    instance: str
    guests_may_read: bool = False
    submit_only: bool = False


@dataclass(frozen=True, slots=True)
class Bell:
    """Teams' activity feed, and who is on the council's secretariat."""

    feed: ActivityFeed
    secretariat: Secretariat


@asynccontextmanager
async def open_messenger(
    settings: BotSettings,
    store: Store,
    token: Token,
    now: Callable[[], datetime],
    bell: Bell,
    *,
    messages: WaitingRows,
    pause: Pause = asyncio.sleep,
) -> AsyncIterator[tuple[Connector, TeamsMessenger]]:
    """The line to Teams and the messenger on it, delivering until the end of the block.

    `messages` is where news wait. Where every instance sees them, any of them delivers them; what is on
    one instance's disk, it leaves to whoever has taken the notice over. `pause` lets so many seconds pass
    before the line is tried again.
    """
    post = Post(
        settings.teams_app_id,
        settings.app_id,
        settings.tenant_id,
        settings.service_url,
        settings.submit_only,
    )
    outgoing = OutgoingMessages(messages)
    try:
        await outgoing.open()
    except NotKept as reason:
        log.error("messages_not_kept", reason=str(reason))
    owns = anybodys if outgoing.shared else ours(store, settings.instance)
    async with Connector(token, pause) as connector:
        chat = ChatSender(store, connector, outgoing, post, now)
        feed = Feed(store, bell.feed, bell.secretariat, outgoing, settings.teams_app_id, now)
        messenger = TeamsMessenger(chat, feed, outgoing, now, owns)
        async with messenger.running():
            yield connector, messenger


class Bot:
    """Takes activities whose token the roof has checked."""

    def __init__(
        self,
        settings: BotSettings,
        services: Services,
        connector: Connector,
        recognise: Recognise,
        turned: Turned = nobody_hears,
    ) -> None:
        self._store = services.store
        self.contacts = ContactBook(services.store)
        self._gate = Gate(settings.tenant_id, settings.service_hosts, settings.submit_only)
        self._adapter = TeamsAdapter(connector)
        guests = Guests(connector, f"28:{settings.app_id}", settings.tenant_id, services.store.contact)
        front = Front(services, recognise, guests.is_guest, self.contacts.met, turned)
        self._handler = TeamsActivityHandler(front, self.contacts, Extension(front))

    async def settled(self) -> None:
        """Wait for work that goes on after its turn."""
        await self._handler.settled()

    async def process(self, claims: Mapping[str, Any], activity: dict[str, Any]) -> Answer:
        """The answer to one activity; 403 for one that is not for us."""
        try:
            incoming = self._gate.admit(claims, activity)
        except ActivityRejected:
            log.warning("turned_away")
            return Answer(403)
        self._store.note_visit()
        return await self._adapter.process(incoming, self._handler)
