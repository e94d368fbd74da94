"""The lists as data: the one place where a list is spelled, and which columns it has.

The order of the columns is the one of the default view: what people look for first, keys last. A
list is created under its ASCII name, so that its address is plain (…/Lists/Proposals), and given
its Danish title afterwards (platform.md 1.2, 2).
"""

from dataclasses import dataclass
from enum import StrEnum

from sharepoint_lists.schema import columns
from sharepoint_lists.schema.columns import Column


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
    columns: tuple[Column, ...]


PROPOSALS = List(
    "Proposals",
    "Forslag",
    Site.OPEN,
    columns.SUBMISSION_KEY,
    (
        columns.STATUS,
        columns.STATUS_REASON,
        columns.PROBLEM,
        columns.SOLUTION,
        columns.EXPECTED_BENEFITS,
        columns.AREA,
        columns.PRIMARY_PURPOSE,
        columns.DEPARTMENT,
        columns.NEXT_STEP,
        columns.NEXT_STEP_DUE,
        columns.SUBMITTER_NAME,
        columns.CO_SUBMITTERS,
        columns.SUBMITTED_AT,
        columns.CHANGED_AT,
        columns.REVIEW_DATE,
        columns.LEADS_TO,
        columns.OTHER_PURPOSES,
        columns.BENEFICIARIES,
        columns.TECHNOLOGIES,
        columns.TECHNOLOGY_CHOICE,
        columns.FAMILIARITY,
        columns.PROVENNESS,
        columns.NOT_DIGITAL,
        columns.EFFORT_HOURS,
        columns.EFFORT_COST,
        columns.CONSEQUENCES,
        columns.CONNECTIONS,
        columns.LINKED_CARDS,
        columns.EXIT_NOTE,
        columns.COMPETENCE_NEEDS,
        columns.INVOLVEMENT,
        columns.INVOLVEMENT_HOW,
        columns.ANCHORING,
        columns.ANCHORING_HOW,
        columns.BETTER_RESOURCES,
        columns.BETTER_RESOURCES_HOW,
        columns.BETTER_DATA,
        columns.BETTER_DATA_HOW,
        columns.HUMAN_FIRST,
        columns.HUMAN_FIRST_WHY,
        columns.TRANSPARENCY,
        columns.TRANSPARENCY_WHY,
        columns.EQUALITY,
        columns.EQUALITY_WHY,
        columns.DIGNITY,
        columns.DIGNITY_WHY,
        columns.DATA_LEVEL,
        columns.DPIA,
        columns.DPIA_DATE,
        columns.DPIA_LINK,
        columns.CASE_REFERENCE,
        columns.RANK,
        columns.RANK_REASON,
        columns.LAST_SEQ,
        columns.CO_SUBMITTER_IDS,
        columns.SUBMITTER_ID,
        columns.SUBMISSION_KEY,
    ),
)

SOLUTION_CARDS = List(
    "SolutionCards",
    "Løsningskort",
    Site.OPEN,
    columns.SUBMISSION_KEY,
    (
        columns.SUMMARY,
        columns.LIFECYCLE_PHASE,
        columns.AREA,
        columns.PRIMARY_PURPOSE,
        columns.CHALLENGES,
        columns.BACKGROUND,
        columns.EFFECT,
        columns.RECEPTION,
        columns.USER_RECEPTION,
        columns.OTHER_PURPOSES,
        columns.TECHNOLOGIES,
        columns.DEPARTMENT,
        columns.IN_OPERATION_SINCE,
        columns.VENDOR,
        columns.SYSTEMS,
        columns.BENEFICIARIES,
        columns.CONSEQUENCES,
        columns.TRANSFERABILITY,
        columns.USERS_FIT,
        columns.PROBLEM_FIT,
        columns.MATURITY_FIT,
        columns.TRANSFER_NOTES,
        columns.REUSED_BY,
        columns.CONTACT_NAME,
        columns.KLE,
        columns.LEGAL_BASIS,
        columns.FROM_PROPOSAL,
        columns.SUBMITTER_NAME,
        columns.SUBMITTED_AT,
        columns.CHANGED_AT,
        columns.SUBMITTER_ID,
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

LISTS = (PROPOSALS, SOLUTION_CARDS, DECISIONS, CONTACTS, SUPPORTS, FOLLOWS)
PERSONAL = (CONTACTS, FOLLOWS)
"""Of the closed site: where one of them cannot be read, that is no reason to show nothing."""
