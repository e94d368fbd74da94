"""The columns of our own spreadsheets: which field each one shows, and how."""

from dataclasses import dataclass
from enum import StrEnum

from technology_map.cards.proposals import SUMMARY_LIMIT, TEXT_LIMIT, TITLE_LIMIT
from technology_map.council.life_cycle import Status
from technology_map.imports.foreign_cards import LINE_LIMIT
from technology_map.words.values import (
    Area,
    Beneficiary,
    DataLevel,
    Degree,
    Dpia,
    Familiarity,
    Light,
    MaturityFit,
    Phase,
    ProblemFit,
    Provenness,
    Purpose,
    Reception,
    Technology,
    TechnologyChoice,
    Transferability,
    UsersFit,
)


class Kind(StrEnum):
    """What stands in the cells of a column."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"
    CARD_NAME = "card_name"
    PROPOSAL_NAME = "proposal_name"
    NAMES = "names"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the heading `sheet.<field>` stands over the field's value, in every file.

    `limit` counts characters, 0 for none. `codes` is the value list of a choice, `words` the
    beginning of the keys of its words. What is `told` is the system's own and never read back.
    """

    field: str
    kind: Kind
    limit: int = 0
    words: str = ""
    codes: type[StrEnum] | None = None
    needed: bool = False
    told: bool = False


def _line(field: str, limit: int = LINE_LIMIT, *, needed: bool = False) -> Column:
    return Column(field, Kind.LINE, limit, needed=needed)


def _text(field: str, *, needed: bool = False) -> Column:
    return Column(field, Kind.TEXT, TEXT_LIMIT, needed=needed)


def _told(field: str, kind: Kind) -> Column:
    return Column(field, kind, told=True)


def _one(field: str, words: str, codes: type[StrEnum]) -> Column:
    return Column(field, Kind.CHOICE, words=words, codes=codes)


def _several(field: str, words: str, codes: type[StrEnum]) -> Column:
    return Column(field, Kind.CHOICES, words=words, codes=codes)


_AREA = _one("area", "area.", Area)
_PURPOSE = _one("purpose", "purpose.", Purpose)
_OTHER_PURPOSES = _several("other_purposes", "purpose.", Purpose)
_TECHNOLOGIES = _several("technologies", "technology.", Technology)
_BENEFICIARIES = _several("beneficiaries", "beneficiary.", Beneficiary)
_HANDED_IN = (
    _told("submitter", Kind.PERSON),
    _told("submitted_at", Kind.MOMENT),
    _told("changed_at", Kind.MOMENT),
)

NUMBER = "number"
"""The field of the first column; in a template it also marks the lines that are no cards."""

SOLUTION_COLUMNS: tuple[Column, ...] = (
    _told(NUMBER, Kind.CARD_NAME),
    _line("title", TITLE_LIMIT, needed=True),
    _line("summary", SUMMARY_LIMIT),
    _AREA,
    _line("department"),
    _one("phase", "phase.", Phase),
    _PURPOSE,
    _OTHER_PURPOSES,
    _text("challenges", needed=True),
    _text("background", needed=True),
    _text("effect"),
    _one("reception", "reception.", Reception),
    _text("user_reception"),
    _TECHNOLOGIES,
    _BENEFICIARIES,
    Column("in_operation_since", Kind.DATE),
    _line("vendor"),
    _text("systems"),
    _line("kle", len("NN.NN.NN")),
    _text("legal_basis"),
    _line("contact_name"),
    _one("transferability", "transferability.", Transferability),
    _one("users_fit", "users_fit.", UsersFit),
    _one("problem_fit", "problem_fit.", ProblemFit),
    _one("maturity_fit", "maturity_fit.", MaturityFit),
    _text("transfer_notes"),
    _text("reused_by"),
    _text("consequences"),
    Column("from_proposal", Kind.PROPOSAL_NAME),
    *_HANDED_IN,
)

PROPOSAL_COLUMNS: tuple[Column, ...] = (
    _told(NUMBER, Kind.PROPOSAL_NAME),
    _line("title", TITLE_LIMIT),
    _one("status", "status.", Status),
    _text("status_reason"),
    _AREA,
    _line("department"),
    _PURPOSE,
    _OTHER_PURPOSES,
    _text("problem"),
    _text("solution"),
    _text("expected_benefits"),
    _BENEFICIARIES,
    _text("connections"),
    Column("links", Kind.NAMES),
    _TECHNOLOGIES,
    _one("technology_choice", "technology_choice.", TechnologyChoice),
    _one("familiarity", "familiarity.", Familiarity),
    _one("provenness", "provenness.", Provenness),
    _text("competence_needs"),
    _text("not_digital_alternative"),
    Column("effort_hours", Kind.NUMBER),
    Column("effort_cost", Kind.NUMBER),
    _text("consequences"),
    _text("exit_note"),
    _one("involvement", "degree.", Degree),
    _text("involvement_how"),
    _one("anchoring", "degree.", Degree),
    _text("anchoring_how"),
    _one("better_resources", "degree.", Degree),
    _text("better_resources_how"),
    _one("better_data", "degree.", Degree),
    _text("better_data_how"),
    _one("human_first", "light.", Light),
    _text("human_first_why"),
    _one("transparency", "light.", Light),
    _text("transparency_why"),
    _one("equality", "light.", Light),
    _text("equality_why"),
    _one("dignity", "light.", Light),
    _text("dignity_why"),
    _one("data_level", "data_level.", DataLevel),
    _one("dpia", "dpia.", Dpia),
    Column("dpia_date", Kind.DATE),
    _text("dpia_link"),
    _line("case_reference"),
    _line("next_step"),
    Column("next_step_due", Kind.DATE),
    Column("review_date", Kind.DATE),
    _line("leads_to"),
    _text("rank_reason"),
    Column("co_submitter_names", Kind.NAMES),
    *_HANDED_IN,
)

NEVER_TOLD = frozenset({"submission_key", "version", "seq", "rank", "co_submitter_ids"})
"""Fields that no spreadsheet shows: keys, versions, object ids."""
