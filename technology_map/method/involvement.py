"""Who was heard about a proposal, how, when, and what they said (domain.md 3, 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from technology_map.cards.fields import Field, Kind, line
from technology_map.cards.proposals import Proposal, proposal_number
from technology_map.council.life_cycle import ENDED, Status
from technology_map.details.details import Detail, DetailKind
from technology_map.overview import Overview
from technology_map.records import Records
from technology_map.search.facet_index import FacetKey
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


def unheard(overview: Overview, involvements: Records[Involvement], most: int) -> tuple[list[Proposal], int]:
    """The newest proposals that are under way and about which nobody was heard, and how many there are."""
    proposals, heard = overview.proposals, involvements.named()
    going = [status for status in Status if status not in ENDED]
    count = proposals.facets.count(FacetKey(), going) - _heard(overview, involvements.derived(_numbers))
    newest = proposals.these(proposals.facets.newest(FacetKey(), going)) if count else ()
    return list(islice((one for one in newest if one.name not in heard), min(most, count))), count


def _numbers(involvements: Records[Involvement]) -> dict[int, str]:
    """The names of what somebody was heard about, by the number of the proposal."""
    found = ((proposal_number(name), name) for name in involvements.named())
    return {number: name for number, name in found if number is not None}


def _heard(overview: Overview, names: Mapping[int, str]) -> int:
    """How many proposals of these are under way."""
    found = ((name, overview.proposals.get(number)) for number, name in names.items())
    return sum(one is not None and one.name == name and one.status not in ENDED for name, one in found)
