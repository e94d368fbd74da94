"""What is sent to start a workshop, to place a card, and to agree on it."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from technology_map.validation.forms import (
    Key,
    MaybePurpose,
    Remark,
    Title,
    Typed,
    one_line,
    tamed_text,
)

REASON = 500
Short = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON)]
CardName = Annotated[str, BeforeValidator(one_line), StringConstraints(pattern=r"^L-\d{4,9}$")]


def _split(value: object) -> object:
    """The names in `L-0001,L-0002`, as ticked boxes send them: each once."""
    if not isinstance(value, str):
        return value
    return tuple(dict.fromkeys(one.strip() for one in value.split(",") if one.strip()))


class WorkshopForm(Typed):
    """A workshop to start: `cards` are the names of solution cards."""

    title: Title
    day: date
    cards: Annotated[tuple[CardName, ...], BeforeValidator(_split)] = ()
    submission_key: Key


class PlacementForm(Typed):
    """Where a participant places a card; `unsure` is "I can't tell"."""

    card: CardName
    purpose: MaybePurpose = None
    unsure: bool = False
    reason: Short = ""


class AgreementForm(Typed):
    """What the group agrees on about a card, and what came up on the way."""

    card: CardName
    purpose: MaybePurpose = None
    reason: Remark = ""
    tasks: Short = ""
    skills: Short = ""
    ethics: Short = ""


ProposalName = Annotated[str, BeforeValidator(one_line), StringConstraints(pattern=r"^F-\d{4,9}$")]


class GroupForm(Typed):
    """Proposals that the council treats as one from now on; `proposals` are their names."""

    title: Title
    why: Remark = ""
    proposals: Annotated[tuple[ProposalName, ...], BeforeValidator(_split)] = ()
    submission_key: Key
