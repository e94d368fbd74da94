"""Keeping the digital status true: a card that nobody has touched for a year is asked about.

Its day is worked out from the card and from when somebody last said that it still holds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from technology_map.cards.solution_cards import SolutionCard
from technology_map.last_word import keep_last
from technology_map.people.people import Caller
from technology_map.people.rights import require_card_editor
from technology_map.ports import ChangedCard, NotStored, Store
from technology_map.records import Record, Records
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused
from technology_map.words.values import Phase

ASKED_AFTER = timedelta(days=365)
ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Record):
    """Somebody said on a day that a card still holds. One row a card."""

    card: str
    confirmed_at: datetime
    confirmed_by: str = ""

    @property
    def about(self) -> str:
        """The card."""
        return self.card


def confirmation_key(card: str) -> str:
    """One row a card."""
    return f"confirmed-{card}"


def due_on(card: SolutionCard, said: Records[Confirmation]) -> date | None:
    """When it is asked about; None for what is used no more."""
    if card.phase is Phase.RETIRED:
        return None
    there = said.get(confirmation_key(card.name))
    last = max(card.changed_at, there.confirmed_at) if there else card.changed_at
    return (last + ASKED_AFTER).astimezone(COPENHAGEN).date()


def to_confirm(
    cards: Iterable[SolutionCard], said: Records[Confirmation], today: date
) -> Iterator[tuple[SolutionCard, date]]:
    """The cards whose day has come, each with its day."""
    for card in cards:
        due = due_on(card, said)
        if due is not None and due <= today:
            yield card, due


@dataclass(frozen=True, slots=True)
class Confirming:
    """The service, for who may correct the card. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]

    def is_due(self, card: SolutionCard) -> bool:
        """Whether the card is asked about now."""
        due = due_on(card, self.store.records(Confirmation))
        return due is not None and due <= self.now().astimezone(COPENHAGEN).date()

    async def confirm(self, caller: Caller, card: SolutionCard) -> SolutionCard:
        """It still holds. Raises Refused: `guest`, `not_yours`, `not_kept`."""
        require_card_editor(caller, card)
        said: Confirmation = Confirmation(
            key=confirmation_key(card.name),
            card=card.name,
            confirmed_at=self.now(),
            confirmed_by=caller.person.name,
        )
        await keep_last(self.store, said)
        return card

    async def retire(self, caller: Caller, card: SolutionCard) -> SolutionCard:
        """It is used no more; the card stays, and says so. Raises Refused: as `confirm`, `not_stored`."""
        require_card_editor(caller, card)
        for _ in range(ATTEMPTS):
            there = self.store.overview.solution_cards.get(card.number)
            if there is None:
                raise Refused("not_found")
            if there.phase is Phase.RETIRED:
                return there
            try:
                return await self.store.change_solution_card(replace(there, phase=Phase.RETIRED))
            except ChangedCard:
                continue
            except NotStored as no:
                raise Refused("not_stored", doubt=no.doubt) from None
        raise Refused("not_stored")
