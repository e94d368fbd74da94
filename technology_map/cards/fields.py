"""A field of a card: everything that every floor needs to know of it, said once."""

from dataclasses import dataclass
from enum import Enum

from technology_map.validation.limits import LINE_LIMIT, TEXT_LIMIT
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList


class Kind(Enum):
    """What a field takes. NAMES are names of proposals and solution cards (F-…, L-…)."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DECIMAL = "decimal"
    DATE = "date"
    LINK = "link"
    KLE = "kle"
    NAMES = "names"


EMPTY: dict[Kind, object] = {
    Kind.CHOICES: (),
    Kind.NAMES: (),
    Kind.CHOICE: None,
    Kind.NUMBER: None,
    Kind.DECIMAL: None,
    Kind.DATE: None,
}
"""What a field holds that says nothing; an empty text where the kind is not named here."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a whole card, named as the attribute of the thing.

    `words` is the value list of a choice. `limit` is the most characters of a text, the most of a
    number, or the most names. A `needed` field is one of the quick form: it may never become empty.
    What does not `count` is nice to have: nobody is told that it is missing. A field that `joins` says
    more about the one before it. `column` is SharePoint's name where it is not the field's own in
    capitals; `indexed` says that SharePoint narrows by it, `as_note` that a line is kept as a note.
    What is `searched` a card is found by; what is not `exported` stands in no spreadsheet. A line that
    `suggests` names of a list takes any text, and goes with a name that is changed.

    Its sentences are `ask.<name>`, `ask.<name>.help` and `sheet.<name>`, the heading of its columns.
    """

    name: str
    kind: Kind = Kind.TEXT
    words: ValueList | None = None
    limit: int = TEXT_LIMIT
    needed: bool = False
    counts: bool = True
    joins: bool = False
    column: str = ""
    indexed: bool = False
    as_note: bool = False
    searched: bool = False
    exported: bool = True
    suggests: TermList | None = None

    @property
    def empty(self) -> object:
        """What it holds when it says nothing."""
        return EMPTY.get(self.kind, "")


def choice(name: str, words: ValueList, *, counts: bool = True) -> Field:
    """A field in which one code of a list is chosen."""
    return Field(name, Kind.CHOICE, words, counts=counts)


def choices(name: str, words: ValueList, *, counts: bool = True) -> Field:
    """A field in which several codes of a list can be chosen."""
    return Field(name, Kind.CHOICES, words, counts=counts)


def line(
    name: str,
    limit: int = LINE_LIMIT,
    *,
    needed: bool = False,
    counts: bool = True,
    searched: bool = False,
    as_note: bool = False,
) -> Field:
    """A field of one line."""
    return Field(
        name, Kind.LINE, limit=limit, needed=needed, counts=counts, searched=searched, as_note=as_note
    )
