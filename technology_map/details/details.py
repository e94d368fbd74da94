"""A row that belongs to a proposal or a solution card, and how a kind of such rows is declared.

List, mapping, form, panel and export of a kind derive from its declaration.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.records import Record

Thing = Proposal | SolutionCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail(Record):
    """A row of a thing (F-… or L-…), written by somebody at a moment."""

    thing: str
    author_id: str = ""
    author_name: str = ""
    written_at: datetime | None = None

    @property
    def about(self) -> str:
        """The thing it belongs to."""
        return self.thing


def _nothing(values: Mapping[str, Any]) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class DetailKind:
    """One kind of rows. `code` names it in addresses and in the catalogues, `fields` are what is asked.

    `on` are the kinds of things that can have such rows. Who may correct the thing writes them, and the
    council; where `open_to_all` everyone may add one, and change their own. `lacking` says what is wrong
    with values that fit one by one: a code by field. `hidden` are object ids that a picker fills in.
    Its sentences begin with `detail.<code>.`: `heading`, `lead`, `none`, `add`, and for each field `<field>`
    and `<field>.help`.
    """

    code: str
    record: type[Detail]
    fields: tuple[Field, ...]
    on: tuple[type[Thing], ...] = (Proposal, SolutionCard)
    open_to_all: bool = False
    hidden: tuple[str, ...] = ()
    lacking: Callable[[Mapping[str, Any]], dict[str, str]] = _nothing

    @property
    def first(self) -> Field:
        """The field that a row is called by."""
        return self.fields[0]

    def values(self, detail: Detail) -> dict[str, Any]:
        """What stands in the fields, and in those that nobody sees."""
        return {name: getattr(detail, name) for name in self.names}

    @property
    def names(self) -> tuple[str, ...]:
        """What a form of this kind sends."""
        return (*(field.name for field in self.fields), *self.hidden)

    def __post_init__(self) -> None:
        known = {one.name for one in fields(self.record)}
        lacking = [field.name for field in self.fields if field.name not in known]
        if lacking:
            raise ValueError(f"{self.record.__name__} has no {', '.join(lacking)}")
