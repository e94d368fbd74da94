"""Where each field of a thing lives: its column, and what an empty cell means."""

from sharepoint_lists.mapping.cells import ColumnMapping
from sharepoint_lists.schema import columns
from technology_map.people.people import Language

COMMON = (
    ColumnMapping(columns.TITLE, "title", start=""),
    ColumnMapping(columns.SUBMISSION_KEY, "submission_key", needed=True),
    ColumnMapping(columns.SUBMITTER_ID, "submitter.object_id", start=""),
    ColumnMapping(columns.SUBMITTER_NAME, "submitter.name", start=""),
    ColumnMapping(columns.SUBMITTED_AT, "submitted_at", needed=True),
    ColumnMapping(columns.CHANGED_AT, "changed_at", needed=True),
    ColumnMapping(columns.AREA, "area"),
    ColumnMapping(columns.DEPARTMENT, "department", start=""),
    ColumnMapping(columns.PRIMARY_PURPOSE, "purpose"),
    ColumnMapping(columns.OTHER_PURPOSES, "other_purposes", start=()),
    ColumnMapping(columns.BENEFICIARIES, "beneficiaries", start=()),
    ColumnMapping(columns.TECHNOLOGIES, "technologies", start=()),
    ColumnMapping(columns.CONSEQUENCES, "consequences", start=""),
)

PROPOSAL = (
    *COMMON,
    ColumnMapping(columns.PROBLEM, "problem", start=""),
    ColumnMapping(columns.SOLUTION, "solution", start=""),
    ColumnMapping(columns.EXPECTED_BENEFITS, "expected_benefits", start=""),
    ColumnMapping(columns.STATUS, "status", needed=True),
    ColumnMapping(columns.STATUS_REASON, "status_reason", start=""),
    ColumnMapping(columns.REVIEW_DATE, "review_date"),
    ColumnMapping(columns.LEADS_TO, "leads_to", start=""),
    ColumnMapping(columns.LAST_SEQ, "seq", start=0),
    ColumnMapping(columns.TECHNOLOGY_CHOICE, "technology_choice"),
    ColumnMapping(columns.FAMILIARITY, "familiarity"),
    ColumnMapping(columns.PROVENNESS, "provenness"),
    ColumnMapping(columns.NOT_DIGITAL, "not_digital_alternative", start=""),
    ColumnMapping(columns.EFFORT_HOURS, "effort_hours"),
    ColumnMapping(columns.EFFORT_COST, "effort_cost"),
    ColumnMapping(columns.CONNECTIONS, "connections", start=""),
    ColumnMapping(columns.LINKED_CARDS, "links", start=()),
    ColumnMapping(columns.EXIT_NOTE, "exit_note", start=""),
    ColumnMapping(columns.COMPETENCE_NEEDS, "competence_needs", start=""),
    ColumnMapping(columns.INVOLVEMENT, "involvement"),
    ColumnMapping(columns.INVOLVEMENT_HOW, "involvement_how", start=""),
    ColumnMapping(columns.ANCHORING, "anchoring"),
    ColumnMapping(columns.ANCHORING_HOW, "anchoring_how", start=""),
    ColumnMapping(columns.BETTER_RESOURCES, "better_resources"),
    ColumnMapping(columns.BETTER_RESOURCES_HOW, "better_resources_how", start=""),
    ColumnMapping(columns.BETTER_DATA, "better_data"),
    ColumnMapping(columns.BETTER_DATA_HOW, "better_data_how", start=""),
    ColumnMapping(columns.HUMAN_FIRST, "human_first"),
    ColumnMapping(columns.HUMAN_FIRST_WHY, "human_first_why", start=""),
    ColumnMapping(columns.TRANSPARENCY, "transparency"),
    ColumnMapping(columns.TRANSPARENCY_WHY, "transparency_why", start=""),
    ColumnMapping(columns.EQUALITY, "equality"),
    ColumnMapping(columns.EQUALITY_WHY, "equality_why", start=""),
    ColumnMapping(columns.DIGNITY, "dignity"),
    ColumnMapping(columns.DIGNITY_WHY, "dignity_why", start=""),
    ColumnMapping(columns.DATA_LEVEL, "data_level"),
    ColumnMapping(columns.DPIA, "dpia"),
    ColumnMapping(columns.DPIA_DATE, "dpia_date"),
    ColumnMapping(columns.DPIA_LINK, "dpia_link", start=""),
    ColumnMapping(columns.CASE_REFERENCE, "case_reference", start=""),
    ColumnMapping(columns.CO_SUBMITTER_IDS, "co_submitter_ids", start=()),
    ColumnMapping(columns.CO_SUBMITTERS, "co_submitter_names", start=()),
    ColumnMapping(columns.NEXT_STEP, "next_step", start=""),
    ColumnMapping(columns.NEXT_STEP_DUE, "next_step_due"),
    ColumnMapping(columns.RANK, "rank", start=""),
    ColumnMapping(columns.RANK_REASON, "rank_reason", start=""),
)

SOLUTION_CARD = (
    *COMMON,
    ColumnMapping(columns.CHALLENGES, "challenges", start=""),
    ColumnMapping(columns.BACKGROUND, "background", start=""),
    ColumnMapping(columns.SUMMARY, "summary", start=""),
    ColumnMapping(columns.EFFECT, "effect", start=""),
    ColumnMapping(columns.USER_RECEPTION, "user_reception", start=""),
    ColumnMapping(columns.RECEPTION, "reception"),
    ColumnMapping(columns.LIFECYCLE_PHASE, "phase"),
    ColumnMapping(columns.IN_OPERATION_SINCE, "in_operation_since"),
    ColumnMapping(columns.VENDOR, "vendor", start=""),
    ColumnMapping(columns.SYSTEMS, "systems", start=""),
    ColumnMapping(columns.KLE, "kle", start=""),
    ColumnMapping(columns.LEGAL_BASIS, "legal_basis", start=""),
    ColumnMapping(columns.CONTACT_NAME, "contact_name", start=""),
    ColumnMapping(columns.TRANSFERABILITY, "transferability"),
    ColumnMapping(columns.USERS_FIT, "users_fit"),
    ColumnMapping(columns.PROBLEM_FIT, "problem_fit"),
    ColumnMapping(columns.MATURITY_FIT, "maturity_fit"),
    ColumnMapping(columns.TRANSFER_NOTES, "transfer_notes", start=""),
    ColumnMapping(columns.REUSED_BY, "reused_by", start=""),
    ColumnMapping(columns.FROM_PROPOSAL, "from_proposal", start=0),
)

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
