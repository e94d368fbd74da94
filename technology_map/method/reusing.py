"""Starting to use again what another area has: the row, and a word to who answers for it."""

from dataclasses import dataclass

from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.detailing import Detailing
from technology_map.details.details import Detail
from technology_map.details.forms import DetailForm
from technology_map.method.reuses import REUSES
from technology_map.people.people import Caller
from technology_map.people.rights import hands_in
from technology_map.talk.remarking import Remarking


@dataclass(frozen=True, slots=True)
class Reusing:
    """The service. Sent again it does nothing twice."""

    detailing: Detailing
    remarking: Remarking

    async def start(self, caller: Caller, card: SolutionCard, form: DetailForm) -> Detail:
        """Store the reuse; who answers for the card hears of it, once a person and card.

        Raises Refused: `guest`, `not_kept`.
        """
        made = await self.detailing.add(caller, REUSES, card, form)
        if not hands_in(caller, card):
            await self.remarking.ask_to_reuse(caller, card)
        return made
