"""Who is a guest of the tenant, as Teams says of a member of a conversation; asked once each."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.channel.activities import Address, IncomingActivity
from bot.channel.connector import IN_A_TURN, Connector
from bot.people.contacts import address_of
from technology_map.people.people import Contact

GUESTS_KEPT = 20_000


@dataclass(slots=True)
class Guests:
    """`bot_id` and `tenant_id` open the person's own chat, `contact` knows it where it was open before."""

    connector: Connector
    bot_id: str
    tenant_id: str
    contact: Callable[[str], Contact | None]
    known: dict[str, bool] = field(default_factory=dict)

    async def is_guest(self, incoming: IncomingActivity) -> bool:
        """Whether the person is a guest. Raises Undelivered where Teams does not say."""
        if incoming.object_id not in self.known:
            said = await self.connector.member(await self._where(incoming), incoming.mri)
            guest = said.get("userRole") == "guest" or "#EXT#" in str(said.get("userPrincipalName")).upper()
            if len(self.known) >= GUESTS_KEPT:
                self.known.clear()
            self.known[incoming.object_id] = guest
        return self.known[incoming.object_id]

    async def _where(self, incoming: IncomingActivity) -> Address:
        """A conversation that the bot is in, too: one of colleagues tells it nothing (403)."""
        if incoming.own_chat:
            return incoming.address
        if contact := self.contact(incoming.object_id):
            with contextlib.suppress(ValueError):
                return address_of(contact)[0]
        service = incoming.address.service_url
        return await self.connector.converse(
            service, self.tenant_id, self.bot_id, incoming.mri, within=IN_A_TURN
        )
