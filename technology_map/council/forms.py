"""The gate for what the council sets beside its decisions: a place in the order, a next step."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from technology_map.validation.forms import LeadsTo, Remark, Typed, none_for_empty, one_line
from technology_map.validation.limits import LINE_LIMIT

Seen = Annotated[str, StringConstraints(max_length=255)]


class Where(StrEnum):
    """Where a proposal is to stand in the council's order.

    Beside a neighbour, at a place, at the end, in no place at all, or back under the key it had.
    """

    BEFORE = "before"
    AFTER = "after"
    AT = "at"
    LAST = "last"
    OUT = "out"
    BACK = "back"


class PlaceForm(Typed):
    """A move in the order. `seen` is the key the proposal had when the page was drawn.

    `neighbour` is an F-… for `before` and `after`; `place` counts from 1; `back` is a key. `reason` is
    public, and may be left empty; a place without one takes a former reason away.
    """

    number: int
    seen: Seen = ""
    where: Where
    neighbour: LeadsTo = ""
    place: Annotated[int | None, BeforeValidator(none_for_empty), Field(ge=1, le=1_000_000)] = None
    back: Seen = ""
    reason: Remark = ""


class NextStepForm(Typed):
    """The next step of a proposal; empty takes it away. `seen` says which one the form was drawn with."""

    number: int
    seen: Seen = ""
    next_step: Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)] = ""
    next_step_due: Annotated[date | None, BeforeValidator(none_for_empty)] = None
