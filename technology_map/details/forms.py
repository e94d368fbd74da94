"""The gate for a row of a thing: forms made from the declaration of its kind."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from pydantic import create_model

from technology_map.cards.step_forms import start_of, type_of
from technology_map.details.details import DetailKind
from technology_map.validation.forms import Key, MaybeObjectId, Typed, Version, read_form
from technology_map.validation.refusals import Refused
from technology_map.words.vocabulary import Vocabulary


class DetailForm(Typed):
    """A row as somebody left it. `version` is what a change was drawn from, empty for a new row."""

    submission_key: Key
    version: Version = ""


def read_detail(kind: DetailKind, raw: Mapping[str, Any], today: date, words: Vocabulary) -> DetailForm:
    """The form of a row that `raw` holds; what is not sent is empty. Raises Refused as `read_form`."""
    form = read_form(_form_of(kind), raw, today, words)
    lacking = kind.lacking(values_of(kind, form))
    if lacking:
        raise Refused("invalid_fields", fields=lacking)
    return form


def values_of(kind: DetailKind, form: DetailForm) -> dict[str, Any]:
    """The values of the kind's fields, by field."""
    return {name: getattr(form, name) for name in kind.names}


@cache
def _form_of(kind: DetailKind) -> type[DetailForm]:
    fields: dict[str, Any] = {field.name: (type_of(field), start_of(field)) for field in kind.fields}
    fields |= dict.fromkeys(kind.hidden, (MaybeObjectId, ""))
    return create_model(f"Detail_{kind.code}", __base__=DetailForm, **fields)
