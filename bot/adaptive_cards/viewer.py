"""Who looks at a card, and from where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from technology_map.backing.relations import Follow, Relations
from technology_map.benefits.benefits import Benefit
from technology_map.cards.proposals import Proposal
from technology_map.elsewhere.cards import CardFromElsewhere
from technology_map.meetings.meetings import Meeting
from technology_map.overview import Overview
from technology_map.people.people import Caller, Contact
from technology_map.talk.remarks import Remarks
from technology_map.texts import Texts


def _nobody(_: str) -> Contact | None:
    return None


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks, and from where: decides the buttons and the refresh.

    `mri` is the person's Teams user id; `follows` and `met` as in the store's port. `council_remarks`
    are only given where news of them are told, to who may read them. `stood` tells how long a proposal has
    stood where it stands; news do not. `agenda` gives a meeting to come with its proposals, by its number,
    `benefit` one whose day has come, by its row; `elsewhere` the cards from elsewhere that resemble a text.
    """

    caller: Caller
    overview: Overview
    teams_app_id: str
    mri: str = ""
    follows: Relations[Follow] = field(default_factory=Relations)
    met: Callable[[str], Contact | None] = _nobody
    council_remarks: Remarks = field(default_factory=Remarks)
    stood: Callable[[Texts, Proposal], str] | None = None
    agenda: Callable[[int], tuple[Meeting, list[Proposal]] | None] | None = None
    benefit: Callable[[int], Benefit | None] | None = None
    elsewhere: Callable[[str], Sequence[CardFromElsewhere]] | None = None
