"""Who is told of what was handed in, and of a solution card that was mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.intentions import Said
from technology_map.people.news import CardChanged, HandedInFor, ProposalHandedIn
from technology_map.people.preferences import FollowedNews, Preference, preference_of
from technology_map.ports import Messenger, Store
from technology_map.texts import COPENHAGEN

ROUNDED_OFF = timedelta(seconds=1)
"""What the store rounds off. A proposal handed in longer ago was there already: that is no news."""


@dataclass(frozen=True, slots=True)
class CardNews:
    """Each is told once, however often it is called."""

    store: Store
    now: Callable[[], datetime]
    messenger: Messenger

    async def of_proposal(self, stored: Proposal, told: str) -> None:
        """The secretaries, and for whom it was handed in."""
        await self.messenger.tell_secretaries(ProposalHandedIn(stored.number))
        if told:
            await self.messenger.tell(told, HandedInFor(stored.number))

    async def of_card(self, card: SolutionCard, editor: str) -> None:
        """Everybody who follows the card but its editor. A card is mended bit by bit: one change a day."""
        day = self.now().astimezone(COPENHAGEN).date().isoformat()
        for one in self.store.follows.people(card.name):
            choice = preference_of(self.store.records(Preference), one)
            if one != editor and choice.followed is FollowedNews.AT_ONCE:
                await self.messenger.tell(one, CardChanged(card.number, day))

    async def go_on_with_proposal(self, said: Said) -> bool:
        """Tell of a proposal that was handed in, where it is stored."""
        stored = self.store.overview.proposals.by_key(said["key"])
        if stored is None:
            return False
        await self.of_proposal(stored, said["told"])
        return True

    async def go_on_with_card(self, said: Said) -> bool:
        """Tell of a card that was mended, where it is another version by now."""
        card = self.store.overview.solution_cards.get(int(said["number"]))
        if card is None or card.version == said["version"]:
            return False
        await self.of_card(card, said["editor"])
        return True
