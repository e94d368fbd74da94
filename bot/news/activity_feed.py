"""The bell: what the council's secretaries hear of, and what a chat could not take."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.adaptive_cards.elements import shortened
from bot.adaptive_cards.wording import deep_link, status_word
from bot.news.outgoing_messages import OutgoingMessage, OutgoingMessages, UndeliveredDecision
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.people.news import ClarificationAnswered, OnAgenda, ProposalHandedIn, WordAsked
from technology_map.people.notifications import ActivityFeed, Notification, Secretariat
from technology_map.people.people import Language
from technology_map.people.preferences import Preference, is_quiet
from technology_map.ports import Store
from technology_map.texts import texts
from technology_map.words.questions import WORD, is_question
from technology_map.words.terms import TermList

SECRETARIES = "secretaries"
"""Whom a message is for where it is for all of them: who they are is asked when it is delivered."""

COUNCIL = "council"
"""The same of everybody on the council."""

KINDS = (ProposalHandedIn, ClarificationAnswered, UndeliveredDecision, WordAsked, OnAgenda)
PREVIEW_LIMIT = 150
"""Characters of a preview (Graph's itemBody of previewText)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Sends messages as notifications. Implements `bot.news.delivery.Sender`."""

    store: Store
    feed: ActivityFeed
    secretariat: Secretariat
    outgoing: OutgoingMessages
    teams_app_id: str
    now: Callable[[], datetime]

    async def send(self, message: OutgoingMessage) -> None:
        """Notify the person; for the secretaries, one message each."""
        if message.object_id == SECRETARIES:
            for secretary in await self.secretariat.secretaries():
                await self.outgoing.put(secretary, message.news, self.now().timestamp())
            return
        if message.object_id == COUNCIL:
            for member in await self.secretariat.council():
                await self.outgoing.put(member, message.news, self.now().timestamp())
            return
        if drawn := self._drawn(message):
            await self.feed.notify(message.object_id, drawn)

    parks: bool = False

    def quiet(self, object_id: str) -> bool:
        """As the person has chosen."""
        return is_quiet(self.store.records(Preference), object_id, self.now())

    def reaches(self, _: str) -> bool:
        """The bell is anybody's, or nobody's."""
        return False

    async def refused(self, message: OutgoingMessage) -> None:
        """There is no other way to reach the person."""

    def _drawn(self, message: OutgoingMessage) -> Notification | None:
        """The notification; None where the proposal is gone, or the person is who did it."""
        news = message.news
        if not isinstance(news, KINDS):
            return None
        if isinstance(news, WordAsked):
            return self._asked(news)
        proposal = self.store.overview.proposals.get(news.proposal)
        if proposal is None:
            return None
        if isinstance(news, UndeliveredDecision):
            word = status_word(texts(Language(news.language)), proposal.status)
            return self._about(
                proposal, "proposalDecided", proposal.status_reason, seq=news.seq, parameters={"status": word}
            )
        if isinstance(news, OnAgenda):
            told = news.maker != message.object_id and proposal.status is Status.ON_AGENDA
            return self._about(proposal, "onAgenda", proposal.title, seq=news.seq) if told else None
        if proposal.submitter.object_id == message.object_id:
            return None
        if isinstance(news, ClarificationAnswered):
            return self._about(proposal, "clarificationAnswered", proposal.title, seq=news.seq)
        return self._about(proposal, "proposalSubmitted", proposal.title)

    def _asked(self, news: WordAsked) -> Notification | None:
        """A question about a word that nobody has explained yet."""
        term = self.store.overview.vocabulary.get(TermList.TECHNOLOGY, news.code)
        if term is None or not is_question(term):
            return None
        return Notification(
            activity_type="wordAsked",
            topic=term.name_da,
            address=deep_link(self.teams_app_id, f"{WORD}{term.code}"),
            preview=shortened(term.name_da, PREVIEW_LIMIT),
            chain=_chain(f"wordAsked|{term.code}"),
            parameters={"word": term.name_da},
        )

    def _about(
        self,
        proposal: Proposal,
        kind: str,
        preview: str,
        *,
        seq: int = 0,
        parameters: dict[str, str] | None = None,
    ) -> Notification:
        return Notification(
            activity_type=kind,
            topic=f"{proposal.name}: {proposal.title}",
            address=deep_link(self.teams_app_id, proposal.name),
            preview=shortened(" ".join(preview.split()) or proposal.title, PREVIEW_LIMIT),
            chain=_chain(f"{kind}|{proposal.name}|{seq}"),
            parameters={"proposal": proposal.name, **(parameters or {})},
        )


def _chain(text: str) -> int:
    """The same number for the same news; one that every JSON reader can hold."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6])
