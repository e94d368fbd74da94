"""An area's maturity: how well it knows the technologies it uses or wants, and how proven they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.words.terms import TermList
from technology_map.words.values import Familiarity, Phase, Provenness
from technology_map.words.vocabulary import Vocabulary

IN_ORDER = tuple(Familiarity)


@dataclass(frozen=True, slots=True)
class Maturity:
    """One technology in an area, with how many solutions and proposals have it.

    `familiarity` is the best that a proposal of the area says, and at least "used" where a solution in
    operation has the technology; None where nothing says it. `provenness` is the glossary's.
    """

    technology: str
    familiarity: Familiarity | None
    provenness: Provenness | None
    cards: int
    proposals: int


def maturity(
    cards: Iterable[SolutionCard], proposals: Iterable[Proposal], words: Vocabulary
) -> list[Maturity]:
    """The technologies of an area's solutions that are not retired and of its proposals under way."""
    used: defaultdict[str, list[Phase | None]] = defaultdict(list)
    wanted: defaultdict[str, list[Familiarity | None]] = defaultdict(list)
    for card in cards:
        if card.phase is not Phase.RETIRED:
            for code in card.technologies:
                used[code].append(card.phase)
    for one in proposals:
        if one.status not in ENDED:
            for code in one.technologies:
                wanted[code].append(one.familiarity)
    return [_of(code, used, wanted, words) for code in dict.fromkeys((*used, *wanted))]


def _of(
    code: str,
    used: Mapping[str, list[Phase | None]],
    wanted: Mapping[str, list[Familiarity | None]],
    words: Vocabulary,
) -> Maturity:
    phases, told = used.get(code, []), [one for one in wanted.get(code, []) if one is not None]
    if Phase.IN_OPERATION in phases:
        told.append(Familiarity.USED)
    term = words.get(TermList.TECHNOLOGY, code)
    return Maturity(
        code,
        max(told, key=IN_ORDER.index) if told else None,
        term.provenness if term else None,
        len(phases),
        len(wanted.get(code, [])),
    )
