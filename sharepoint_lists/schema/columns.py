"""The columns as data: the one place where a column's name and title are spelled.

Names are ASCII and English, they are Graph's and never change; titles are Danish, they are what
people see, and a site owner may change them.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum

from technology_map.council.decisions import Outcome
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.people import Language
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


class Kind(Enum):
    """What a column holds. LINES is a text of several lines, each a value of its own."""

    TEXT = "text"
    NOTE = "note"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
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


TITLE = Column("Title", "Titel")
"""Every list has it from birth; it is never made, and never compared."""

SUBMISSION_KEY = Column("SubmissionKey", "Indsendelsesnøgle", indexed=True, unique=True)
SUBMITTER_ID = Column("SubmitterId", "Indsenders id", indexed=True)
SUBMITTER_NAME = Column("SubmitterName", "Indsender")
SUBMITTED_AT = Column("SubmittedAt", "Indsendt den", Kind.MOMENT)
CHANGED_AT = Column("ChangedAt", "Senest ændret", Kind.MOMENT)
AREA = Column("Area", "Fagområde", Kind.CHOICE, Area, indexed=True)
DEPARTMENT = Column("Department", "Afdeling")
PRIMARY_PURPOSE = Column("PrimaryPurpose", "Primært formål", Kind.CHOICE, Purpose, indexed=True)

PROBLEM = Column("Problem", "Problem", Kind.NOTE)
SOLUTION = Column("Solution", "Løsning", Kind.NOTE)
EXPECTED_BENEFITS = Column("ExpectedBenefits", "Forventet gevinst", Kind.NOTE)
STATUS = Column("Status", "Status", Kind.CHOICE, Status, indexed=True)
STATUS_REASON = Column("StatusReason", "Begrundelse for status", Kind.NOTE)
REVIEW_DATE = Column("ReviewDate", "Tages op igen", Kind.DATE)
LEADS_TO = Column("LeadsTo", "Fører til")
NEXT_STEP = Column("NextStep", "Næste skridt")
NEXT_STEP_DUE = Column("NextStepDue", "Næste skridt senest", Kind.DATE)
RANK = Column("Rank", "Rækkefølge")
RANK_REASON = Column("RankReason", "Begrundelse for rækkefølge", Kind.NOTE)
OTHER_PURPOSES = Column("OtherPurposes", "Andre formål", Kind.CHOICES, Purpose)
BENEFICIARIES = Column("Beneficiaries", "Til gavn for", Kind.CHOICES, Beneficiary)
TECHNOLOGIES = Column("Technologies", "Teknologier", Kind.CHOICES, Technology)
TECHNOLOGY_CHOICE = Column("TechnologyChoice", "Udbyg eller nyt", Kind.CHOICE, TechnologyChoice)
FAMILIARITY = Column("Familiarity", "Eget kendskab", Kind.CHOICE, Familiarity)
PROVENNESS = Column("Provenness", "Teknologiens modenhed", Kind.CHOICE, Provenness)
NOT_DIGITAL = Column("NotDigitalAlternative", "Alternativ uden teknologi", Kind.NOTE)
EFFORT_HOURS = Column("EffortHours", "Indsats i timer", Kind.NUMBER)
EFFORT_COST = Column("EffortCost", "Indsats i kroner", Kind.NUMBER)
CONSEQUENCES = Column("Consequences", "Følger for opgaver og kompetencer", Kind.NOTE)
CONNECTIONS = Column("Connections", "Sammenhænge og synergi", Kind.NOTE)
LINKED_CARDS = Column("LinkedCards", "Hænger sammen med", Kind.LINES)
EXIT_NOTE = Column("ExitNote", "Hvis vi vil ud af det igen", Kind.NOTE)
COMPETENCE_NEEDS = Column("CompetenceNeeds", "Kompetencebehov", Kind.NOTE)
INVOLVEMENT = Column("Involvement", "Brugerinddragelse", Kind.CHOICE, Degree)
INVOLVEMENT_HOW = Column("InvolvementHow", "Brugerinddragelse: tiltag", Kind.NOTE)
ANCHORING = Column("Anchoring", "Organisatorisk forankring", Kind.CHOICE, Degree)
ANCHORING_HOW = Column("AnchoringHow", "Organisatorisk forankring: tiltag", Kind.NOTE)
BETTER_RESOURCES = Column("BetterResources", "Ressourcer og gevinster", Kind.CHOICE, Degree)
BETTER_RESOURCES_HOW = Column("BetterResourcesHow", "Ressourcer og gevinster: tiltag", Kind.NOTE)
BETTER_DATA = Column("BetterData", "Brug af data", Kind.CHOICE, Degree)
BETTER_DATA_HOW = Column("BetterDataHow", "Brug af data: tiltag", Kind.NOTE)
HUMAN_FIRST = Column("HumanFirst", "Mennesket før teknologien", Kind.CHOICE, Light)
HUMAN_FIRST_WHY = Column("HumanFirstWhy", "Mennesket før teknologien: hvorfor", Kind.NOTE)
TRANSPARENCY = Column("Transparency", "Gennemsigtighed", Kind.CHOICE, Light)
TRANSPARENCY_WHY = Column("TransparencyWhy", "Gennemsigtighed: hvorfor", Kind.NOTE)
EQUALITY = Column("Equality", "Ligeværd", Kind.CHOICE, Light)
EQUALITY_WHY = Column("EqualityWhy", "Ligeværd: hvorfor", Kind.NOTE)
DIGNITY = Column("Dignity", "Borgerens værdighed", Kind.CHOICE, Light)
DIGNITY_WHY = Column("DignityWhy", "Borgerens værdighed: hvorfor", Kind.NOTE)
DATA_LEVEL = Column("DataLevel", "Personoplysninger", Kind.CHOICE, DataLevel)
DPIA = Column("Dpia", "Konsekvensanalyse", Kind.CHOICE, Dpia)
DPIA_DATE = Column("DpiaDate", "Konsekvensanalyse den", Kind.DATE)
DPIA_LINK = Column("DpiaLink", "Link til konsekvensanalyse", Kind.NOTE)
CASE_REFERENCE = Column("CaseReference", "Sagsnummer")
CO_SUBMITTERS = Column("CoSubmitters", "Medindsendere", Kind.LINES)
CO_SUBMITTER_IDS = Column("CoSubmitterIds", "Medindsenderes id", Kind.LINES)
LAST_SEQ = Column("LastSeq", "Seneste beslutning nr.", Kind.NUMBER)

SUMMARY = Column("Summary", "Kort fortalt", Kind.NOTE)
CHALLENGES = Column("Challenges", "Udfordring", Kind.NOTE)
BACKGROUND = Column("Background", "Baggrund", Kind.NOTE)
EFFECT = Column("Effect", "Effekt", Kind.NOTE)
USER_RECEPTION = Column("UserReception", "Brugernes modtagelse", Kind.NOTE)
RECEPTION = Column("Reception", "Modtagelse", Kind.CHOICE, Reception)
LIFECYCLE_PHASE = Column("LifecyclePhase", "Fase", Kind.CHOICE, Phase, indexed=True)
IN_OPERATION_SINCE = Column("InOperationSince", "I drift siden", Kind.DATE)
VENDOR = Column("Vendor", "Leverandør")
SYSTEMS = Column("Systems", "Systemer", Kind.NOTE)
KLE = Column("Kle", "KLE-nummer")
LEGAL_BASIS = Column("LegalBasis", "Retsgrundlag", Kind.NOTE)
CONTACT_NAME = Column("ContactName", "Kontakt")
TRANSFERABILITY = Column("Transferability", "Overførbarhed", Kind.CHOICE, Transferability)
USERS_FIT = Column("UsersFit", "Brugerne andre steder er", Kind.CHOICE, UsersFit)
PROBLEM_FIT = Column("ProblemFit", "Problemet andre steder er", Kind.CHOICE, ProblemFit)
MATURITY_FIT = Column("MaturityFit", "Digital modenhed andre steder er", Kind.CHOICE, MaturityFit)
TRANSFER_NOTES = Column("TransferNotes", "Om at bruge løsningen andre steder", Kind.NOTE)
REUSED_BY = Column("ReusedBy", "Genbrugt af", Kind.NOTE)
FROM_PROPOSAL = Column("FromProposal", "Fra forslag nr.", Kind.NUMBER)

DECISION_KEY = Column("DecisionKey", "Beslutningsnøgle", indexed=True, unique=True)
ACTION_KEY = Column("ActionKey", "Handlingsnøgle", indexed=True)
PROPOSAL = Column("Proposal", "Forslag nr.", Kind.NUMBER, indexed=True)
SEQ = Column("Seq", "Beslutning nr.", Kind.NUMBER)
FROM_STATUS = Column("FromStatus", "Fra status", Kind.CHOICE, Status)
TO_STATUS = Column("ToStatus", "Til status", Kind.CHOICE, Status)
OUTCOME = Column("Outcome", "Udfald", Kind.CHOICE, Outcome)
REASON = Column("Reason", "Begrundelse", Kind.NOTE)
DECIDED_AT = Column("DecidedAt", "Besluttet den", Kind.MOMENT, indexed=True)
DECIDED_AS = Column("DecidedAs", "Besluttet som", Kind.CHOICE, Mover)
PREVIOUS_HASH = Column("PrevHash", "Forrige kontrolsum")
HASH = Column("Hash", "Kontrolsum")

PERSON_ID = Column("PersonId", "Personens id", indexed=True, unique=True)
LANGUAGE = Column("Language", "Sprog", Kind.CHOICE, Language)
REFERENCE = Column("Reference", "Samtale i Teams", Kind.NOTE)

SUPPORT_KEY = Column("SupportKey", "Opbakningsnøgle", indexed=True, unique=True)
SUPPORTER_ID = Column("SupporterId", "Bakker op: id", indexed=True)
SUPPORTER_NAME = Column("SupporterName", "Bakker op")
SUPPORTED_AT = Column("SupportedAt", "Bakket op den", Kind.MOMENT)

FOLLOW_KEY = Column("FollowKey", "Følgenøgle", indexed=True, unique=True)
FOLLOWER_ID = Column("FollowerId", "Følger: id", indexed=True)
FOLLOWED = Column("Followed", "Følger")
