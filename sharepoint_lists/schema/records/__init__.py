"""The lists of records, each declared once: its columns, and the fields they hold."""

from sharepoint_lists.schema.records import (
    assessing,
    benefits,
    confirming,
    details,
    elsewhere,
    meetings,
    plans,
    promising,
    synergy,
    telling,
    values,
    valuing,
    workshops,
    worries,
)
from sharepoint_lists.schema.records.record_lists import RecordList

RECORD_LISTS: tuple[RecordList, ...] = (
    telling.PREFERENCES,
    assessing.CRITERIA,
    assessing.ASSESSMENTS,
    assessing.CONFLICTS,
    meetings.MEETINGS,
    meetings.AGENDA_ITEMS,
    meetings.DRAFT_DECISIONS,
    meetings.MEETING_NOTES,
    promising.PROMISES,
    valuing.CAPACITIES,
    workshops.WORKSHOPS,
    workshops.WORKSHOP_CARDS,
    workshops.PLACEMENTS,
    worries.WORRIES,
    details.BENEFIT_LIST,
    benefits.FOLLOW_UPS,
    details.REUSE_LIST,
    details.INVOLVEMENT_LIST,
    details.COMPETENCE_LIST,
    synergy.SYNERGY_GROUPS,
    elsewhere.ELSEWHERE,
    values.GUIDELINES,
    confirming.CONFIRMATIONS,
    plans.PLAN_GOALS,
    plans.PLAN_VERSIONS,
    values.VALUE_DECISIONS,
)
"""Every list of records. A new one is a declaration beside these and its line here."""

__all__ = ["RECORD_LISTS", "RecordList"]
