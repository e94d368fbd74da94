"""Who was heard about a proposal, how, when, and what they said (domain.md 3, 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from technology_map.cards.fields import Field, Kind, line
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED
from technology_map.details.details import Detail, DetailKind
from technology_map.records import Records
from technology_map.words.values import Beneficiary


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Detail):
    """One time that a group was heard. No citizen is named."""

    who: Beneficiary | None = None
    how: str = ""
    held_on: date | None = None
    said: str = ""


INVOLVEMENTS = DetailKind(
    "involvements",
    Involvement,
    (
        Field("who", Kind.CHOICE, Beneficiary, needed=True),
        line("how"),
        Field("held_on", Kind.DATE),
        Field("said"),
    ),
    on=(Proposal,),
)


def unheard(proposals: Iterable[Proposal], involvements: Records[Involvement]) -> list[Proposal]:
    """The proposals that are under way and about which nobody was heard."""
    return [one for one in proposals if one.status not in ENDED and not involvements.about(one.name)]
