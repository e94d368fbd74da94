"""What is sent to plan a meeting, to put its agenda in order, and to decide in it."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints

from technology_map.backing.co_submitters import split_ids
from technology_map.council.life_cycle import Status
from technology_map.validation.forms import (
    Key,
    LeadsTo,
    MaybeObjectId,
    Typed,
    Version,
    none_for_empty,
    one_line,
    tamed_text,
)
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT

COVER_LIMIT = 4_000
MINUTES_LIMIT = 20_000
MaybeDay = Annotated[date | None, BeforeValidator(none_for_empty)]
Line = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class MeetingForm(Typed):
    """A meeting as it is planned; `version` belongs to a change, `submission_key` to a new one."""

    day: date
    starts: Clock
    deadline: MaybeDay = None
    place: Line = ""
    chair: MaybeObjectId = ""
    submission_key: Key | None = None
    version: Version = ""


class ItemForm(Typed):
    """A proposal to put on the agenda, and how long it may take."""

    number: Annotated[int, Field(ge=1)]
    minutes: Annotated[int, Field(ge=1, le=480)] = 15


class OrderForm(Typed):
    """The proposals' numbers in their new order, with commas between."""

    order: Annotated[tuple[str, ...], BeforeValidator(split_ids)]


class CoverForm(Typed):
    """A cover note."""

    cover: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=COVER_LIMIT)] = ""


class DecisionForm(Typed):
    """What is written about an item; half of it may be kept. `version` is the state that was shown."""

    end: Annotated[Status | None, BeforeValidator(none_for_empty)] = None
    reason: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON_LIMIT)] = ""
    review_date: MaybeDay = None
    leads_to: LeadsTo = ""
    next_step: Line = ""
    next_step_due: MaybeDay = None
    doer: Line = ""
    version: Version = ""


class MinutesForm(Typed):
    """The minutes as the chair has edited them; empty lets them write themselves again."""

    minutes: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=MINUTES_LIMIT)] = ""
