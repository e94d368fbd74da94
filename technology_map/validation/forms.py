"""The gate: turns wild values from a card or a page into a typed form, or refuses field by field."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from technology_map.council.life_cycle import Status
from technology_map.validation.cpr import Certainty, find_cpr
from technology_map.validation.limits import REASON_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def tamed_text(value: Any) -> Any:
    """Text without control characters and direction overrides, LF for line ends, trimmed."""
    if not isinstance(value, str):
        return value
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BIDI.sub("", _CONTROL.sub("", text))).strip()


def one_line(value: Any) -> Any:
    """The same, and every run of white space as one space."""
    tamed = tamed_text(value)
    return " ".join(tamed.split()) if isinstance(tamed, str) else tamed


def none_for_empty(value: Any) -> Any:
    """None for what was left empty."""
    return None if value in ("", None) else value


Title = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=TITLE_LIMIT)]
Text = Annotated[str, BeforeValidator(tamed_text), StringConstraints(min_length=1, max_length=TEXT_LIMIT)]
Reason = Annotated[str, BeforeValidator(tamed_text), StringConstraints(min_length=3, max_length=REASON_LIMIT)]
Remark = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON_LIMIT)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
Version = Annotated[str, StringConstraints(max_length=200)]
LeadsTo = Annotated[str, BeforeValidator(one_line), StringConstraints(pattern=r"^$|^[FLfl] ?-? ?\d{1,9}$")]


def vocabulary_of(info: ValidationInfo) -> Vocabulary:
    """The municipality's words that a form is read with."""
    words = (info.context or {})["words"]
    assert isinstance(words, Vocabulary)  # noqa: S101 - `read_form` puts it there
    return words


def term_code(of: TermList, value: Any, info: ValidationInfo) -> str:
    """A code of the municipality's list, the current one where terms were merged."""
    words = vocabulary_of(info)
    if not isinstance(value, str) or words.get(of, value) is None:
        raise PydanticCustomError("not_a_choice", "no")
    return words.current(of, value)


def _one_of(of: TermList, *, needed: bool) -> Any:
    def read(value: Any, info: ValidationInfo) -> Any:
        if none_for_empty(value) is None and not needed:
            return None
        return term_code(of, value, info)

    return read


AreaCode = Annotated[str, BeforeValidator(_one_of(TermList.AREA, needed=True))]
MaybeArea = Annotated[str | None, BeforeValidator(_one_of(TermList.AREA, needed=False))]
MaybePurpose = Annotated[str | None, BeforeValidator(_one_of(TermList.PURPOSE, needed=False))]


Ticked = Annotated[bool, BeforeValidator(lambda value: value in (True, "yes"))]
"""A box that was ticked."""


PersonName = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=100)]
MaybeObjectId = Annotated[
    str,
    BeforeValidator(one_line),
    StringConstraints(pattern=r"^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})?$"),
]


class Form(BaseModel):
    """What every form has in common: nothing unknown is taken in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Typed(Form):
    """A form with free text; `not_cpr` is the reason why a doubtful number is no CPR number."""

    not_cpr: Remark = ""


class Corrected(Typed):
    """A change of a card's text. `why` is asked of who corrects what others have handed in."""

    why: Remark = ""


class _ProposalText(Typed):
    problem: Text
    title: Title
    solution: Text
    expected_benefits: Text
    area: MaybeArea = None
    purpose: MaybePurpose = None


class _SolutionCardText(Typed):
    title: Title
    challenges: Text
    background: Text
    area: AreaCode


class QuickProposal(_ProposalText):
    """The quick proposal: four fields (domain.md 3), and where it belongs if that was said.

    `for_name`: the colleague it is handed in for, who has no computer; `for_id` where that is known.
    """

    submission_key: Key
    for_name: PersonName = ""
    for_id: MaybeObjectId = ""


class ProposalEdit(_ProposalText, Corrected):
    """The submitter's own change, based on the `version` that the form was drawn from."""

    number: int
    version: Version


class QuickSolutionCard(_SolutionCardText):
    """Quick share: title, what problem, what solution, area (domain.md 3)."""

    submission_key: Key


class SolutionCardEdit(_SolutionCardText, Corrected):
    """The submitter's own change to a solution card."""

    number: int
    version: Version


class MoveForm(Typed):
    """A move of a proposal: where to, and the public reason. `seq` is the last decision seen.

    `overrule`: go on though answers are missing that the council needs. `sure`: merge into what has
    nothing in common.
    """

    number: int
    seq: int
    action_key: Key
    end: Status
    reason: Reason
    review_date: Annotated[date | None, BeforeValidator(none_for_empty)] = None
    leads_to: LeadsTo = ""
    overrule: Ticked = False
    sure: Ticked = False


F = TypeVar("F", bound=Form)

_CODES = {
    "missing": "missing",
    "too_short": "missing",
    "too_long": "too_long",
    "string_too_short": "missing",
    "string_too_long": "too_long",
    "string_type": "missing",
    "enum": "not_a_choice",
    "date_from_datetime_parsing": "not_a_date",
    "date_parsing": "not_a_date",
    "string_pattern_mismatch": "malformed",
    "people_unknown": "people_unknown",
    "not_a_choice": "not_a_choice",
    "not_a_date": "not_a_date",
    "not_a_number": "not_a_number",
    "not_whole": "not_whole",
    "too_much": "too_much",
    "not_a_link": "not_a_link",
    "not_kle": "not_kle",
    "not_a_name": "not_a_name",
    "too_many": "too_many",
}
_STRUCTURAL = frozenset({"submission_key", "action_key", "number", "seq", "version", "seen", "back"})


def read_form(kind: type[F], raw: Mapping[str, Any], today: date, words: Vocabulary | None = None) -> F:
    """The form of this kind that `raw` holds. Raises Refused. `words` is needed where a term is chosen.

    `damaged_form` where ids or keys are off (draw a fresh form), `invalid_fields` with a code per
    field, `cpr_found` / `cpr_doubtful` with the fields where a number seems to stand.
    """
    try:
        form = kind.model_validate(dict(raw), context={"words": words})
    except ValidationError as refused:
        raise _refusal(kind, refused) from None
    _stop_cpr(form, today)
    return form


def _refusal(kind: type[Form], refused: ValidationError) -> Refused:
    fields: dict[str, str] = {}
    for error in refused.errors(include_input=False, include_url=False):
        name = str(error["loc"][0]) if error["loc"] else ""
        if name in _STRUCTURAL or name not in kind.model_fields:
            return Refused("damaged_form")
        fields[name] = _CODES.get(error["type"], "malformed")
    return Refused("invalid_fields", fields=fields)


def _stop_cpr(form: Form, today: date) -> None:
    """Raises Refused where a text of the form seems to hold a CPR number (domain.md 4)."""
    overridden = bool(getattr(form, "not_cpr", ""))
    certain: dict[str, str] = {}
    doubtful: dict[str, str] = {}
    for name in type(form).model_fields:
        value = getattr(form, name)
        if name in _STRUCTURAL or not isinstance(value, str):
            continue
        hits = {hit.certainty for hit in find_cpr(value, today)}
        if Certainty.CERTAIN in hits:
            certain[name] = "cpr_found"
        elif hits and (not overridden or name == "not_cpr"):
            doubtful[name] = "cpr_doubtful"
    if certain:
        raise Refused("cpr_found", fields=certain | doubtful)
    if doubtful:
        raise Refused("cpr_doubtful", fields=doubtful)
