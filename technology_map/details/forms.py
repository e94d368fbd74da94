"""The gate for a row of a thing: forms made from the declaration of its kind."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

from pydantic import create_model

from technology_map.cards.step_forms import start_of, type_of
from technology_map.details.details import DetailKind
from technology_map.validation.forms import Form, Key, MaybeObjectId, Typed, Version, read_form
from technology_map.validation.refusals import Refused
from technology_map.words.vocabulary import Vocabulary

F = TypeVar("F", bound=Typed)


class DetailForm(Typed):
    """A row as somebody left it. `version` is what a change was drawn from, empty for a new row."""

    submission_key: Key
    version: Version = ""


def read_detail(kind: DetailKind, raw: Mapping[str, Any], today: date, words: Vocabulary) -> DetailForm:
    """The form of a row that `raw` holds; what is not sent is empty. Raises Refused as `read_form`."""
    form: DetailForm = read_form(_form_of(kind, DetailForm), raw, today, words)
    _require_whole(kind, form)
    return form


def read_row(kind: DetailKind, raw: Mapping[str, Any], today: date, words: Vocabulary) -> Typed:
    """The fields of a row that a spreadsheet holds. Raises Refused as `read_detail`."""
    form: Typed = read_form(_form_of(kind, Typed), raw, today, words)
    _require_whole(kind, form)
    return form


def values_of(kind: DetailKind, form: Form) -> dict[str, Any]:
    """The values of the kind's fields, by field."""
    return {name: getattr(form, name) for name in kind.names}


def _require_whole(kind: DetailKind, form: Form) -> None:
    """Raises Refused(`invalid_fields`) for values that fit one by one, and not together."""
    lacking = kind.lacking(values_of(kind, form))
    if lacking:
        raise Refused("invalid_fields", fields=lacking)


@cache
def _form_of(kind: DetailKind, base: type[F]) -> type[F]:
    fields: dict[str, Any] = {field.name: (type_of(field), start_of(field)) for field in kind.fields}
    fields |= dict.fromkeys(kind.hidden, (MaybeObjectId, ""))
    return create_model(f"{base.__name__}_{kind.code}", __base__=base, **fields)
