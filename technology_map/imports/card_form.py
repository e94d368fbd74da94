"""The gate for a card or a proposal that comes in a spreadsheet: every field that can be filled in."""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BeforeValidator, create_model

from technology_map.cards.field_table import SOLUTION_TABLE, FieldTable
from technology_map.cards.fields import Field, Kind
from technology_map.cards.step_forms import several_of, start_of, type_of
from technology_map.sheets.columns import of_field
from technology_map.sheets.days import read_day
from technology_map.validation.forms import Form

_KLE = re.compile(r"(\d{1,2})(?:[.,-](\d{1,2}))?(?:[.,-](\d{1,2}))?(?=$|\s+\D)")


def day_of(value: Any) -> Any:
    """The day that the text writes; a text that writes none stays as it is, and is refused."""
    text = str(value).strip()
    read = read_day(text)
    return (read.day if read else "?") if text else None


def _kle(value: Any) -> Any:
    """A KLE number as it is written, from `02-34-02`, `2.34.2` or `02.34.02 Byggesager`."""
    found = _KLE.match(str(value).strip())
    if not found:
        return value
    parts = [one for one in found.groups() if one]
    if len(parts) < 3 and any(len(one) < 2 for one in parts):
        return value
    return ".".join(one.zfill(2) for one in parts)


def sheet_form(table: FieldTable = SOLUTION_TABLE) -> type[Form]:
    """The form of a line. The same limits and the same taming as for what people type."""
    return _form(table, table.version)


@lru_cache(maxsize=8)
def _form(table: FieldTable, _version: int) -> type[Form]:
    read = [replace(field, needed=of_field(field).needed) for field in table.fields if field.exported]
    fields: dict[str, Any] = {field.name: (_type(field), start_of(field)) for field in read}
    return create_model(f"Sheet_{table.room}", __base__=Form, **fields)


def _type(field: Field) -> Any:
    if field.kind is Kind.DATE:
        return Annotated[date | None, BeforeValidator(day_of)]
    if field.kind is Kind.KLE:
        return Annotated[type_of(field), BeforeValidator(_kle)]
    if field.kind is Kind.CHOICES:
        return Annotated[Any, BeforeValidator(several_of(field, in_order=False))]
    return type_of(field)
