"""Cards on a computer and on a phone: the bot sends a test card, the administrator says what Teams did."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress

from bot.adaptive_cards.probe_card import probe_card
from bot.channel.activities import Address
from bot.channel.connector import Connector, Undelivered, card_message
from sharepoint_lists.graph.transport import Credential
from sharepoint_lists.probing.probe import UNKNOWN, Found, found
from teams_app.app import BOT_SCOPE
from teams_app.installation import Installation
from technology_map.texts import Texts

CARD_WORDS: dict[str, tuple[str, ...]] = {
    "card_desktop_execute": ("yes", "no"),
    "card_desktop_submit": ("yes", "no"),
    "card_phone_execute": ("no", "yes"),  # AdaptiveCards#9315, botbuilder-js#4430
    "card_phone_submit": ("yes", "no"),
}
Look = Callable[[str], Awaitable[bool | None]]
"""Asks the administrator a question `install.ask.⟨name⟩`: whether it went well, None where nobody knows."""


async def of_cards(
    installation: Installation, credential: Credential, object_id: str, texts: Texts, look: Look
) -> list[Found]:
    """Send the card to who signed in, ask, and take it away again; [] where it could not be sent."""
    settings, endpoints = installation.settings, installation.endpoints

    async def token() -> str:
        return (await credential.get_token(BOT_SCOPE)).token

    async with Connector(token) as connector:
        try:
            bot = f"28:{settings.app_id}"
            to = await connector.converse(endpoints.service_url, settings.tenant_id, bot, object_id)
            return [
                one
                for names in (list(CARD_WORDS)[:2], list(CARD_WORDS)[2:])
                for one in await _on_one_client(connector, to, texts, look, names)
            ]
        except Undelivered:
            return []


async def _on_one_client(
    connector: Connector, to: Address, texts: Texts, look: Look, names: Sequence[str]
) -> list[Found]:
    """A card for the computer, another for the phone: what one shows does not stand in the other's way."""
    said = {True: "yes", False: "no", None: UNKNOWN}
    sent = await connector.send(to, card_message(probe_card(texts), texts("bot.probe.title")))
    try:
        return [found(name, CARD_WORDS[name], said[await look(name)]) for name in names]
    finally:
        with suppress(Undelivered):
            await connector.remove(to, sent)
