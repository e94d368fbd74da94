"""A proposal on the technology card: what we could do (domain.md 3)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from technology_map.council.life_cycle import Status
from technology_map.people.people import Person
from technology_map.validation.invisible import without_invisible
from technology_map.validation.typed_values import plain_dashes
from technology_map.words.values import (
    Beneficiary,
    DataLevel,
    Degree,
    Dpia,
    Familiarity,
    Light,
    Provenness,
    TechnologyChoice,
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as it stands. `number` is the SharePoint item id, 0 before it is stored.

    `version` is the store's opaque text for the state that was read; `seq` is the number of the
    last decision whose status the proposal carries (0: none yet).

    Beyond the four fields of the quick proposal everything may be empty (domain.md 3). The four
    guideposts are a degree and the concrete measure (`…_how`), the four questions of data ethics a
    light and a sentence (`…_why`). `links` names proposals and solution cards (F-…, L-…). `rank` is
    a key that sorts as text, empty where the council has not placed the proposal. `effort_hours` are
    hours, `effort_cost` is kroner. Area, purposes and technologies are codes of the vocabulary.
    `responsible_…` is who answers for it since it was handed over, empty where the submitter does.
    `caseworker_…` is who of the council looks after it, empty where nobody in particular does.
    `edited_by` is the name of who changed the text last, at `edited_at`; `reworded_at` is when the problem
    or the solution changed last: support that was given before is to the former text.
    `answers` are the fields of the table that no code names: pairs of name and value, by name.
    """

    title: str
    problem: str
    solution: str
    expected_benefits: str
    submitter: Person
    submission_key: str
    submitted_at: datetime
    changed_at: datetime
    area: str | None = None
    department: str = ""
    purpose: str | None = None
    other_purposes: tuple[str, ...] = ()
    beneficiaries: tuple[Beneficiary, ...] = ()
    technologies: tuple[str, ...] = ()
    technology_choice: TechnologyChoice | None = None
    familiarity: Familiarity | None = None
    provenness: Provenness | None = None
    not_digital_alternative: str = ""
    effort_hours: int | None = None
    effort_cost: int | None = None
    consequences: str = ""
    connections: str = ""
    links: tuple[str, ...] = ()
    exit_note: str = ""
    competence_needs: str = ""
    involvement: Degree | None = None
    involvement_how: str = ""
    anchoring: Degree | None = None
    anchoring_how: str = ""
    better_resources: Degree | None = None
    better_resources_how: str = ""
    better_data: Degree | None = None
    better_data_how: str = ""
    human_first: Light | None = None
    human_first_why: str = ""
    transparency: Light | None = None
    transparency_why: str = ""
    equality: Light | None = None
    equality_why: str = ""
    dignity: Light | None = None
    dignity_why: str = ""
    data_level: DataLevel | None = None
    dpia: Dpia | None = None
    dpia_date: date | None = None
    dpia_link: str = ""
    case_reference: str = ""
    co_submitter_ids: tuple[str, ...] = ()
    co_submitter_names: tuple[str, ...] = ()
    next_step: str = ""
    next_step_due: date | None = None
    rank: str = ""
    rank_reason: str = ""
    status: Status = Status.SUBMITTED
    status_reason: str = ""
    review_date: date | None = None
    leads_to: str = ""
    answers: tuple[tuple[str, Any], ...] = ()
    caseworker_id: str = ""
    caseworker_name: str = ""
    responsible_id: str = ""
    responsible_name: str = ""
    edited_by: str = ""
    edited_at: datetime | None = None
    edited_why: str = ""
    reworded_at: datetime | None = None
    seq: int = 0
    number: int = 0
    version: str = ""

    @property
    def name(self) -> str:
        """The readable number: item 42 is F-0042."""
        return f"F-{self.number:04d}"

    @property
    def co_submitters(self) -> tuple[Person, ...]:
        """Who hands it in together with the submitter."""
        pairs = zip(self.co_submitter_ids, self.co_submitter_names, strict=False)
        return tuple(Person(object_id, name) for object_id, name in pairs)


_NUMBER = re.compile(r"([FL#])\s*-?\s*0*(\d{1,9})", re.IGNORECASE | re.ASCII)


def proposal_number(text: str) -> int | None:
    """The number in `F-0042`, `f42`, `#42` or `42`; None where the text is no proposal's number."""
    if _as_written(text, "F-"):
        return int(text[2:])
    plain = _plain(text)
    if plain.isascii() and plain.isdigit() and len(plain) <= 9:
        return int(plain)
    found = _NUMBER.fullmatch(plain)
    return int(found[2]) if found and found[1].upper() in ("F", "#") else None


def solution_card_number(text: str) -> int | None:
    """The number in `L-0007`; None where the text is no solution card's number."""
    if _as_written(text, "L-"):
        return int(text[2:])
    found = _NUMBER.fullmatch(_plain(text))
    return int(found[2]) if found and found[1].upper() == "L" else None


def _as_written(text: str, begins: str) -> bool:
    """Whether the text is a name as we write it ourselves, which most are."""
    digits = text[2:]
    return text.startswith(begins) and digits.isascii() and digits.isdigit() and len(digits) <= 9


def _plain(text: str) -> str:
    """Without the signs that nobody sees, and with plain hyphens: a name as it is copied from a text."""
    return plain_dashes(without_invisible(text)).strip()
