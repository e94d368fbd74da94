"""Where each field of a thing lives: its column, and what an empty cell means."""

from sharepoint_lists import columns
from sharepoint_lists.rows import Place
from technology_map.people import Language

COMMON = (
    Place(columns.TITLE, "title", start=""),
    Place(columns.SUBMISSION_KEY, "submission_key", needed=True),
    Place(columns.SUBMITTER_ID, "submitter.object_id", start=""),
    Place(columns.SUBMITTER_NAME, "submitter.name", start=""),
    Place(columns.SUBMITTED_AT, "submitted_at", needed=True),
    Place(columns.CHANGED_AT, "changed_at", needed=True),
    Place(columns.AREA, "area"),
    Place(columns.DEPARTMENT, "department", start=""),
    Place(columns.PRIMARY_PURPOSE, "purpose"),
    Place(columns.OTHER_PURPOSES, "other_purposes", start=()),
    Place(columns.BENEFICIARIES, "beneficiaries", start=()),
    Place(columns.TECHNOLOGIES, "technologies", start=()),
    Place(columns.CONSEQUENCES, "consequences", start=""),
)

PROPOSAL = (
    *COMMON,
    Place(columns.PROBLEM, "problem", start=""),
    Place(columns.SOLUTION, "solution", start=""),
    Place(columns.EXPECTED_BENEFITS, "expected_benefits", start=""),
    Place(columns.STATUS, "status", needed=True),
    Place(columns.STATUS_REASON, "status_reason", start=""),
    Place(columns.REVIEW_DATE, "review_date"),
    Place(columns.LEADS_TO, "leads_to", start=""),
    Place(columns.LAST_SEQ, "seq", start=0),
    Place(columns.TECHNOLOGY_CHOICE, "technology_choice"),
    Place(columns.FAMILIARITY, "familiarity"),
    Place(columns.PROVENNESS, "provenness"),
    Place(columns.NOT_DIGITAL, "not_digital_alternative", start=""),
    Place(columns.EFFORT_HOURS, "effort_hours"),
    Place(columns.EFFORT_COST, "effort_cost"),
    Place(columns.CONNECTIONS, "connections", start=""),
    Place(columns.LINKED_CARDS, "links", start=()),
    Place(columns.EXIT_NOTE, "exit_note", start=""),
    Place(columns.COMPETENCE_NEEDS, "competence_needs", start=""),
    Place(columns.INVOLVEMENT, "involvement"),
    Place(columns.INVOLVEMENT_HOW, "involvement_how", start=""),
    Place(columns.ANCHORING, "anchoring"),
    Place(columns.ANCHORING_HOW, "anchoring_how", start=""),
    Place(columns.BETTER_RESOURCES, "better_resources"),
    Place(columns.BETTER_RESOURCES_HOW, "better_resources_how", start=""),
    Place(columns.BETTER_DATA, "better_data"),
    Place(columns.BETTER_DATA_HOW, "better_data_how", start=""),
    Place(columns.HUMAN_FIRST, "human_first"),
    Place(columns.HUMAN_FIRST_WHY, "human_first_why", start=""),
    Place(columns.TRANSPARENCY, "transparency"),
    Place(columns.TRANSPARENCY_WHY, "transparency_why", start=""),
    Place(columns.EQUALITY, "equality"),
    Place(columns.EQUALITY_WHY, "equality_why", start=""),
    Place(columns.DIGNITY, "dignity"),
    Place(columns.DIGNITY_WHY, "dignity_why", start=""),
    Place(columns.DATA_LEVEL, "data_level"),
    Place(columns.DPIA, "dpia"),
    Place(columns.DPIA_DATE, "dpia_date"),
    Place(columns.DPIA_LINK, "dpia_link", start=""),
    Place(columns.CASE_REFERENCE, "case_reference", start=""),
    Place(columns.CO_SUBMITTER_IDS, "co_submitter_ids", start=()),
    Place(columns.CO_SUBMITTERS, "co_submitter_names", start=()),
    Place(columns.NEXT_STEP, "next_step", start=""),
    Place(columns.NEXT_STEP_DUE, "next_step_due"),
    Place(columns.RANK, "rank", start=""),
    Place(columns.RANK_REASON, "rank_reason", start=""),
)

SOLUTION_CARD = (
    *COMMON,
    Place(columns.CHALLENGES, "challenges", start=""),
    Place(columns.BACKGROUND, "background", start=""),
    Place(columns.SUMMARY, "summary", start=""),
    Place(columns.EFFECT, "effect", start=""),
    Place(columns.USER_RECEPTION, "user_reception", start=""),
    Place(columns.RECEPTION, "reception"),
    Place(columns.LIFECYCLE_PHASE, "phase"),
    Place(columns.IN_OPERATION_SINCE, "in_operation_since"),
    Place(columns.VENDOR, "vendor", start=""),
    Place(columns.SYSTEMS, "systems", start=""),
    Place(columns.KLE, "kle", start=""),
    Place(columns.LEGAL_BASIS, "legal_basis", start=""),
    Place(columns.CONTACT_NAME, "contact_name", start=""),
    Place(columns.TRANSFERABILITY, "transferability"),
    Place(columns.USERS_FIT, "users_fit"),
    Place(columns.PROBLEM_FIT, "problem_fit"),
    Place(columns.MATURITY_FIT, "maturity_fit"),
    Place(columns.TRANSFER_NOTES, "transfer_notes", start=""),
    Place(columns.REUSED_BY, "reused_by", start=""),
    Place(columns.FROM_PROPOSAL, "from_proposal", start=0),
)

DECISION = (
    Place(columns.PROPOSAL, "proposal", needed=True),
    Place(columns.SEQ, "seq", needed=True),
    Place(columns.FROM_STATUS, "start", needed=True),
    Place(columns.TO_STATUS, "end", needed=True),
    Place(columns.REASON, "reason", start=""),
    Place(columns.DECIDED_AT, "decided_at", needed=True),
    Place(columns.DECIDED_AS, "decided_as", needed=True),
    Place(columns.ACTION_KEY, "action_key", start=""),
    Place(columns.OUTCOME, "outcome"),
    Place(columns.REVIEW_DATE, "review_date"),
    Place(columns.LEADS_TO, "leads_to", start=""),
    Place(columns.PREVIOUS_HASH, "previous_hash", start=""),
    Place(columns.HASH, "hash", start=""),
)

CONTACT = (
    Place(columns.TITLE, "person.name", start=""),
    Place(columns.PERSON_ID, "person.object_id", needed=True),
    Place(columns.LANGUAGE, "language", start=Language.DANISH),
    Place(columns.REFERENCE, "reference", needed=True),
)

SUPPORT = (
    Place(columns.PROPOSAL, "proposal", needed=True),
    Place(columns.SUPPORTER_ID, "person.object_id", needed=True),
    Place(columns.SUPPORTER_NAME, "person.name", start=""),
    Place(columns.SUPPORTED_AT, "given_at", needed=True),
)

FOLLOW = (
    Place(columns.FOLLOWED, "thing", needed=True),
    Place(columns.FOLLOWER_ID, "object_id", needed=True),
)
