"""The import map: how the columns of a foreign CSV file or workbook become the fields of a solution card."""

import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from technology_map.words.values import Phase, Reception
from technology_map.words.vocabulary import Vocabulary

Code = TypeVar("Code", bound=str)
Column = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
YEARS = range(1900, 2101)


def folded(text: str) -> str:
    """The text as cells are compared: trimmed, every run of whitespace one space, case folded."""
    return " ".join(text.split()).casefold()


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Rule(_Part):
    """Where one field comes from. A cell whose text is one of `empty` counts as empty for it."""

    columns: tuple[Column, ...] = ()
    empty: tuple[str, ...] = ()


class TextRule(_Rule):
    """The cells that say something, each under its heading, joined; else the text `otherwise`."""

    headings: dict[Column, str] = Field(default_factory=dict)
    join: str = "\n\n"
    otherwise: str = ""


class ChoiceRule(_Rule, Generic[Code]):
    """The code of the first column whose cell is translated; else `otherwise`.

    `unknown` tells what happens to a row in which no cell is translated though one says something:
    it is refused, or it gets `otherwise` with a note in the report.
    """

    translate: dict[str, Code] = Field(default_factory=dict)
    otherwise: Code | None = None
    unknown: Literal["refuse", "note"] = "refuse"


class ChoicesRule(_Rule, Generic[Code]):
    """Several codes: those that always apply, and those of whose words the columns hold one."""

    always: tuple[Code, ...] = ()
    words: dict[Code, tuple[str, ...]] = Field(default_factory=dict)


class DateRule(_Rule):
    """The first column that holds a date in one of `formats` (strptime); a date has no time here."""

    formats: tuple[str, ...] = ("%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")

    def read(self, text: str) -> date | None:
        """The day that the text writes, or None where it writes none between 1900 and 2100."""
        for form in self.formats:
            try:
                day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
            return day if day.year in YEARS else None
        return None


class Fields(_Part):
    """One rule for each field of a solution card; what has none stays empty."""

    title: TextRule
    challenges: TextRule
    background: TextRule
    summary: TextRule = TextRule()
    effect: TextRule = TextRule()
    user_reception: TextRule = TextRule()
    department: TextRule = TextRule(join=" / ")
    vendor: TextRule = TextRule(join=" / ")
    systems: TextRule = TextRule(join=" / ")
    area: ChoiceRule[str] = ChoiceRule[str]()
    purpose: ChoiceRule[str] = ChoiceRule[str]()
    phase: ChoiceRule[Phase] = ChoiceRule[Phase](otherwise=Phase.IN_OPERATION)
    reception: ChoiceRule[Reception] = ChoiceRule[Reception]()
    technologies: ChoicesRule[str] = ChoicesRule[str]()
    other_purposes: ChoicesRule[str] = ChoicesRule[str]()
    in_operation_since: DateRule = DateRule()


class ImportMap(_Part):
    """A whole map.

    `source` names the file's origin, whatever its edition; it is a part of every key. The headings
    stand in the line `headings_line`, counted from 1; what is above it is not read. In a workbook that
    is on the `sheet` with this name, else on the one that says most. `key` lists the columns that tell
    one row from another; without it all cells together do. `not_cpr` gives, for the exact text of a
    cell, the reason why a number in it is no CPR number.
    """

    source: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{2,59}$")]
    encoding: Literal["utf-8", "cp1252", "iso-8859-1"] = "utf-8"
    delimiter: Literal[",", ";", "\t", "|"] = ","
    headings_line: Annotated[int, Field(ge=1, le=10)] = 1
    sheet: str = ""
    key: tuple[Column, ...] = ()
    empty: tuple[str, ...] = ()
    title_over_limit: Literal["continue_in_background", "refuse"] = "continue_in_background"
    not_cpr: dict[str, Annotated[str, StringConstraints(min_length=3)]] = Field(default_factory=dict)
    fields: Fields

    def columns(self) -> tuple[str, ...]:
        """Every column that the map speaks of, each once."""
        rules = [getattr(self.fields, name) for name in Fields.model_fields]
        named = [column for rule in rules for column in rule.columns]
        return tuple(dict.fromkeys((*self.key, *named)))

    def says_nothing(self, cell: str, rule: _Rule) -> bool:
        """Whether a cell counts as empty for a field."""
        plain = folded(cell)
        return not plain or plain in {folded(mark) for mark in (*self.empty, *rule.empty)}


def read_map(text: str, words: Vocabulary) -> ImportMap:
    """The map that a TOML text holds. Raises Refused(`import_map_unreadable`) with `where`:

    also where it names an area, a purpose or a technology that the municipality has not.
    """
    try:
        found = ImportMap.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as broken:
        raise Refused("import_map_unreadable", where=str(broken)) from None
    except ValidationError as refused:
        places = [".".join(str(step) for step in error["loc"]) for error in refused.errors()]
        raise Refused("import_map_unreadable", where=", ".join(places)) from None
    if unknown := _unknown(found.fields, words):
        raise Refused("import_map_unreadable", where=", ".join(unknown))
    return found


def _unknown(fields: Fields, words: Vocabulary) -> list[str]:
    """Where a rule has a code that is no row of the list: `fields.area.translate.Sundhed`."""
    return [
        f"fields.{name}.{at}"
        for name, of in _OF_TERMS.items()
        for at, code in _codes_in(getattr(fields, name))
        if words.get(of, code) is None
    ]


def _codes_in(rule: ChoiceRule[str] | ChoicesRule[str]) -> Iterator[tuple[str, str]]:
    """Every code of a rule, with where it stands in it."""
    if isinstance(rule, ChoicesRule):
        yield from (("always", code) for code in rule.always)
        yield from ((f"words.{code}", code) for code in rule.words)
        return
    yield from ((f"translate.{said}", code) for said, code in rule.translate.items())
    if rule.otherwise:
        yield "otherwise", rule.otherwise


_OF_TERMS = {
    "area": TermList.AREA,
    "purpose": TermList.PURPOSE,
    "other_purposes": TermList.PURPOSE,
    "technologies": TermList.TECHNOLOGY,
}
