"""Where each value of a thing lives: its column, and what an empty cell means."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sharepoint_lists.mapping.cells import ColumnMapping, read_moment
from sharepoint_lists.schema import columns
from technology_map.cards.field_table import FieldTable
from technology_map.council.life_cycle import Status
from technology_map.council.notices import NoticeState
from technology_map.people.people import Language
from technology_map.talk.remarks import ThreadPlace
from technology_map.words.terms import TermUse


def of_table(table: FieldTable) -> tuple[ColumnMapping, ...]:
    """The fields of a kind of card, each in its own column; the title has SharePoint's."""
    return tuple(
        ColumnMapping(columns.of_field(field), field.name, start=field.empty, names=field.suggests)
        for field in table.fields
        if field.name != "title"
    )


OURS = (columns.SUBMISSION_KEY, columns.SUBMITTED_AT, columns.SUBMITTER_ID)
"""A row that has any of these was handed in; one with none of them somebody made by hand in SharePoint."""


LEFT = "left-"
"""How the key of a row begins that somebody made by hand and the secretary left where it is."""


def handmade(cells: Mapping[str, Any]) -> bool:
    """Whether a row of cards is not ours: nobody handed it in, or the secretary has left it there."""
    key = cells.get(columns.SUBMISSION_KEY.name)
    if isinstance(key, str) and key:
        return key.startswith(LEFT)
    return bool(cells) and not any(cells.get(column.name) for column in OURS)


def emptied_key(cells: Mapping[str, Any]) -> str | None:
    """What a card goes by whose key somebody emptied."""
    number = cells.get("id")
    return f"row-{number}" if number else None


def _moment(*columns_of_sharepoint: str) -> Callable[[Mapping[str, Any]], datetime | None]:
    """The first of SharePoint's own moments that is there."""

    def read(cells: Mapping[str, Any]) -> datetime | None:
        found = (cells.get(name) for name in columns_of_sharepoint)
        return next((read_moment("", one) for one in found if one), None)

    return read


COMMON = (
    ColumnMapping(columns.TITLE, "title", start=""),
    ColumnMapping(columns.SUBMISSION_KEY, "submission_key", needed=True, instead=emptied_key),
    ColumnMapping(columns.SUBMITTER_ID, "submitter.object_id", start=""),
    ColumnMapping(columns.SUBMITTER_NAME, "submitter.name", start=""),
    ColumnMapping(columns.SUBMITTED_AT, "submitted_at", needed=True, instead=_moment("Created")),
    ColumnMapping(columns.CHANGED_AT, "changed_at", needed=True, instead=_moment("Modified", "Created")),
    ColumnMapping(columns.RESPONSIBLE_ID, "responsible_id", start=""),
    ColumnMapping(columns.RESPONSIBLE, "responsible_name", start=""),
    ColumnMapping(columns.EDITED_BY, "edited_by", start=""),
    ColumnMapping(columns.EDITED_AT, "edited_at"),
    ColumnMapping(columns.EDITED_WHY, "edited_why", start=""),
)

PROPOSAL = (
    *COMMON,
    ColumnMapping(columns.STATUS, "status", needed=True, instead=lambda _: Status.SUBMITTED),
    ColumnMapping(columns.STATUS_REASON, "status_reason", start=""),
    ColumnMapping(columns.REVIEW_DATE, "review_date"),
    ColumnMapping(columns.LEADS_TO, "leads_to", start=""),
    ColumnMapping(columns.LAST_SEQ, "seq", start=0),
    ColumnMapping(columns.CO_SUBMITTER_IDS, "co_submitter_ids", start=()),
    ColumnMapping(columns.CO_SUBMITTERS, "co_submitter_names", start=()),
    ColumnMapping(columns.NEXT_STEP, "next_step", start=""),
    ColumnMapping(columns.NEXT_STEP_DUE, "next_step_due"),
    ColumnMapping(columns.RANK, "rank", start=""),
    ColumnMapping(columns.RANK_REASON, "rank_reason", start=""),
    ColumnMapping(columns.REWORDED_AT, "reworded_at"),
    ColumnMapping(columns.CASEWORKER_ID, "caseworker_id", start=""),
    ColumnMapping(columns.CASEWORKER, "caseworker_name", start=""),
)

SOLUTION_CARD = (*COMMON, ColumnMapping(columns.FROM_PROPOSAL, "from_proposal", start=0))

DECISION = (
    ColumnMapping(columns.PROPOSAL, "proposal", needed=True),
    ColumnMapping(columns.SEQ, "seq", needed=True),
    ColumnMapping(columns.FROM_STATUS, "start", needed=True),
    ColumnMapping(columns.TO_STATUS, "end", needed=True),
    ColumnMapping(columns.REASON, "reason", start=""),
    ColumnMapping(columns.DECIDED_AT, "decided_at", needed=True),
    ColumnMapping(columns.DECIDED_AS, "decided_as", needed=True),
    ColumnMapping(columns.ACTION_KEY, "action_key", start=""),
    ColumnMapping(columns.OUTCOME, "outcome"),
    ColumnMapping(columns.REVIEW_DATE, "review_date"),
    ColumnMapping(columns.LEADS_TO, "leads_to", start=""),
    ColumnMapping(columns.PREVIOUS_HASH, "previous_hash", start=""),
    ColumnMapping(columns.HASH, "hash", start=""),
)

CONTACT = (
    ColumnMapping(columns.TITLE, "person.name", start=""),
    ColumnMapping(columns.PERSON_ID, "person.object_id", needed=True),
    ColumnMapping(columns.LANGUAGE, "language", start=Language.DANISH),
    ColumnMapping(columns.REFERENCE, "reference", needed=True),
)

SUPPORT = (
    ColumnMapping(columns.PROPOSAL, "proposal", needed=True),
    ColumnMapping(columns.SUPPORTER_ID, "person.object_id", needed=True),
    ColumnMapping(columns.SUPPORTER_NAME, "person.name", start=""),
    ColumnMapping(columns.SUPPORTED_AT, "given_at", needed=True),
)

FOLLOW = (
    ColumnMapping(columns.FOLLOWED, "thing", needed=True),
    ColumnMapping(columns.FOLLOWER_ID, "object_id", needed=True),
)

NOTICE = (
    ColumnMapping(columns.PROPOSAL, "proposal", needed=True),
    ColumnMapping(columns.SEQ, "seq", needed=True),
    ColumnMapping(columns.NOTICE_STATE, "state", start=NoticeState.TAKEN),
    ColumnMapping(columns.TAKEN_AT, "taken_at", needed=True),
    ColumnMapping(columns.TAKEN_BY, "taken_by", start=""),
    ColumnMapping(columns.NOTICE_PERSON_ID, "person", start=""),
    ColumnMapping(columns.NOTICE_KIND, "kind", start=""),
    ColumnMapping(columns.NOTICE_THING, "thing", start=""),
    ColumnMapping(columns.NOTICE_DAY, "day"),
)

REMARK = (
    ColumnMapping(columns.REMARK_KEY, "key", needed=True),
    ColumnMapping(columns.REMARK_ON, "thing", needed=True),
    ColumnMapping(columns.REMARK_TEXT, "text", start=""),
    ColumnMapping(columns.AUTHOR_ID, "author.object_id", start=""),
    ColumnMapping(columns.AUTHOR_NAME, "author.name", start=""),
    ColumnMapping(columns.REMARKED_AT, "written_at", needed=True, instead=_moment("Created")),
    ColumnMapping(columns.REMARK_KIND, "kind"),
    ColumnMapping(columns.PARENT_KEY, "parent", start=""),
    ColumnMapping(columns.PLACE_IN_THREAD, "place", start=ThreadPlace.FIRST),
    ColumnMapping(columns.MENTIONED_IDS, "mention_ids", start=()),
    ColumnMapping(columns.MENTIONED, "mention_names", start=()),
    ColumnMapping(columns.REMARK_EDITED_AT, "edited_at"),
)

DRAFT = (
    ColumnMapping(columns.DRAFT_PERSON_ID, "person", needed=True),
    ColumnMapping(columns.DRAFT_FORM, "form", needed=True),
    ColumnMapping(columns.SEALED, "sealed", needed=True),
    ColumnMapping(columns.WRITTEN_AT, "written_at", needed=True),
)

_OF_EVERY_TERM = (
    ColumnMapping(columns.TITLE, "name_da", start=""),
    ColumnMapping(columns.CODE, "code", needed=True),
    ColumnMapping(columns.NAME_EN, "name_en", start=""),
    ColumnMapping(columns.ORDER, "order", start=0),
    ColumnMapping(columns.USE, "use", start=TermUse.OFFERED),
    ColumnMapping(columns.MERGED_INTO, "merged_into", start=""),
    ColumnMapping(columns.FORMER_NAMES, "former_names", start=()),
)
_EXPLAINED = (
    ColumnMapping(columns.EXPLANATION_DA, "explanation_da", start=""),
    ColumnMapping(columns.EXPLANATION_EN, "explanation_en", start=""),
)

AREA = (
    *_OF_EVERY_TERM,
    ColumnMapping(columns.EDITORS, "editor_names", start=()),
    ColumnMapping(columns.EDITOR_IDS, "editor_ids", start=()),
)
DEPARTMENT = (*_OF_EVERY_TERM, ColumnMapping(columns.OF_AREA, "area", start=""))
PURPOSE = (*_OF_EVERY_TERM, *_EXPLAINED)
TECHNOLOGY = (
    *_OF_EVERY_TERM,
    *_EXPLAINED,
    ColumnMapping(columns.TECHNOLOGY_KIND, "kind"),
    ColumnMapping(columns.TERM_PROVENNESS, "provenness"),
    ColumnMapping(columns.USEFUL_FOR, "useful_for", start=()),
    ColumnMapping(columns.SYNONYMS_DA, "synonyms_da", start=()),
    ColumnMapping(columns.SYNONYMS_EN, "synonyms_en", start=()),
    ColumnMapping(columns.EXAMPLE_HERE, "example", start=""),
)
