"""How far a proposal's assessment is, as one member may see it."""

from dataclasses import dataclass
from fractions import Fraction

from technology_map.assessing.assessments import (
    Assessment,
    Conflict,
    Given,
    Scores,
    Spread,
    score,
    spreads,
    text_mark,
)
from technology_map.assessing.criteria import Criteria
from technology_map.cards.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a proposal's assessment is, for one member: `given` is empty until they may see it.

    `count` of `members` have given theirs; who has a conflict of interest is none of them. `open`: the
    member may see what all have given. `stale` are assessments of a text that was changed since.
    """

    proposal: Proposal
    criteria: Criteria
    mine: Assessment | None
    scores: Scores
    conflict: Conflict | None
    conflicts: tuple[Conflict, ...]
    count: int
    members: int
    stale: int
    open: bool
    given: tuple[Given, ...] = ()

    @property
    def done(self) -> bool:
        """Whether the member has nothing more to do here."""
        return self.conflict is not None or (
            self.mine is not None and self.fresh and bool(self.mine.given_at)
        )

    @property
    def fresh(self) -> bool:
        """Whether the member's own is of the text as it stands."""
        return self.mine is not None and self.mine.text == text_mark(self.proposal)

    @property
    def score(self) -> Fraction | None:
        """The members' average, from 1 to 5; None where it is not to be seen, or not there."""
        return score(self.given)

    @property
    def spreads(self) -> list[Spread]:
        """One a criterion, the widest disagreement first."""
        return spreads(self.given)
