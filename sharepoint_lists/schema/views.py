"""The lists' views as data: what people see in SharePoint, in which order, under which headings.

A view narrows by an indexed column first, or not at all: past 5,000 rows SharePoint refuses to do
otherwise. CAML knows today but not "this year", hence the latest year. A view keeps its name for
ever: a script that runs again finds it by that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sharepoint_lists.schema import caml, columns
from sharepoint_lists.schema.choice_words import WORDS
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.schema.lists import DECISIONS, PROPOSALS, SOLUTION_CARDS, List
from technology_map.council.life_cycle import ENDED, Mover, Status
from technology_map.words.values import Phase

NUMBER, NAME = "ID", "LinkTitle"
"""Every list has them: the item's number, and its title as a link to the item."""
NEWEST = ((NUMBER, False),)
YEAR = 365
_ALL = 12
"""So many columns a view of a list has that nobody has made views for."""


@dataclass(frozen=True, slots=True)
class View:
    """One view. `columns` are internal names; the first view of a list is its default."""

    name: str
    columns: tuple[str, ...]
    query: str
    rows: int = 50


def _named(*shown: Column) -> tuple[str, ...]:
    return (NUMBER, NAME, *(column.name for column in shown))


_OPEN = caml.one_of(
    columns.STATUS, tuple(word for status, word in WORDS[Status].items() if status not in ENDED)
)
_CLOSED = caml.one_of(columns.STATUS, tuple(WORDS[Status][status] for status in Status if status in ENDED))
_PROPOSAL = (columns.STATUS, columns.STATUS_REASON, columns.PRIMARY_PURPOSE)
_STEPS = (columns.STATUS, columns.NEXT_STEP, columns.NEXT_STEP_DUE, columns.AREA)
_CARD = (columns.SUMMARY, columns.LIFECYCLE_PHASE, columns.DEPARTMENT)
_DECISION = (
    columns.PROPOSAL,
    columns.FROM_STATUS,
    columns.TO_STATUS,
    columns.REASON,
    columns.DECIDED_AT,
    columns.DECIDED_AS,
)
_LATEST = ((columns.DECIDED_AT.name, False), (NUMBER, False))
_DUE = ((columns.NEXT_STEP_DUE.name, True), (NUMBER, True))

VIEWS: Mapping[str, tuple[View, ...]] = {
    PROPOSALS.name: (
        View(
            "I gang efter status",
            _named(
                *_PROPOSAL, columns.AREA, columns.NEXT_STEP_DUE, columns.SUBMITTED_AT, columns.SUBMITTER_NAME
            ),
            caml.query(_OPEN, NEWEST, columns.STATUS.name),
        ),
        View(
            "I gang efter fagområde",
            _named(*_PROPOSAL, columns.DEPARTMENT),
            caml.query(_OPEN, NEWEST, columns.AREA.name),
        ),
        View(
            "Venter på næste skridt",
            _named(*_STEPS),
            caml.query(caml.both(_OPEN, caml.not_empty(columns.NEXT_STEP)), _DUE),
        ),
        View(
            "Over tiden",
            _named(*_STEPS),
            caml.query(caml.both(_OPEN, caml.before_today(columns.NEXT_STEP_DUE)), _DUE),
        ),
        View(
            "Afsluttede",
            _named(*_PROPOSAL, columns.AREA, columns.LEADS_TO, columns.CHANGED_AT),
            caml.query(_CLOSED, NEWEST, columns.STATUS.name),
        ),
        View(
            "Alle forslag",
            _named(*_PROPOSAL, columns.AREA, columns.PROBLEM, columns.SUBMITTED_AT, columns.SUBMITTER_NAME),
            caml.query("", NEWEST),
        ),
    ),
    SOLUTION_CARDS.name: (
        View(
            "Efter formål",
            _named(*_CARD, columns.AREA),
            caml.query("", NEWEST, columns.PRIMARY_PURPOSE.name),
        ),
        View(
            "Efter fagområde",
            _named(*_CARD, columns.PRIMARY_PURPOSE),
            caml.query("", NEWEST, columns.AREA.name),
        ),
        View(
            "I drift",
            _named(*_CARD, columns.AREA, columns.IN_OPERATION_SINCE, columns.VENDOR),
            caml.query(
                caml.equal(columns.LIFECYCLE_PHASE, WORDS[Phase][Phase.IN_OPERATION]),
                NEWEST,
            ),
        ),
        View(
            "Alle løsningskort",
            _named(*_CARD, columns.AREA, columns.PRIMARY_PURPOSE, columns.SUBMITTER_NAME),
            caml.query("", NEWEST),
        ),
    ),
    DECISIONS.name: (
        View("Nyeste først", _named(*_DECISION, columns.HASH)[2:], caml.query("", _LATEST)),
        View(
            "Besluttet af rådet det seneste år",
            _named(*_DECISION, columns.OUTCOME)[2:],
            caml.query(
                caml.both(
                    caml.within_days(columns.DECIDED_AT, YEAR),
                    caml.equal(columns.DECIDED_AS, WORDS[Mover][Mover.COUNCIL]),
                ),
                _LATEST,
            ),
        ),
        View(
            "Efter forslag",
            _named(*_DECISION, columns.LEADS_TO)[2:],
            caml.query("", NEWEST, columns.PROPOSAL.name),
        ),
    ),
}


def views_of(of: List) -> tuple[View, ...]:
    """The list's views, the default one first; one plain view for a list that has none of its own."""
    made = VIEWS.get(of.name)
    if made is None:
        shown = [column for column in of.columns if not is_technical(column)][:_ALL]
        return (View("Oversigt", _named(*shown), caml.query("", NEWEST)),)
    there = {column.name for column in of.columns} | {NUMBER, NAME}
    return tuple(view for view in made if there.issuperset(view.columns))


def is_technical(column: Column) -> bool:
    """Whether only the app reads it: keys, ids of persons, hashes, addresses."""
    endings = ("Key", "Id", "Ids", "Hash")
    return column.name.endswith(endings) or column in (columns.REFERENCE, columns.LAST_SEQ, columns.RANK)
