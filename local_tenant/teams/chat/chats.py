"""The chats behind the little Teams: settings, conversations, messages, and waiting for them."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from local_tenant.entra import Entra
from local_tenant.people import Person
from local_tenant.people import person as person_of
from local_tenant.teams.chat.bot_line import BotLine
from local_tenant.teams.chat.files import ChatFiles
from local_tenant.teams.chat.limits import Limits
from local_tenant.teams.chat.message import Message, Turn
from local_tenant.teams.chat.store import PHONES, ChatStore, Conversation, Platform
from local_tenant.teams.colleagues import Colleagues
from local_tenant.teams.places.activity_feed import Feed
from local_tenant.teams.places.catalogue import Catalogue
from local_tenant.teams.places.package import AppPackage
from local_tenant.teams.places.roster import COUNCIL, Roster
from local_tenant.teams.places.tabs import Visiting

Who = Person | str
TYPING_SHOWN = 5.0  # seconds


class Chats:
    """Everybody's chats. People are given as Person, key or object id (KeyError: nobody).

    `roster` is who is in the council's team (key to role), `visiting` the app there, `limits.on`
    switches Teams' rate limits on, `line.patience` is the time limit in seconds, `turns` what was
    sent to the bot. `colleagues` are chats without the bot, `feed` is what stands under the bell.
    """

    def __init__(
        self,
        entra: Entra,
        app_url: str,
        data: Path | None,
        *,
        package: AppPackage | None = None,
        council_has_app: bool = True,
    ) -> None:
        """Chats are kept in `data`; None keeps them in memory.

        `council_has_app`: in a new tenant, whether the council's team has been given the app.
        """
        self.entra = entra
        self.line = BotLine(entra, app_url)
        self.store = ChatStore(data)
        self.package = package or AppPackage.found()
        self.roster: Roster = dict(COUNCIL)
        self.limits = Limits()
        self.visiting = Visiting(self, data, begins_installed=council_has_app)
        self.colleagues = Colleagues(data)
        self.feed = Feed(data)
        self.catalogue = Catalogue()
        self.files = ChatFiles()
        self._changed = asyncio.Event()
        self._typing: dict[str, float] = {}

    def close(self) -> None:
        """Closes the stores."""
        for one in (self.store, self.visiting.store, self.colleagues, self.feed):
            one.close()

    @property
    def service_url(self) -> str:
        """Where the bot reaches the connector."""
        return f"{self.entra.url.rstrip('/')}/teams/connector/"

    @property
    def turns(self) -> list[Turn]:
        """What was sent to the bot, the oldest first."""
        return list(self.line.turns)

    def conversation(self, who: Who) -> Conversation:
        """The person's chat with the bot."""
        return self.store.of_person(person_of(who) if isinstance(who, str) else who)

    def messages(self, who: Who, after: int = 0) -> list[Message]:
        """All messages of a person's chat whose id is past `after`, the oldest first."""
        return self.store.messages(self.conversation(who).id, after)

    async def chat(self, who: Who) -> list[Message]:
        """The same, to be awaited like everything else people do."""
        return self.messages(who)

    def speaks(self, who: Who, language: str) -> None:
        """Sets the language of the person's Teams: da-DK or en-US."""
        self.store.set_language(self.conversation(who).id, language)

    def uses(self, who: Who, platform: Platform) -> None:
        """The person takes up another client: on a phone, Action.Execute fails (AdaptiveCards#9315)."""
        self.store.set_platform(self.conversation(who).id, platform)

    def _fails(self, chat: Conversation, kind: str) -> bool:
        """Whether this client says that a press went wrong, whatever the answer was."""
        where = "phone" if chat.platform in PHONES else "desktop"
        return self.entra.behaviour[f"card_{where}_{kind}"] == "no"

    def blocks(self, who: Who, *, blocked: bool = True) -> None:
        """The person blocks the bot, or lets it in again; the bot is not told."""
        self.store.set_app(self.conversation(who).id, "blocked" if blocked else "installed")

    async def arrives(self, who: Who, what: Callable[[Message], bool] = bool, within: float = 5.0) -> Message:
        """Waits for the newest message for which `what` is true. TimeoutError after `within` s."""
        async with asyncio.timeout(within):
            while True:
                changed = self._changed
                for message in reversed(self.messages(who)):
                    if what(message):
                        return message
                await changed.wait()

    def message(self, who: Who, message_id: str) -> Message:
        """One message of a person's chat. LookupError where there is none."""
        found = self.store.message(self.conversation(who).id, message_id)
        if found is None or found.deleted:
            raise LookupError(f"no message {message_id}")
        return found

    def typing(self, conversation_id: str) -> None:
        """The bot shows that it is writing."""
        self._typing[conversation_id] = time.monotonic() + TYPING_SHOWN

    def is_typing(self, conversation_id: str) -> bool:
        """Whether the bot is seen writing."""
        return self._typing.get(conversation_id, 0.0) > time.monotonic()

    def keep(self, conversation_id: str, message: Message) -> None:
        """Stores a message and wakes those who wait for one."""
        self.store.keep(conversation_id, message)
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
