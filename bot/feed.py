"""The bell: what the council's secretaries hear of, and what a chat could not take."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.cards.elements import shortened
from bot.cards.wording import deep_link, status_word
from bot.letters import Letter, Letters, UndeliveredDecision
from technology_map.notifications import ActivityFeed, Notification, Secretariat
from technology_map.people import Language
from technology_map.ports import ClarificationAnswered, ProposalHandedIn, Store
from technology_map.proposals import Proposal
from technology_map.texts import texts

SECRETARIES = "secretaries"
"""Whom a letter is for where it is for all of them: who they are is asked when it is delivered."""

KINDS = (ProposalHandedIn, ClarificationAnswered, UndeliveredDecision)
PREVIEW_LIMIT = 150
"""Characters of a preview (Graph's itemBody of previewText)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """Carries letters as notifications. Implements `bot.delivery.Carrier`."""

    store: Store
    feed: ActivityFeed
    secretariat: Secretariat
    letters: Letters
    teams_app_id: str
    now: Callable[[], datetime]

    async def send(self, letter: Letter) -> None:
        """Notify the person; for the secretaries, one letter each."""
        if letter.object_id == SECRETARIES:
            for secretary in await self.secretariat.secretaries():
                await self.letters.put(secretary, letter.news, self.now().timestamp())
            return
        if drawn := self._drawn(letter):
            await self.feed.notify(letter.object_id, drawn)

    async def refused(self, letter: Letter) -> None:
        """There is no other way to reach the person."""

    def _drawn(self, letter: Letter) -> Notification | None:
        """The notification; None where the proposal is gone, or the person is who did it."""
        news = letter.news
        if not isinstance(news, KINDS):
            return None
        proposal = self.store.overview.proposals.get(news.proposal)
        if proposal is None:
            return None
        if isinstance(news, UndeliveredDecision):
            word = status_word(texts(Language(news.language)), proposal.status)
            return self._about(
                proposal, "proposalDecided", proposal.status_reason, seq=news.seq, parameters={"status": word}
            )
        if proposal.submitter.object_id == letter.object_id:
            return None
        if isinstance(news, ClarificationAnswered):
            return self._about(proposal, "clarificationAnswered", proposal.title, seq=news.seq)
        return self._about(proposal, "proposalSubmitted", proposal.title)

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
