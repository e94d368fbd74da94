"""The Danish words that stand in SharePoint's choice columns, and the codes they stand for."""

from collections.abc import Mapping
from enum import StrEnum

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
        Technology.AI: "AI (kunstig intelligens)",
        Technology.MACHINE_LEARNING: "Machine learning",
        Technology.DECISION_SUPPORT: "Databaseret beslutningsstøtte",
        Technology.CHATBOT: "Chatbot",
        Technology.IOT: "IoT (tingenes internet)",
        Technology.DRONE: "Drone",
        Technology.VR: "VR (virtual reality)",
        Technology.SOFTWARE_ROBOT: "Softwarerobot",
        Technology.SELF_SERVICE: "Selvbetjening",
        Technology.SENSORS: "Sensorer",
        Technology.GENERATIVE_AI: "Generativ AI",
    },
    Beneficiary: {
        Beneficiary.CITIZENS: "Borgere",
        Beneficiary.ASSOCIATIONS: "Foreningsliv",
        Beneficiary.BUSINESSES: "Lokalt erhvervsliv",
        Beneficiary.EMPLOYEES: "Medarbejdere",
    },
    TechnologyChoice: {
        TechnologyChoice.EXTEND: "Udbyg noget, vi har",
        TechnologyChoice.NEW: "Noget nyt",
    },
    Familiarity: {
        Familiarity.NONE: "Ingen",
        Familiarity.KNOWN: "Kender",
        Familiarity.USED: "Bruger",
        Familiarity.MASTERED: "Mestrer",
    },
    Provenness: {
        Provenness.READY: "Klar",
        Provenness.TRY_OUT: "Afprøv",
        Provenness.WATCH: "Hold øje",
        Provenness.WAIT: "Afvent",
    },
    Degree: {
        Degree.HIGH: "I høj grad",
        Degree.SOME: "I nogen grad",
        Degree.LESS: "I mindre grad",
        Degree.NOT_AT_ALL: "Slet ikke",
        Degree.UNKNOWN: "Ved ikke",
    },
    Light: {
        Light.GREEN: "Grøn",
        Light.YELLOW: "Gul",
        Light.RED: "Rød",
    },
    DataLevel: {
        DataLevel.NONE: "Ingen",
        DataLevel.ORDINARY: "Almindelige",
        DataLevel.SENSITIVE: "Følsomme",
        DataLevel.CRIMINAL: "Straffedomme og lovovertrædelser",
    },
    Dpia: {
        Dpia.YES: "Ja",
        Dpia.NO: "Nej",
        Dpia.UNKNOWN: "Ved ikke",
    },
    Transferability: {
        Transferability.FULL: "Fuldt overførbar",
        Transferability.ADAPTABLE: "Kan tilpasses",
        Transferability.KNOWLEDGE: "Kun viden",
        Transferability.NONE: "Ikke overførbar",
    },
    UsersFit: {
        UsersFit.SAME: "De samme",
        UsersFit.SIMILAR: "Lignende",
        UsersFit.OTHER: "Andre",
    },
    ProblemFit: {
        ProblemFit.SAME: "Det samme",
        ProblemFit.TWIST: "Har et twist",
        ProblemFit.OTHER: "Et andet",
    },
    MaturityFit: {
        MaturityFit.SAME: "Samme",
        MaturityFit.LOWER: "Lavere",
        MaturityFit.HIGHER: "Højere",
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
