"""The spread of a card: counted once, when its turn comes, and kept as it was."""

from dataclasses import dataclass

from technology_map.last_word import add_once
from technology_map.method.placing import Placing
from technology_map.method.workshops import FEWEST, Workshop, WorkshopCard, talk_key
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.terms import TermList


@dataclass(frozen=True, slots=True)
class Showing:
    """What the screen shows of a card in a workshop."""

    placing: Placing

    def talk(self, workshop: Workshop, card: str) -> WorkshopCard | None:
        """What a card's turn has brought; None before it."""
        return self.placing.store.records(WorkshopCard).get(talk_key(workshop.key, card))

    async def shown(self, workshop: Workshop, card: str) -> WorkshopCard:
        """The card's row with its spread: made once, when its turn comes, and never counted again."""
        there = self.talk(workshop, card)
        if there is not None:
            return there
        await self.placing.store.look_again()
        found = self.placing.spread(workshop, card)
        known = self.placing.store.overview.solution_cards.get(int(card[2:]))
        made: WorkshopCard = WorkshopCard(
            key=talk_key(workshop.key, card),
            workshop=workshop.key,
            card=card,
            before=(known.purpose if known else "") or "",
            placed=found.placed,
            spread=found.lines(),
            said=self._said(found.counts, found.placed),
            reasons=tuple(one.replace("\n", " ") for one in found.reasons),
        )
        return await add_once(self.placing.store, made)

    def _said(self, counts: dict[str, int], placed: int) -> str:
        """The spread in the municipality's words, for who reads the list."""
        t = texts(Language.DANISH)
        if placed < FEWEST:
            return t("workshop.too_few", fewest=FEWEST)
        in_order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        return "\n".join(f"{self.word(code) or t('workshop.unsure')}: {count}" for code, count in in_order)

    def word(self, code: str) -> str:
        """What a purpose is called today, in Danish; empty where there is none with this code."""
        term = self.placing.store.overview.vocabulary.get(TermList.PURPOSE, code)
        return term.name_da if term else ""
