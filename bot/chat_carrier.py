"""Carries news as cards into a person's own chat with the bot."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from microsoft_teams.cards.core import CardElement

from bot.arrivals import Address
from bot.cards.backing import card_news_top, joined_top
from bot.cards.elements import Card
from bot.cards.proposals import news_top, proposal_card
from bot.cards.receipts import DECISION_LOST, JOINED, decision_lost_top, now_stored_card
from bot.cards.seen import Seen
from bot.cards.solution_cards import solution_card
from bot.cards.wording import status_word
from bot.connector import Connector, card_message
from bot.contacts import address_of
from bot.letters import Content, Letter, Letters, UndeliveredDecision
from technology_map.people import Caller, Language, Person
from technology_map.ports import (
    CardChanged,
    CoSubmitterAdded,
    DecisionLost,
    NotStored,
    NowStored,
    StatusChanged,
    Store,
)
from technology_map.proposals import Proposal
from technology_map.rights import hands_in
from technology_map.texts import Texts, texts

KINDS = (StatusChanged, NowStored, DecisionLost, CoSubmitterAdded, CardChanged)


@dataclass(frozen=True, slots=True)
class Post:
    """Where the messenger sends from."""

    teams_app_id: str
    app_id: str
    tenant_id: str
    service_url: str


class ChatCarrier:
    """Carries letters as cards in a person's chat. Implements `bot.delivery.Carrier`."""

    def __init__(
        self, store: Store, connector: Connector, letters: Letters, post: Post, now: Callable[[], datetime]
    ) -> None:
        self._store, self._connector, self._letters = store, connector, letters
        self._post, self._now = post, now

    async def refused(self, letter: Letter) -> None:
        """The person has blocked or removed the app: forget the contact; a decision goes to the bell."""
        contact = self._store.contact(letter.object_id)
        language = contact.language if contact else Language.DANISH
        with contextlib.suppress(NotStored):
            await self._store.forget_contact(letter.object_id)
        if isinstance(letter.news, StatusChanged):
            news = UndeliveredDecision(letter.news.proposal, letter.news.seq, language.value)
            await self._letters.put(letter.object_id, news, self._now().timestamp())

    async def send(self, letter: Letter) -> None:
        """Draw the card and send it, to who has never written, too. Raises Undelivered."""
        contact = self._store.contact(letter.object_id)
        language, mri = Language.DANISH, ""
        person = Person(letter.object_id, "")
        address: Address | None = None
        if contact is not None:
            language, person = contact.language, contact.person
            with contextlib.suppress(ValueError):
                address, mri = address_of(contact)
        if address is None:
            post = self._post
            address = await self._connector.converse(
                post.service_url, post.tenant_id, f"28:{post.app_id}", letter.object_id
            )
        drawn = self._drawn(letter.news, Caller(person, language=language), mri)
        if drawn is not None:
            await self._connector.send(address, card_message(*drawn))

    def _drawn(self, news: Content, caller: Caller, mri: str) -> tuple[Card, str] | None:
        """The card and the notification's line; None where what it is about is gone."""
        said, overview = texts(caller.language), self._store.overview
        if isinstance(news, NowStored):
            card = now_stored_card(said, news.receipt, news.name)
            return card, said("bot.now_stored.title", name=news.name)
        store, app_id = self._store, self._post.teams_app_id
        seen = Seen(caller, overview, app_id, mri, store.follows, store.contact)
        if isinstance(news, CardChanged):
            return _card_news(news, said, seen)
        if not isinstance(news, StatusChanged | DecisionLost | CoSubmitterAdded):
            return None
        proposal = overview.proposals.get(news.proposal)
        if proposal is None or not _concerned(news, proposal, seen):
            return None
        top, occasion, key = _occasion(news, proposal, said, seen)
        card = proposal_card(said, proposal, seen, top=top, occasion=occasion)
        return card, said(key, name=proposal.name, status=status_word(said, proposal.status))


def _card_news(news: CardChanged, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The solution card that was changed; None for who has stopped following it."""
    one = seen.overview.solution_cards.get(news.card)
    if one is None or not seen.follows.has(seen.caller.person.object_id, one.name):
        return None
    drawn = solution_card(said, one, seen, top=card_news_top(said, one))
    return drawn, said("backing.card_news.summary", name=one.name)


def _concerned(news: StatusChanged | DecisionLost | CoSubmitterAdded, proposal: Proposal, seen: Seen) -> bool:
    """Whether the person still wants to know: who has stopped following is left in peace."""
    if isinstance(news, DecisionLost) or hands_in(seen.caller, proposal):
        return True
    follows = seen.follows.has(seen.caller.person.object_id, proposal.name)
    return isinstance(news, StatusChanged) and follows


def _occasion(
    news: StatusChanged | DecisionLost | CoSubmitterAdded, proposal: Proposal, said: Texts, seen: Seen
) -> tuple[list[CardElement], dict[str, object], str]:
    """What stands above the card, what its refresh says, and the notification's sentence."""
    if isinstance(news, StatusChanged):
        return news_top(said, proposal, seen), {"news": news.seq}, "bot.news.summary"
    if isinstance(news, CoSubmitterAdded):
        return joined_top(said, proposal), {**JOINED}, "backing.joined.summary"
    return decision_lost_top(said, proposal.name), {**DECISION_LOST}, "bot.decision_lost.summary"
