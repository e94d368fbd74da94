"""Co-submitters as they come in: object ids that must be Entra's, and names that are cleaned."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from technology_map.validation.cpr import find_cpr
from technology_map.validation.forms import Form, one_line, tamed_text

MOST = 10
"""Colleagues beside the submitter."""
NAME_LIMIT = 100
NAMELESS = "Kollega"
"""What SharePoint shows for somebody whose name nobody has told us yet: chat tells ids only."""

_OBJECT_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _an_id(value: str) -> str:
    if not _OBJECT_ID.fullmatch(value):
        raise PydanticCustomError("people_unknown", "not an object id")
    return value


ObjectId = Annotated[str, AfterValidator(_an_id)]


def split_ids(value: Any) -> Any:
    """The ids in `a,b`, as a people picker sends them: lower-case, each once."""
    if not isinstance(value, str):
        return value
    return tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))


def _lower(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


class CoSubmittersAdded(Form):
    """Colleagues to add: ids with commas between, and their names line by line, in the same order."""

    number: int
    ids: Annotated[tuple[ObjectId, ...], BeforeValidator(split_ids)]
    names: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=4_000)] = ""

    def named(self, today: date) -> dict[str, str]:
        """The name that was sent for each id, cleaned; empty where there is none to be used.

        Names are only words to show: nothing is decided by them.
        """
        return names_of(self.ids, self.names, today)


class CoSubmitterRemoved(Form):
    """A colleague to take off."""

    number: int
    person: Annotated[ObjectId, BeforeValidator(_lower)]


def names_of(ids: tuple[str, ...], names: str, today: date) -> dict[str, str]:
    """The name beside each id, line by line, cleaned; empty where there is none to be used."""
    lines = [_cleaned(line, today) for line in names.split("\n")]
    lines += [""] * (len(ids) - len(lines))
    return dict(zip(ids, lines, strict=False))


def _cleaned(name: str, today: date) -> str:
    short = re.sub(r"[<>{}\[\]|]", "", str(one_line(name)))[:NAME_LIMIT].strip()
    return "" if find_cpr(short, today) else short
