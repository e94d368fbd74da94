"""The gate for a solution card that comes in our own spreadsheet: every field that can be filled in."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from technology_map.imports.foreign_cards import Line, Longer, Summary
from technology_map.imports.import_map import DateRule
from technology_map.validation.forms import Form, Text, Title, one_line
from technology_map.words.values import (
    Area,
    Beneficiary,
    MaturityFit,
    Phase,
    ProblemFit,
    Purpose,
    Reception,
    Technology,
    Transferability,
    UsersFit,
)

_DATES = DateRule(formats=("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%dT%H:%M:%S"))


def _choice(value: Any) -> Any:
    return None if value == "" else value


def _day(value: Any) -> Any:
    """The day that the text writes; a text that writes none stays as it is, and is refused."""
    text = str(value).strip()
    return (_DATES.read(text) or "?") if text else None


Kle = Annotated[
    str, BeforeValidator(one_line), StringConstraints(pattern=r"^$|^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$")
]


class SheetCard(Form):
    """A line of the spreadsheet. The same limits and the same taming as for what people type."""

    title: Title
    challenges: Text
    background: Text
    summary: Summary = ""
    area: Annotated[Area | None, BeforeValidator(_choice)] = None
    department: Line = ""
    phase: Annotated[Phase | None, BeforeValidator(_choice)] = None
    purpose: Annotated[Purpose | None, BeforeValidator(_choice)] = None
    other_purposes: tuple[Purpose, ...] = ()
    effect: Longer = ""
    reception: Annotated[Reception | None, BeforeValidator(_choice)] = None
    user_reception: Longer = ""
    technologies: tuple[Technology, ...] = ()
    beneficiaries: tuple[Beneficiary, ...] = ()
    in_operation_since: Annotated[date | None, BeforeValidator(_day)] = None
    vendor: Line = ""
    systems: Longer = ""
    kle: Kle = ""
    legal_basis: Longer = ""
    contact_name: Line = ""
    transferability: Annotated[Transferability | None, BeforeValidator(_choice)] = None
    users_fit: Annotated[UsersFit | None, BeforeValidator(_choice)] = None
    problem_fit: Annotated[ProblemFit | None, BeforeValidator(_choice)] = None
    maturity_fit: Annotated[MaturityFit | None, BeforeValidator(_choice)] = None
    transfer_notes: Longer = ""
    reused_by: Longer = ""
    consequences: Longer = ""
