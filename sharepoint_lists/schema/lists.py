"""The lists as data: the one place where a list is spelled, and which columns it has.

The order of the columns is the one of the default view: what people look for first, keys last. A
list is created under its ASCII name, so that its address is plain (…/Lists/Proposals), and given
its Danish title afterwards (platform.md 1.2, 2).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sharepoint_lists.schema import columns
from sharepoint_lists.schema.columns import Column
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable
from technology_map.words.terms import TermList


class Site(StrEnum):
    """Which of the two sites a list lives on (domain.md 3, "Where rows live")."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class List:
    """One list: where it lives, what it is called, and its columns; `key` makes a row one of a kind."""

    name: str
    title: str
    site: Site
    key: Column
    first: tuple[Column, ...]
    table: FieldTable | None = None
    last: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column: the first, those of the card's fields as the table says now, and the last."""
        of_fields = self.table.fields if self.table else ()
        made = tuple(columns.of_field(field) for field in of_fields if field.name != "title")
        return (*self.first, *made, *self.last)


_HANDED_IN = (
    columns.SUBMITTER_NAME,
    columns.RESPONSIBLE,
    columns.SUBMITTED_AT,
    columns.CHANGED_AT,
    columns.EDITED_BY,
    columns.EDITED_AT,
    columns.EDITED_WHY,
)

PROPOSALS = List(
    "Proposals",
    "Forslag",
    Site.OPEN,
    columns.SUBMISSION_KEY,
    (columns.STATUS, columns.STATUS_REASON),
    PROPOSAL_TABLE,
    (
        columns.NEXT_STEP,
        columns.NEXT_STEP_DUE,
        columns.CO_SUBMITTERS,
        *_HANDED_IN,
        columns.REVIEW_DATE,
        columns.LEADS_TO,
        columns.RANK,
        columns.RANK_REASON,
        columns.REWORDED_AT,
        columns.LAST_SEQ,
        columns.CO_SUBMITTER_IDS,
        columns.SUBMITTER_ID,
        columns.RESPONSIBLE_ID,
        columns.SUBMISSION_KEY,
    ),
)

SOLUTION_CARDS = List(
    "SolutionCards",
    "Løsningskort",
    Site.OPEN,
    columns.SUBMISSION_KEY,
    (),
    SOLUTION_TABLE,
    (
        columns.FROM_PROPOSAL,
        *_HANDED_IN,
        columns.SUBMITTER_ID,
        columns.RESPONSIBLE_ID,
        columns.SUBMISSION_KEY,
    ),
)

DECISIONS = List(
    "Decisions",
    "Beslutningslog",
    Site.OPEN,
    columns.DECISION_KEY,
    (
        columns.PROPOSAL,
        columns.FROM_STATUS,
        columns.TO_STATUS,
        columns.REASON,
        columns.OUTCOME,
        columns.DECIDED_AT,
        columns.DECIDED_AS,
        columns.REVIEW_DATE,
        columns.LEADS_TO,
        columns.SEQ,
        columns.ACTION_KEY,
        columns.DECISION_KEY,
        columns.PREVIOUS_HASH,
        columns.HASH,
    ),
)

CONTACTS = List(
    "Contacts",
    "Kontakter",
    Site.CLOSED,
    columns.PERSON_ID,
    (columns.PERSON_ID, columns.LANGUAGE, columns.REFERENCE),
)

SUPPORTS = List(
    "Supports",
    "Opbakning",
    Site.OPEN,
    columns.SUPPORT_KEY,
    (
        columns.PROPOSAL,
        columns.SUPPORTER_NAME,
        columns.SUPPORTED_AT,
        columns.SUPPORTER_ID,
        columns.SUPPORT_KEY,
    ),
)

FOLLOWS = List(
    "Follows",
    "Følgere",
    Site.CLOSED,
    columns.FOLLOW_KEY,
    (columns.FOLLOWED, columns.FOLLOWER_ID, columns.FOLLOW_KEY),
)

NOTICES = List(
    "Notices",
    "Meddelelser",
    Site.CLOSED,
    columns.NOTICE_KEY,
    (
        columns.PROPOSAL,
        columns.SEQ,
        columns.NOTICE_STATE,
        columns.TAKEN_AT,
        columns.TAKEN_BY,
        columns.NOTICE_KEY,
    ),
)

_OF_EVERY_TERM = (
    columns.NAME_EN,
    columns.ORDER,
    columns.USE,
    columns.MERGED_INTO,
    columns.FORMER_NAMES,
    columns.CODE,
)

AREAS = List(
    "Areas",
    "Fagområder",
    Site.OPEN,
    columns.CODE,
    (*_OF_EVERY_TERM, columns.EDITORS, columns.EDITOR_IDS),
)
DEPARTMENTS = List("Departments", "Afdelinger", Site.OPEN, columns.CODE, (columns.OF_AREA, *_OF_EVERY_TERM))
PURPOSES = List(
    "Purposes",
    "Formål",
    Site.OPEN,
    columns.CODE,
    (columns.EXPLANATION_DA, columns.EXPLANATION_EN, *_OF_EVERY_TERM),
)
TECHNOLOGIES = List(
    "Technologies",
    "Teknologier og ordbog",
    Site.OPEN,
    columns.CODE,
    (
        columns.EXPLANATION_DA,
        columns.TECHNOLOGY_KIND,
        columns.TERM_PROVENNESS,
        columns.SYNONYMS_DA,
        columns.EXAMPLE_HERE,
        columns.EXPLANATION_EN,
        columns.SYNONYMS_EN,
        columns.USEFUL_FOR,
        *_OF_EVERY_TERM,
    ),
)
TERMS: Mapping[TermList, List] = {
    TermList.AREA: AREAS,
    TermList.DEPARTMENT: DEPARTMENTS,
    TermList.PURPOSE: PURPOSES,
    TermList.TECHNOLOGY: TECHNOLOGIES,
}
"""The municipality's own words: read before the cards that use them."""

LISTS = (*TERMS.values(), PROPOSALS, SOLUTION_CARDS, DECISIONS, CONTACTS, SUPPORTS, FOLLOWS, NOTICES)
PERSONAL = (CONTACTS, FOLLOWS, NOTICES)
"""Of the closed site: where one of them cannot be read, that is no reason to show nothing."""
