"""The lists' views as data: what people see in SharePoint, in which order, under which headings.

A view narrows by an indexed column first, or not at all: past 5,000 rows SharePoint refuses to do
otherwise. CAML knows today but not "this year", hence the latest year. A view keeps its name for
ever: a script that runs again finds it by that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sharepoint_lists.schema import caml, columns
from sharepoint_lists.schema.choice_words import word_of
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.lists import DECISIONS, PROPOSALS, SOLUTION_CARDS, TERMS
from sharepoint_lists.schema.records import meetings
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


def _in_status(*, ended: bool) -> str:
    return caml.one_of(
        columns.STATUS, tuple(word_of(status) for status in Status if (status in ENDED) is ended)
    )


def _of_proposals() -> tuple[View, ...]:
    area, purpose = columns.named("area"), columns.named("purpose")
    first = (columns.STATUS, columns.STATUS_REASON, purpose)
    steps = (columns.STATUS, columns.NEXT_STEP, columns.NEXT_STEP_DUE, area)
    going, ended = _in_status(ended=False), _in_status(ended=True)
    return (
        View(
            "I gang efter status",
            _named(*first, area, columns.NEXT_STEP_DUE, columns.SUBMITTED_AT, columns.SUBMITTER_NAME),
            caml.query(going, NEWEST, columns.STATUS.name),
        ),
        View(
            "I gang efter fagområde",
            _named(*first, columns.named("department")),
            caml.query(going, NEWEST, area.name),
        ),
        View(
            "Venter på næste skridt",
            _named(*steps),
            caml.query(caml.both(going, caml.not_empty(columns.NEXT_STEP)), _DUE),
        ),
        View(
            "Over tiden",
            _named(*steps),
            caml.query(caml.both(going, caml.before_today(columns.NEXT_STEP_DUE)), _DUE),
        ),
        View(
            "Afsluttede",
            _named(*first, area, columns.LEADS_TO, columns.CHANGED_AT),
            caml.query(ended, NEWEST, columns.STATUS.name),
        ),
        View(
            "Alle forslag",
            _named(*first, area, columns.named("problem"), columns.SUBMITTED_AT, columns.SUBMITTER_NAME),
            caml.query("", NEWEST),
        ),
    )


def _of_solution_cards() -> tuple[View, ...]:
    area, purpose, phase = columns.named("area"), columns.named("purpose"), columns.named("phase")
    first = (columns.named("summary"), phase, columns.named("department"))
    return (
        View("Efter formål", _named(*first, area), caml.query("", NEWEST, purpose.name)),
        View("Efter fagområde", _named(*first, purpose), caml.query("", NEWEST, area.name)),
        View(
            "I drift",
            _named(*first, area, columns.named("in_operation_since"), columns.named("vendor")),
            caml.query(caml.equal(phase, word_of(Phase.IN_OPERATION)), NEWEST),
        ),
        View(
            "Alle løsningskort",
            _named(*first, area, purpose, columns.SUBMITTER_NAME),
            caml.query("", NEWEST),
        ),
    )


def _of_decisions() -> tuple[View, ...]:
    by_council = caml.equal(columns.DECIDED_AS, word_of(Mover.COUNCIL))
    return (
        View("Nyeste først", _named(*_DECISION, columns.HASH)[2:], caml.query("", _LATEST)),
        View(
            "Besluttet af rådet det seneste år",
            _named(*_DECISION, columns.OUTCOME)[2:],
            caml.query(caml.both(caml.within_days(columns.DECIDED_AT, YEAR), by_council), _LATEST),
        ),
        View(
            "Efter forslag",
            _named(*_DECISION, columns.LEADS_TO)[2:],
            caml.query("", NEWEST, columns.PROPOSAL.name),
        ),
    )


def _of_terms() -> tuple[View, ...]:
    shown = (columns.USE, columns.NAME_EN, columns.ORDER)
    explained = (
        columns.EXPLANATION_DA,
        columns.TECHNOLOGY_KIND,
        columns.TERM_PROVENNESS,
        columns.SYNONYMS_DA,
    )
    in_order = ((columns.ORDER.name, True), (NUMBER, True))
    return (View("I rækkefølge", _named(*shown, *explained), caml.query("", in_order)),)


def _of_meetings() -> tuple[View, ...]:
    shown = _named(*(one.column for one in meetings.MEETINGS.columns if not is_technical(one.column)))
    day = meetings.DAY.name
    return (
        View("Nyeste møde først", shown, caml.query("", ((day, False), (NUMBER, False)))),
        View(
            "Kommende møder",
            shown,
            caml.query(caml.within_days(meetings.DAY, 0), ((day, True), (NUMBER, True))),
        ),
    )


_MADE: Mapping[str, Callable[[], tuple[View, ...]]] = {
    PROPOSALS.name: _of_proposals,
    SOLUTION_CARDS.name: _of_solution_cards,
    DECISIONS.name: _of_decisions,
    meetings.MEETINGS.name: _of_meetings,
    **{of.name: _of_terms for of in TERMS.values()},
}


def views_of(of: List) -> tuple[View, ...]:
    """The list's views, the default one first; one plain view for a list that has none of its own."""
    if of.name not in _MADE:
        shown = [column for column in of.columns if not is_technical(column)][:_ALL]
        return (View("Oversigt", _named(*shown), caml.query("", NEWEST)),)
    there = {column.name for column in of.columns} | {NUMBER, NAME}
    made = _MADE[of.name]()
    if of in TERMS.values():
        return tuple(
            replace(one, columns=tuple(name for name in one.columns if name in there)) for one in made
        )
    return tuple(view for view in made if there.issuperset(view.columns))


def is_technical(column: Column) -> bool:
    """Whether only the app reads it: keys, ids of persons, hashes, addresses."""
    endings = ("Key", "Id", "Ids", "Hash", "Code", "Version", "Sealed", "Seq")
    return column.name.endswith(endings) or column in (
        columns.REFERENCE,
        columns.LAST_SEQ,
        columns.RANK,
        columns.CODE,
    )
