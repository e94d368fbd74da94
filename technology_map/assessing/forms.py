"""What is sent to assess, to declare a conflict of interest, and to change the criteria."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from technology_map.validation.forms import Key, Typed, tamed_text
from technology_map.validation.limits import REASON_LIMIT

NAME_LIMIT, ANCHOR_LIMIT = 80, 200
Comment = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON_LIMIT)]
Reason = Annotated[str, BeforeValidator(tamed_text), StringConstraints(min_length=1, max_length=REASON_LIMIT)]
Name = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=NAME_LIMIT)]
Anchor = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=ANCHOR_LIMIT)]
Mark = Annotated[int, Field(ge=1, le=5)]


class AssessmentForm(Typed):
    """A member's marks by code, those that are set. `then`: kept for oneself, or given."""

    criteria: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    marks: dict[str, Mark] = Field(default_factory=dict)
    comment: Comment = ""
    then: Literal["save", "give"] = "save"


class ConflictForm(Typed):
    """Why a member takes no part."""

    reason: Reason


class CriterionForm(Typed):
    """One criterion as it is edited; without a Danish name it is left out."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{0,40}$")] = ""
    weight: Annotated[int, Field(ge=0, le=100)] = 0
    name_da: Name = ""
    name_en: Name = ""
    low_da: Anchor = ""
    mid_da: Anchor = ""
    high_da: Anchor = ""
    low_en: Anchor = ""
    mid_en: Anchor = ""
    high_en: Anchor = ""


class CriteriaForm(Typed):
    """A new version: `base` is the one that was shown."""

    base: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    submission_key: Key
    criteria: list[CriterionForm]


def marks_of(typed: Mapping[str, Any]) -> dict[str, Any]:
    """The marks among what a form sends: `mark-problem=4`."""
    return {name.removeprefix("mark-"): value for name, value in typed.items() if name.startswith("mark-")}
