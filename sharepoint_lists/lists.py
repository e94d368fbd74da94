"""The lists as data: the one place where a list and its columns are spelled.

Names are ASCII and English, they are Graph's and never change; display names are Danish, they are
what people see, and a site owner may change them. The order is the one of the default view: what
people look for first, keys last. A list is created under its ASCII name, so that
its address is plain (…/Lists/Proposals), and given its Danish title afterwards (platform.md 1.2, 2).
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from technology_map.decisions import Outcome
from technology_map.life_cycle import Mover, Status
from technology_map.people import Language
from technology_map.values import Area, Phase, Purpose, Reception, Technology


class Site(StrEnum):
    """Which of the two sites a list lives on (domain.md 3, "Where rows live")."""

    OPEN = "open"
    CLOSED = "closed"


class Kind(Enum):
    """What a column holds."""

    TEXT = "text"
    NOTE = "note"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` is the value list of a choice column; a unique column is also indexed."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    words: type[StrEnum] | None = None
    indexed: bool = False
    unique: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """One list: where it lives, what it is called, and its columns; `key` makes a row one of a kind."""

    name: str
    title: str
    site: Site
    key: Column
    columns: tuple[Column, ...]


TITLE = Column("Title", "Titel")
"""Every list has it from birth; it is never made, and never compared."""

SUBMISSION_KEY = Column("SubmissionKey", "Indsendelsesnøgle", indexed=True, unique=True)
SUBMITTER_ID = Column("SubmitterId", "Indsenders id", indexed=True)
SUBMITTER_NAME = Column("SubmitterName", "Indsender")
SUBMITTED_AT = Column("SubmittedAt", "Indsendt den", Kind.MOMENT)
CHANGED_AT = Column("ChangedAt", "Senest ændret", Kind.MOMENT)
AREA = Column("Area", "Fagområde", Kind.CHOICE, Area)
DEPARTMENT = Column("Department", "Afdeling")
PRIMARY_PURPOSE = Column("PrimaryPurpose", "Primært formål", Kind.CHOICE, Purpose)

PROBLEM = Column("Problem", "Problem", Kind.NOTE)
SOLUTION = Column("Solution", "Løsning", Kind.NOTE)
EXPECTED_BENEFITS = Column("ExpectedBenefits", "Forventet gevinst", Kind.NOTE)
STATUS = Column("Status", "Status", Kind.CHOICE, Status, indexed=True)
STATUS_REASON = Column("StatusReason", "Begrundelse for status", Kind.NOTE)
REVIEW_DATE = Column("ReviewDate", "Tages op igen", Kind.DATE)
LEADS_TO = Column("LeadsTo", "Fører til")
LAST_SEQ = Column("LastSeq", "Seneste beslutning nr.", Kind.NUMBER)

SUMMARY = Column("Summary", "Kort fortalt", Kind.NOTE)
CHALLENGES = Column("Challenges", "Udfordring", Kind.NOTE)
BACKGROUND = Column("Background", "Baggrund", Kind.NOTE)
EFFECT = Column("Effect", "Effekt", Kind.NOTE)
USER_RECEPTION = Column("UserReception", "Brugernes modtagelse", Kind.NOTE)
RECEPTION = Column("Reception", "Modtagelse", Kind.CHOICE, Reception)
OTHER_PURPOSES = Column("OtherPurposes", "Andre formål", Kind.CHOICES, Purpose)
TECHNOLOGIES = Column("Technologies", "Teknologier", Kind.CHOICES, Technology)
LIFECYCLE_PHASE = Column("LifecyclePhase", "Fase", Kind.CHOICE, Phase)
IN_OPERATION_SINCE = Column("InOperationSince", "I drift siden", Kind.DATE)
VENDOR = Column("Vendor", "Leverandør")
SYSTEMS = Column("Systems", "Systemer", Kind.NOTE)
FROM_PROPOSAL = Column("FromProposal", "Fra forslag nr.", Kind.NUMBER)

DECISION_KEY = Column("DecisionKey", "Beslutningsnøgle", indexed=True, unique=True)
ACTION_KEY = Column("ActionKey", "Handlingsnøgle", indexed=True)
PROPOSAL = Column("Proposal", "Forslag nr.", Kind.NUMBER, indexed=True)
SEQ = Column("Seq", "Beslutning nr.", Kind.NUMBER)
FROM_STATUS = Column("FromStatus", "Fra status", Kind.CHOICE, Status)
TO_STATUS = Column("ToStatus", "Til status", Kind.CHOICE, Status)
OUTCOME = Column("Outcome", "Udfald", Kind.CHOICE, Outcome)
REASON = Column("Reason", "Begrundelse", Kind.NOTE)
DECIDED_AT = Column("DecidedAt", "Besluttet den", Kind.MOMENT)
DECIDED_AS = Column("DecidedAs", "Besluttet som", Kind.CHOICE, Mover)
PREVIOUS_HASH = Column("PrevHash", "Forrige kontrolsum")
HASH = Column("Hash", "Kontrolsum")

PERSON_ID = Column("PersonId", "Personens id", indexed=True, unique=True)
LANGUAGE = Column("Language", "Sprog", Kind.CHOICE, Language)
REFERENCE = Column("Reference", "Samtale i Teams", Kind.NOTE)

PROPOSALS = List(
    "Proposals",
    "Forslag",
    Site.OPEN,
    SUBMISSION_KEY,
    (
        STATUS,
        STATUS_REASON,
        PROBLEM,
        SOLUTION,
        EXPECTED_BENEFITS,
        AREA,
        PRIMARY_PURPOSE,
        DEPARTMENT,
        SUBMITTER_NAME,
        SUBMITTED_AT,
        CHANGED_AT,
        REVIEW_DATE,
        LEADS_TO,
        LAST_SEQ,
        SUBMITTER_ID,
        SUBMISSION_KEY,
    ),
)

SOLUTION_CARDS = List(
    "SolutionCards",
    "Løsningskort",
    Site.OPEN,
    SUBMISSION_KEY,
    (
        SUMMARY,
        LIFECYCLE_PHASE,
        AREA,
        PRIMARY_PURPOSE,
        CHALLENGES,
        BACKGROUND,
        EFFECT,
        RECEPTION,
        USER_RECEPTION,
        OTHER_PURPOSES,
        TECHNOLOGIES,
        DEPARTMENT,
        IN_OPERATION_SINCE,
        VENDOR,
        SYSTEMS,
        FROM_PROPOSAL,
        SUBMITTER_NAME,
        SUBMITTED_AT,
        CHANGED_AT,
        SUBMITTER_ID,
        SUBMISSION_KEY,
    ),
)

DECISIONS = List(
    "Decisions",
    "Beslutningslog",
    Site.OPEN,
    DECISION_KEY,
    (
        PROPOSAL,
        FROM_STATUS,
        TO_STATUS,
        REASON,
        OUTCOME,
        DECIDED_AT,
        DECIDED_AS,
        REVIEW_DATE,
        LEADS_TO,
        SEQ,
        ACTION_KEY,
        DECISION_KEY,
        PREVIOUS_HASH,
        HASH,
    ),
)

CONTACTS = List(
    "Contacts",
    "Kontakter",
    Site.CLOSED,
    PERSON_ID,
    (PERSON_ID, LANGUAGE, REFERENCE),
)

LISTS = (PROPOSALS, SOLUTION_CARDS, DECISIONS, CONTACTS)
