"""Starting to use again what another area has: the row, and a word to who answers for it."""

import re
from dataclasses import dataclass
from datetime import timedelta

import structlog

from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.detailing import Detailing
from technology_map.details.details import Detail
from technology_map.details.forms import DetailForm
from technology_map.method.reuses import REUSES, Reuse
from technology_map.people.people import Caller, Person
from technology_map.people.rights import hands_in
from technology_map.search.finding import by_name
from technology_map.talk.remarking import Remarking
from technology_map.validation.refusals import Refused

log = structlog.get_logger(__name__)

WINDOW = timedelta(days=14)
"""Reuses that are older are left in peace."""
_WRITTEN_HERE = re.compile(r"reuses-[0-9a-f]{24}")
"""The keys of what people have written in the app: nobody is told of what was planted or imported."""


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
        await self._tell(caller, card)
        return made

    async def go_on(self, grace: timedelta) -> None:
        """Tell of the reuses of which nobody was told: that write failed, or the process ended before it.

        Those of the last `grace` are left to the instance that stored them.
        """
        now = self.remarking.now()
        overview = self.detailing.store.overview
        for one in list(self.detailing.store.records(Reuse)):
            if one.written_at is None or not now - WINDOW <= one.written_at <= now - grace:
                continue
            card = by_name(overview, one.thing)
            if isinstance(card, SolutionCard) and _WRITTEN_HERE.fullmatch(one.key):
                await self._tell(Caller(Person(one.author_id, one.author_name)), card)

    async def _tell(self, caller: Caller, card: SolutionCard) -> None:
        """The word, unless it was said; what cannot be stored now is said by `go_on`."""
        if hands_in(caller, card) or self.remarking.asked_to_reuse(caller, card):
            return
        try:
            await self.remarking.ask_to_reuse(caller, card)
        except Refused as no:
            if no.refusal.code != "not_kept":
                raise
            log.warning("reuse_told_later", number=card.number)
