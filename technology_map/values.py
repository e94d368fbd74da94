"""The value lists of domain.md 2 and 3, as codes; the words for them stand in the catalogues."""

from enum import StrEnum


class Purpose(StrEnum):
    """The five headings of the model: the primary motivation of a solution (domain.md 2)."""

    SERVICE = "service"
    PROCESS = "process"
    WELLBEING = "wellbeing"
    RESOURCES = "resources"
    DATA = "data"


class Area(StrEnum):
    """A professional area, fagområde (domain.md 3)."""

    ADMINISTRATION = "administration"
    EMPLOYMENT = "employment"
    SUSTAINABILITY = "sustainability"
    DEMOCRACY = "democracy"
    BUSINESS = "business"
    FAMILY = "family"
    HR = "hr"
    IT = "it"
    CULTURE = "culture"
    ENVIRONMENT = "environment"
    SOCIAL = "social"
    HEALTH = "health"
    TECHNICAL = "technical"
    EDUCATION = "education"
    ECONOMY = "economy"


class Phase(StrEnum):
    """Where a solution is in its life (LifecyclePhase)."""

    IDEA = "idea"
    PRE_ANALYSIS = "pre_analysis"
    SPECIFICATION = "specification"
    DEVELOPMENT = "development"
    IMPLEMENTATION = "implementation"
    IN_OPERATION = "in_operation"
    RETIRED = "retired"


class Reception(StrEnum):
    """How the users received a solution."""

    VERY_POSITIVE = "very_positive"
    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Technology(StrEnum):
    """The technologies the glossary starts with (domain.md 3)."""

    AI = "ai"
    MACHINE_LEARNING = "machine_learning"
    DECISION_SUPPORT = "decision_support"
    CHATBOT = "chatbot"
    IOT = "iot"
    DRONE = "drone"
    VR = "vr"
    SOFTWARE_ROBOT = "software_robot"
    SELF_SERVICE = "self_service"
    SENSORS = "sensors"
    GENERATIVE_AI = "generative_ai"
