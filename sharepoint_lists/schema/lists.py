"""The lists as data: the one place where a list is spelled, and which columns it has.

The order of the columns is the one of the default view: what people look for first, keys last. A
list is created under its ASCII name, so that its address is plain (…/Lists/Proposals), and given
its Danish title afterwards (platform.md 1.2, 2).
"""

from collections.abc import Mapping

from sharepoint_lists.schema import columns
from sharepoint_lists.schema.list_types import Library, List, Site
from sharepoint_lists.schema.records import RECORD_LISTS
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.words.terms import TermList

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
        columns.CASEWORKER,
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
        columns.CASEWORKER_ID,
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
        columns.NOTICE_KIND,
        columns.NOTICE_THING,
        columns.NOTICE_DAY,
        columns.NOTICE_PERSON_ID,
        columns.NOTICE_KEY,
    ),
)

_REMARK = (
    columns.REMARK_ON,
    columns.REMARK_KIND,
    columns.REMARK_TEXT,
    columns.AUTHOR_NAME,
    columns.REMARKED_AT,
    columns.PLACE_IN_THREAD,
    columns.MENTIONED,
    columns.REMARK_EDITED_AT,
    columns.MENTIONED_IDS,
    columns.AUTHOR_ID,
    columns.PARENT_KEY,
    columns.REMARK_KEY,
)
REMARKS = List("Remarks", "Drøftelse", Site.OPEN, columns.REMARK_KEY, _REMARK)
COUNCIL_REMARKS = List("CouncilRemarks", "Rådets drøftelse", Site.CLOSED, columns.REMARK_KEY, _REMARK)

DRAFTS = List(
    "Drafts",
    "Kladder",
    Site.CLOSED,
    columns.DRAFT_KEY,
    (
        columns.DRAFT_FORM,
        columns.WRITTEN_AT,
        columns.DRAFT_PERSON_ID,
        columns.SEALED,
        columns.DRAFT_KEY,
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


ATTACHMENTS = Library("Attachments", "Bilag", Site.OPEN)
LIBRARIES = (ATTACHMENTS,)

RECORDS = tuple(one.list for one in RECORD_LISTS)
REPLICATED = (
    *TERMS.values(),
    PROPOSALS,
    SOLUTION_CARDS,
    DECISIONS,
    CONTACTS,
    SUPPORTS,
    FOLLOWS,
    NOTICES,
    REMARKS,
    COUNCIL_REMARKS,
    *RECORDS,
)
"""What is held in memory and kept up to date."""
LISTS = (*REPLICATED, DRAFTS)
"""Every list there is: what `provision` makes and `doctor` looks at."""
DESIGNED: tuple[List | Library, ...] = (*LISTS, *LIBRARIES)
"""Lists and libraries: all that `provision` makes."""
LATER = (REMARKS, COUNCIL_REMARKS, *RECORDS)
"""Lists that came when there were installations already: until `provision` has made them, all else works."""
_CLOSED_RECORDS = tuple(one for one in RECORDS if one.site is Site.CLOSED)
PERSONAL = (CONTACTS, FOLLOWS, NOTICES, COUNCIL_REMARKS, *_CLOSED_RECORDS)
"""Of the closed site: where one of them cannot be read, that is no reason to show nothing."""
