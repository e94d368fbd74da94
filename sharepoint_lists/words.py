"""The Danish words that stand in SharePoint's choice columns, and the codes they stand for."""

from collections.abc import Mapping
from enum import StrEnum

from technology_map.decisions import Outcome
from technology_map.life_cycle import Mover, Status
from technology_map.people import Language
from technology_map.values import Area, Phase, Purpose, Reception, Technology

WORDS: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Status: {
        Status.SUBMITTED: "Indsendt",
        Status.CLARIFICATION: "Afklaring",
        Status.ASSESSMENT: "Under vurdering",
        Status.READY: "Klar til råd",
        Status.ON_AGENDA: "På dagsorden",
        Status.PRIORITISED: "Prioriteret",
        Status.PRE_ANALYSIS: "Foranalyse",
        Status.PILOT: "Pilot",
        Status.IMPLEMENTATION: "Implementering",
        Status.IN_OPERATION: "I drift",
        Status.BENEFIT_FOLLOW_UP: "Gevinstopfølgning",
        Status.COMPLETED: "Afsluttet",
        Status.PARKED: "Parkeret",
        Status.REJECTED: "Afvist",
        Status.MERGED: "Sammenlagt",
        Status.WITHDRAWN: "Trukket tilbage",
        Status.STOPPED: "Stoppet",
    },
    Mover: {
        Mover.SUBMITTER: "Indsender",
        Mover.SECRETARY: "Rådssekretær",
        Mover.COUNCIL: "It-porteføljerådet",
    },
    Outcome: {
        Outcome.PRIORITISED: "Prioriteret",
        Outcome.APPROVED: "Godkendt til foranalyse eller pilot",
        Outcome.POSTPONED: "Udskudt",
        Outcome.RETURNED: "Retur til afklaring",
        Outcome.MERGED: "Sammenlægges",
        Outcome.REFERRED: "Henvises til eksisterende løsning",
        Outcome.REJECTED: "Afvist",
    },
    Area: {
        Area.ADMINISTRATION: "Administration",
        Area.EMPLOYMENT: "Beskæftigelse",
        Area.SUSTAINABILITY: "Bæredygtighed",
        Area.DEMOCRACY: "Demokrati",
        Area.BUSINESS: "Erhverv",
        Area.FAMILY: "Familie",
        Area.HR: "HR",
        Area.IT: "IT",
        Area.CULTURE: "Kultur",
        Area.ENVIRONMENT: "Miljø",
        Area.SOCIAL: "Social",
        Area.HEALTH: "Sundhed",
        Area.TECHNICAL: "Teknik",
        Area.EDUCATION: "Uddannelse",
        Area.ECONOMY: "Økonomi",
    },
    Purpose: {
        Purpose.SERVICE: "Højere niveau af borgerservice",
        Purpose.PROCESS: "Bedre processer og smidigere arbejdsgange",
        Purpose.WELLBEING: "Trivsel og kompetencer",
        Purpose.RESOURCES: "Bedre udnyttelse af ressourcer",
        Purpose.DATA: "Bedre og mere sikker brug af data",
    },
    Phase: {
        Phase.IDEA: "Idé",
        Phase.PRE_ANALYSIS: "Foranalyse",
        Phase.SPECIFICATION: "Specifikation",
        Phase.DEVELOPMENT: "Udvikling",
        Phase.IMPLEMENTATION: "Implementering",
        Phase.IN_OPERATION: "I drift",
        Phase.RETIRED: "Taget ud af drift",
    },
    Reception: {
        Reception.VERY_POSITIVE: "Meget positiv",
        Reception.POSITIVE: "Positiv",
        Reception.MIXED: "Blandet",
        Reception.NEGATIVE: "Negativ",
        Reception.UNKNOWN: "Ved ikke",
    },
    Technology: {
        Technology.AI: "Kunstig intelligens",
        Technology.MACHINE_LEARNING: "Maskinlæring",
        Technology.DECISION_SUPPORT: "Databaseret beslutningsstøtte",
        Technology.CHATBOT: "Chatbot",
        Technology.IOT: "Tingenes internet (IoT)",
        Technology.DRONE: "Drone",
        Technology.VR: "Virtual reality (VR)",
        Technology.SOFTWARE_ROBOT: "Softwarerobot",
        Technology.SELF_SERVICE: "Selvbetjening",
        Technology.SENSORS: "Sensorer",
        Technology.GENERATIVE_AI: "Generativ AI",
    },
    Language: {Language.DANISH: "Dansk", Language.ENGLISH: "Engelsk"},
}

_CODES: Mapping[type[StrEnum], Mapping[str, StrEnum]] = {
    kind: {word: code for code, word in words.items()} for kind, words in WORDS.items()
}


def words_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """Every word of a value list, in the order of its codes."""
    return tuple(WORDS[kind].values())


def codes_of(kind: type[StrEnum]) -> Mapping[str, StrEnum]:
    """The code of each word of a value list."""
    return _CODES[kind]
