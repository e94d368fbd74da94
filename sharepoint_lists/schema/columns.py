"""The columns as data: the one place where a column's name and title are spelled.

Names are ASCII and English, they are Graph's and never change; titles are Danish, they are what
people see, and a site owner may change them.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from sharepoint_lists.schema.holding import Holds
from technology_map.cards import fields
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.fields import Field
from technology_map.council.decisions import Outcome
from technology_map.council.life_cycle import Mover, Status
from technology_map.council.notices import NoticeState
from technology_map.people.people import Language
from technology_map.talk.remarks import RemarkKind, ThreadPlace
from technology_map.texts import texts
from technology_map.words.terms import TechnologyKind, TermUse
from technology_map.words.value_lists import ValueList
from technology_map.words.values import Provenness


class Kind(Enum):
    """What a column holds. LINES is a text of several lines, each a value of its own."""

    TEXT = "text"
    NOTE = "note"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
    NUMBER = "number"
    DECIMAL = "decimal"
    DATE = "date"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` is the value list of a choice column; a unique column is also indexed.

    `holds` says what of a person it can hold. Only texts can, and each must say so, also where it is
    nothing: `mapping.holding` refuses a text that doesn't. `whose` is the column with the object id of
    whom a name names.
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    words: ValueList | None = None
    indexed: bool = False
    unique: bool = False
    holds: Holds | None = None
    whose: str = ""


_KINDS = {
    fields.Kind.LINE: Kind.TEXT,
    fields.Kind.TEXT: Kind.NOTE,
    fields.Kind.CHOICE: Kind.CHOICE,
    fields.Kind.CHOICES: Kind.CHOICES,
    fields.Kind.NUMBER: Kind.NUMBER,
    fields.Kind.DECIMAL: Kind.DECIMAL,
    fields.Kind.DATE: Kind.DATE,
    fields.Kind.LINK: Kind.NOTE,
    fields.Kind.KLE: Kind.TEXT,
    fields.Kind.NAMES: Kind.LINES,
}


_NOBODYS = frozenset(fields.Kind) - {fields.Kind.LINE, fields.Kind.TEXT, fields.Kind.LINK}
"""Kinds of fields that take codes, figures, days, or names of cards."""


@cache
def of_field(field: Field) -> Column:
    """The column of a field of the table. Its title is the heading of the field's spreadsheet column."""
    return titled(field, f"sheet.{field.name}")


def titled(field: Field, title: str) -> Column:
    """The column of a field, whose title is the sentence `title` of the catalogue."""
    name = field.column or "".join(word.capitalize() for word in field.name.split("_"))
    kind = Kind.NOTE if field.as_note else _KINDS[field.kind]
    holds = Holds.NOBODY if field.kind in _NOBODYS else Holds.WORDS
    return Column(name, texts(Language.DANISH)(title), kind, field.words, indexed=field.indexed, holds=holds)


def named(name: str) -> Column:
    """The column of the field with this name, of whichever card has it. KeyError where none has."""
    for table in (PROPOSAL_TABLE, SOLUTION_TABLE):
        for field in table.fields:
            if field.name == name:
                return of_field(field)
    raise KeyError(name)


TITLE = Column("Title", "Titel", holds=Holds.WORDS)
"""Every list has it from birth; it is never made, and never compared."""

SUBMISSION_KEY = Column("SubmissionKey", "Indsendelsesnøgle", indexed=True, unique=True, holds=Holds.KEY)
SUBMITTER_ID = Column("SubmitterId", "Indsenders id", indexed=True, holds=Holds.ID)
SUBMITTER_NAME = Column("SubmitterName", "Indsender", holds=Holds.NAME, whose="SubmitterId")
SUBMITTED_AT = Column("SubmittedAt", "Indsendt den", Kind.MOMENT)
CHANGED_AT = Column("ChangedAt", "Senest ændret", Kind.MOMENT)
CASEWORKER = Column("Caseworker", "Sagsbehandler", holds=Holds.NAME, whose="CaseworkerId")
CASEWORKER_ID = Column("CaseworkerId", "Sagsbehandlers id", holds=Holds.ID)
RESPONSIBLE = Column("Responsible", "Ansvarlig", holds=Holds.NAME, whose="ResponsibleId")
RESPONSIBLE_ID = Column("ResponsibleId", "Ansvarliges id", holds=Holds.ID)
EDITED_BY = Column("EditedBy", "Tekst rettet af", holds=Holds.NAME)
EDITED_AT = Column("EditedAt", "Tekst rettet den", Kind.MOMENT)
EDITED_WHY = Column("EditedWhy", "Hvorfor rettet", Kind.NOTE, holds=Holds.WORDS)
REWORDED_AT = Column("RewordedAt", "Problem eller løsning skrevet om", Kind.MOMENT)

STATUS = Column("Status", "Status", Kind.CHOICE, Status, indexed=True)
STATUS_REASON = Column("StatusReason", "Begrundelse for status", Kind.NOTE, holds=Holds.HASHED)
REVIEW_DATE = Column("ReviewDate", "Tages op igen", Kind.DATE)
LEADS_TO = Column("LeadsTo", "Fører til", holds=Holds.NOBODY)
NEXT_STEP = Column("NextStep", "Næste skridt", holds=Holds.WORDS)
NEXT_STEP_DUE = Column("NextStepDue", "Næste skridt senest", Kind.DATE)
RANK = Column("Rank", "Rækkefølge", holds=Holds.NOBODY)
RANK_REASON = Column("RankReason", "Begrundelse for rækkefølge", Kind.NOTE, holds=Holds.WORDS)
CO_SUBMITTERS = Column("CoSubmitters", "Medindsendere", Kind.LINES, holds=Holds.NAME, whose="CoSubmitterIds")
CO_SUBMITTER_IDS = Column("CoSubmitterIds", "Medindsenderes id", Kind.LINES, holds=Holds.ID)
LAST_SEQ = Column("LastSeq", "Seneste beslutning nr.", Kind.NUMBER)

FROM_PROPOSAL = Column("FromProposal", "Fra forslag nr.", Kind.NUMBER)

DECISION_KEY = Column("DecisionKey", "Beslutningsnøgle", indexed=True, unique=True, holds=Holds.NOBODY)
ACTION_KEY = Column("ActionKey", "Handlingsnøgle", indexed=True, holds=Holds.NOBODY)
PROPOSAL = Column("Proposal", "Forslag nr.", Kind.NUMBER, indexed=True)
SEQ = Column("Seq", "Beslutning nr.", Kind.NUMBER)
FROM_STATUS = Column("FromStatus", "Fra status", Kind.CHOICE, Status)
TO_STATUS = Column("ToStatus", "Til status", Kind.CHOICE, Status)
OUTCOME = Column("Outcome", "Udfald", Kind.CHOICE, Outcome)
REASON = Column("Reason", "Begrundelse", Kind.NOTE, holds=Holds.HASHED)
DECIDED_AT = Column("DecidedAt", "Besluttet den", Kind.MOMENT, indexed=True)
DECIDED_AS = Column("DecidedAs", "Besluttet som", Kind.CHOICE, Mover)
PREVIOUS_HASH = Column("PrevHash", "Forrige kontrolsum", holds=Holds.NOBODY)
HASH = Column("Hash", "Kontrolsum", holds=Holds.NOBODY)

PERSON_ID = Column("PersonId", "Personens id", indexed=True, unique=True, holds=Holds.ID)
LANGUAGE = Column("Language", "Sprog", Kind.CHOICE, Language)
REFERENCE = Column("Reference", "Samtale i Teams", Kind.NOTE, holds=Holds.ADDRESS)

SUPPORT_KEY = Column("SupportKey", "Opbakningsnøgle", indexed=True, unique=True, holds=Holds.KEY)
SUPPORTER_ID = Column("SupporterId", "Bakker op: id", indexed=True, holds=Holds.ID)
SUPPORTER_NAME = Column("SupporterName", "Bakker op", holds=Holds.NAME, whose="SupporterId")
SUPPORTED_AT = Column("SupportedAt", "Bakket op den", Kind.MOMENT)

FOLLOW_KEY = Column("FollowKey", "Følgenøgle", indexed=True, unique=True, holds=Holds.KEY)
FOLLOWER_ID = Column("FollowerId", "Følger: id", indexed=True, holds=Holds.ID)
FOLLOWED = Column("Followed", "Følger", holds=Holds.NOBODY)

NOTICE_KEY = Column("NoticeKey", "Meddelelsesnøgle", indexed=True, unique=True, holds=Holds.KEY)
NOTICE_STATE = Column("State", "Tilstand", Kind.CHOICE, NoticeState)
NOTICE_PERSON_ID = Column("ToldId", "Til: id", indexed=True, holds=Holds.ID)
NOTICE_KIND = Column("ToldOf", "Handler om", holds=Holds.NOBODY)
NOTICE_THING = Column("ToldThing", "Sag", holds=Holds.NOBODY)
NOTICE_DAY = Column("ToldDay", "Dag", Kind.DATE)
TAKEN_BY = Column("TakenBy", "Tages af", holds=Holds.NOBODY)
TAKEN_AT = Column("TakenAt", "Taget den", Kind.MOMENT, indexed=True)

DRAFT_KEY = Column("DraftKey", "Kladdenøgle", indexed=True, unique=True, holds=Holds.KEY)
DRAFT_PERSON_ID = Column("DraftPersonId", "Hvis kladde: id", indexed=True, holds=Holds.ID)
DRAFT_FORM = Column("Form", "Formular", holds=Holds.NOBODY)
WRITTEN_AT = Column("WrittenAt", "Skrevet den", Kind.MOMENT, indexed=True)
SEALED = Column("Sealed", "Indhold, forseglet", Kind.NOTE, holds=Holds.SEALED)

REMARK_KEY = Column("RemarkKey", "Bemærkningsnøgle", indexed=True, unique=True, holds=Holds.KEY)
REMARK_ON = Column("RemarkOn", "Handler om", indexed=True, holds=Holds.NOBODY)
REMARK_KIND = Column("RemarkKind", "Slags", Kind.CHOICE, RemarkKind)
REMARK_TEXT = Column("RemarkText", "Bemærkning", Kind.NOTE, holds=Holds.WORDS)
AUTHOR_NAME = Column("AuthorName", "Skrevet af", holds=Holds.NAME, whose="AuthorId")
AUTHOR_ID = Column("AuthorId", "Skrevet af: id", indexed=True, holds=Holds.ID)
REMARKED_AT = Column("RemarkedAt", "Skrevet den", Kind.MOMENT, indexed=True)
REMARK_EDITED_AT = Column("RemarkEditedAt", "Rettet den", Kind.MOMENT)
PARENT_KEY = Column("ParentKey", "Hører til: nøgle", indexed=True, holds=Holds.KEY)
PLACE_IN_THREAD = Column("PlaceInThread", "Hører til", Kind.CHOICE, ThreadPlace)
MENTIONED = Column("Mentioned", "Nævner", Kind.LINES, holds=Holds.NAME, whose="MentionedIds")
MENTIONED_IDS = Column("MentionedIds", "Nævner: id", Kind.LINES, holds=Holds.ID)

CODE = Column("Code", "Kode", indexed=True, unique=True, holds=Holds.NOBODY)
NAME_EN = Column("NameEn", "Navn på engelsk", holds=Holds.WORDS)
ORDER = Column("Order", "Rækkefølge", Kind.NUMBER, indexed=True)
USE = Column("Use", "Bruges", Kind.CHOICE, TermUse)
MERGED_INTO = Column("MergedInto", "Lagt sammen med", holds=Holds.NOBODY)
FORMER_NAMES = Column("FormerNames", "Tidligere navne", Kind.LINES, holds=Holds.WORDS)
EDITORS = Column("Editors", "Redaktører", Kind.LINES, holds=Holds.NAME, whose="EditorIds")
EDITOR_IDS = Column("EditorIds", "Redaktørers id", Kind.LINES, holds=Holds.ID)
OF_AREA = Column("OfArea", "Hører til fagområde", holds=Holds.NOBODY)
EXPLANATION_DA = Column("ExplanationDa", "Forklaring", Kind.NOTE, holds=Holds.WORDS)
EXPLANATION_EN = Column("ExplanationEn", "Forklaring på engelsk", Kind.NOTE, holds=Holds.WORDS)
TECHNOLOGY_KIND = Column("Kind", "Slags", Kind.CHOICE, TechnologyKind)
TERM_PROVENNESS = Column("Provenness", "Modenhed", Kind.CHOICE, Provenness)
USEFUL_FOR = Column("UsefulFor", "Bruges mest til", Kind.LINES, holds=Holds.NOBODY)
SYNONYMS_DA = Column("SynonymsDa", "Andre ord for det", Kind.LINES, holds=Holds.WORDS)
SYNONYMS_EN = Column("SynonymsEn", "Andre ord på engelsk", Kind.LINES, holds=Holds.WORDS)
EXAMPLE_HERE = Column("ExampleHere", "Eksempel herfra", holds=Holds.NOBODY)
