"""What people are told of: each kind of news says what happened, never in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """News for who hands the proposal in, and for who follows it: a decision was made on it."""

    proposal: int
    seq: int


@dataclass(frozen=True, slots=True)
class NowStored:
    """News for a submitter: what waited in the outbox is in SharePoint, as `name` (F-… or L-…)."""

    receipt: str
    name: str


@dataclass(frozen=True, slots=True)
class DecisionLost:
    """News for a council member: another decision with the same number came first and stands."""

    proposal: int
    seq: int


@dataclass(frozen=True, slots=True)
class ProposalHandedIn:
    """News for the secretaries: a new proposal waits for them."""

    proposal: int


@dataclass(frozen=True, slots=True)
class CoSubmitterAdded:
    """News for a colleague: the submitter has added them to the proposal, in this `version` of it."""

    proposal: int
    version: str


@dataclass(frozen=True, slots=True)
class ClarificationAnswered:
    """News for the secretaries: the submitter has answered what the council asked."""

    proposal: int
    seq: int


@dataclass(frozen=True, slots=True)
class CardChanged:
    """News for who follows a solution card: its text was changed, on this `day` (ISO 8601)."""

    card: int
    day: str


@dataclass(frozen=True, slots=True)
class OtherMerged:
    """News for who hands a proposal in, and for who follows it: the proposal `merged` lives on in it."""

    proposal: int
    merged: int
    seq: int


@dataclass(frozen=True, slots=True)
class HandedInFor:
    """News for somebody: a colleague has handed a proposal in for them."""

    proposal: int


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """News for the council: a proposal has come on the agenda. `maker` put it there, and knows."""

    proposal: int
    seq: int
    maker: str


@dataclass(frozen=True, slots=True)
class MadeResponsible:
    """News for a colleague: they answer for this thing (F-… or L-…) now, in this `version` of it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class AgendaSent:
    """News for the council: the agenda of a meeting, by its number; `state` differs when the agenda does."""

    meeting: int
    state: str


@dataclass(frozen=True, slots=True)
class MadeCaseworker:
    """News for somebody of the council: they look after this proposal now, in this `version` of it."""

    proposal: int
    version: str


@dataclass(frozen=True, slots=True)
class Reworded:
    """News for who backs a proposal: its problem or solution was changed; do they still stand behind it?

    `seq` is the number of the rewording among the proposal's notices.
    """

    proposal: int
    seq: int


@dataclass(frozen=True, slots=True)
class Remarked:
    """News of a remark: for who hands the thing in, who has written in the thread, and who is mentioned.

    `row` is the remark's; `council`: on the closed site.
    """

    row: int
    council: bool = False


@dataclass(frozen=True, slots=True)
class Reminded:
    """One line of the day's news: what is due or what happened to a `thing` (F-… or L-…), since a `day`.

    The kinds are those of `technology_map.people.reminders`; the day is in ISO 8601. What waits for a
    person is told together.
    """

    kind: str
    thing: str
    day: str


@dataclass(frozen=True, slots=True)
class WordAsked:
    """News for the secretaries: somebody asks what a word of the glossary means, by its code."""

    code: str


@dataclass(frozen=True, slots=True)
class WordExplained:
    """News for who asked about a word: it has an explanation now."""

    code: str


News = (
    StatusChanged
    | NowStored
    | DecisionLost
    | ProposalHandedIn
    | ClarificationAnswered
    | CoSubmitterAdded
    | CardChanged
    | OtherMerged
    | HandedInFor
    | AgendaSent
    | MadeCaseworker
    | MadeResponsible
    | Reminded
    | OnAgenda
    | Remarked
    | Reworded
    | WordAsked
    | WordExplained
)
