"""A solution card: what we already use (domain.md 3)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from technology_map.people.people import Person
from technology_map.words.values import (
    Beneficiary,
    MaturityFit,
    Phase,
    ProblemFit,
    Reception,
    Transferability,
    UsersFit,
)


@dataclass(frozen=True, slots=True)
class SolutionCard:
    """A solution in use. `number` is the SharePoint item id, 0 before it is stored.

    `challenges` says which problem is solved, `background` what the solution is and why;
    `from_proposal` is the number of the proposal it came from, 0 for none. `kle` is a number of the
    municipalities' classification (NN.NN.NN); the three `…_fit` are the tests of transfer. Codes
    of the vocabulary and `answers` are as in a proposal.
    """

    title: str
    challenges: str
    background: str
    submitter: Person
    submission_key: str
    submitted_at: datetime
    changed_at: datetime
    area: str | None = None
    summary: str = ""
    effect: str = ""
    user_reception: str = ""
    reception: Reception | None = None
    department: str = ""
    purpose: str | None = None
    other_purposes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    phase: Phase | None = Phase.IN_OPERATION
    in_operation_since: date | None = None
    vendor: str = ""
    systems: str = ""
    beneficiaries: tuple[Beneficiary, ...] = ()
    kle: str = ""
    legal_basis: str = ""
    contact_name: str = ""
    transferability: Transferability | None = None
    users_fit: UsersFit | None = None
    problem_fit: ProblemFit | None = None
    maturity_fit: MaturityFit | None = None
    transfer_notes: str = ""
    reused_by: str = ""
    consequences: str = ""
    from_proposal: int = 0
    answers: tuple[tuple[str, Any], ...] = ()
    responsible_id: str = ""
    responsible_name: str = ""
    edited_by: str = ""
    edited_at: datetime | None = None
    edited_why: str = ""
    number: int = 0
    version: str = ""

    @property
    def name(self) -> str:
        """The readable number: item 7 is L-0007."""
        return f"L-{self.number:04d}"
