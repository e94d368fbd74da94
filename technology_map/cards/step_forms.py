"""The gate for one step of a whole card: forms made from the table of steps."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, StringConstraints, ValidationInfo, create_model
from pydantic_core import PydanticCustomError

from technology_map.cards.field_table import Step
from technology_map.cards.fields import Field, Kind
from technology_map.validation.forms import (
    Corrected,
    Version,
    none_for_empty,
    one_line,
    read_form,
    tamed_text,
    term_code,
    vocabulary_of,
)
from technology_map.validation.limits import LINK_LIMIT
from technology_map.validation.typed_values import card_names, decimal_number, web_address, whole_number
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

EARLIEST = date(1900, 1, 1)
LATEST = date(2100, 12, 31)

_KLE = re.compile(r"\d\d(\.\d\d(\.\d\d)?)?")
"""A main group, a group or a subject of KLE."""
T = TypeVar("T")


class StepForm(Corrected):
    """One step as somebody left it, based on the `version` that the form was drawn from."""

    number: int
    version: Version


def read_step(step: Step, raw: Mapping[str, Any], today: date, words: Vocabulary) -> StepForm:
    """The form of a step that `raw` holds; what is not sent is empty. Raises Refused as `read_form`."""
    return read_form(form_of(step), raw, today, words)


def values_of(step: Step, form: StepForm) -> dict[str, Any]:
    """The values of the step's fields, by field."""
    return {field.name: getattr(form, field.name) for field in step.fields}


@cache
def form_of(step: Step) -> type[StepForm]:
    """The form that the table says a step has."""
    fields: dict[str, Any] = {field.name: (type_of(field), start_of(field)) for field in step.fields}
    return create_model(f"Step_{step.code}", __base__=StepForm, **fields)


def start_of(field: Field) -> Any:
    """What a field is when it is not sent; an ellipsis where it must be."""
    if field.needed:
        return ...
    return field.empty


def type_of(field: Field) -> Any:
    """The type of a field's value, with what tames and checks it."""
    least = 1 if field.needed else 0
    match field.kind:
        case Kind.TEXT:
            limits = StringConstraints(min_length=least, max_length=field.limit)
            return Annotated[str, BeforeValidator(tamed_text), limits]
        case Kind.LINE:
            limits = StringConstraints(min_length=least, max_length=field.limit)
            return Annotated[str, BeforeValidator(one_line), limits]
        case Kind.CHOICE:
            return Annotated[Any, BeforeValidator(_one_of(field))]
        case Kind.CHOICES:
            return Annotated[Any, BeforeValidator(several_of(field))]
        case Kind.NUMBER:
            return Annotated[int | None, BeforeValidator(_number_up_to(field.limit))]
        case Kind.LINK:
            return Annotated[str, BeforeValidator(_link), StringConstraints(max_length=field.limit)]
        case Kind.NAMES:
            return Annotated[Any, BeforeValidator(_names_up_to(field.limit))]
        case _:
            return _PLAIN[field.kind]


def _wrong(code: str) -> PydanticCustomError:
    """What is wrong, as a code of ours. It never repeats the value."""
    return PydanticCustomError(code, "no")


def _read(reader: Callable[[str], T], text: str) -> T:
    """What a reader of typed values makes of a text."""
    try:
        return reader(text)
    except ValueError as wrong:
        raise _wrong(str(wrong)) from None


def _code(field: Field, value: Any, info: ValidationInfo) -> Any:
    assert field.words is not None  # noqa: S101 - a choice without words is a mistake in the table
    if isinstance(field.words, TermList):
        return term_code(field.words, value, info)
    if not isinstance(value, str) or value not in {one.value for one in field.words}:
        raise _wrong("not_a_choice")
    return field.words(value)


def _one_of(field: Field) -> Any:
    def read(value: Any, info: ValidationInfo) -> Any:
        if none_for_empty(value) is not None:
            return _code(field, value, info)
        if field.needed:
            raise _wrong("missing")
        return None

    return read


def several_of(field: Field, *, in_order: bool = True) -> Any:
    """Reads several codes of the field's list, in the order of the list or as they are given."""

    def read(value: Any, info: ValidationInfo) -> Any:
        """A list, or a text with commas as chats send it; each once."""
        parts = value.split(",") if isinstance(value, str) else value
        if not isinstance(parts, list | tuple):
            raise _wrong("not_a_choice")
        plain = (part.strip() if isinstance(part, str) else part for part in parts if part)
        found = dict.fromkeys(_code(field, part, info) for part in plain)
        return tuple(one for one in _order(field, info) if one in found) if in_order else tuple(found)

    return read


def _order(field: Field, info: ValidationInfo) -> list[Any]:
    """The codes of the field's list in their order."""
    assert field.words is not None  # noqa: S101 - as in _code
    if isinstance(field.words, TermList):
        return [one.code for one in vocabulary_of(info).terms(field.words)]
    return list(field.words)


def _number_up_to(limit: int) -> Any:
    def read(value: Any) -> Any:
        """A whole number from 0, written as people write hours and kroner."""
        text = one_line(str(value)) if isinstance(value, str | int | float) and value is not True else value
        if none_for_empty(text) is None:
            return None
        if not isinstance(text, str):
            raise _wrong("not_a_number")
        number = _read(whole_number, text)
        if number > limit:
            raise _wrong("too_much")
        return number

    return read


def _amount(value: Any) -> Any:
    """A figure with decimals, as people write it."""
    text = one_line(str(value)) if isinstance(value, str | int | float) and value is not True else value
    if none_for_empty(text) is None or isinstance(text, Decimal):
        return none_for_empty(text)
    if not isinstance(text, str):
        raise _wrong("not_a_number")
    return _read(decimal_number, text)


Amount = Annotated[Decimal | None, BeforeValidator(_amount)]
"""A figure, or nothing."""


def _date(value: Any) -> Any:
    text = one_line(value)
    if none_for_empty(text) is None:
        return None
    if isinstance(text, date):
        text = text.isoformat()
    try:
        found = date.fromisoformat(text)
    except (TypeError, ValueError):
        raise _wrong("not_a_date") from None
    if not EARLIEST <= found <= LATEST:
        raise _wrong("not_a_date")
    return found


def _link(value: Any) -> Any:
    """An address as it can be opened."""
    text = one_line(value)
    if not isinstance(text, str) or not text:
        return text
    return _read(web_address, text)


Link = Annotated[str, BeforeValidator(_link), StringConstraints(max_length=LINK_LIMIT)]
"""An address on the web, or nothing."""


def _kle(value: Any) -> Any:
    text = one_line(value)
    if isinstance(text, str) and text and not (text.isascii() and _KLE.fullmatch(text)):
        raise _wrong("not_kle")
    return text


def _names_up_to(limit: int) -> Any:
    def read(value: Any) -> Any:
        """Names with commas or spaces between, or a list of them; each once, written as we write them."""
        text = ",".join(map(str, value)) if isinstance(value, list | tuple) else one_line(value)
        if not isinstance(text, str):
            raise _wrong("not_a_name")
        found = _read(card_names, text)
        if len(found) > limit:
            raise _wrong("too_many")
        return found

    return read


_PLAIN: dict[Kind, Any] = {
    Kind.DECIMAL: Amount,
    Kind.DATE: Annotated[date | None, BeforeValidator(_date)],
    Kind.KLE: Annotated[str, BeforeValidator(_kle)],
}
"""What is the same for every field of its kind."""
