"""The fixed value lists of domain.md 2 and 3, as codes; the words for them stand in the catalogues."""

from enum import StrEnum


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


class Beneficiary(StrEnum):
    """Who has the good of it: the centre of the model, and the employees themselves."""

    CITIZENS = "citizens"
    ASSOCIATIONS = "associations"
    BUSINESSES = "businesses"
    EMPLOYEES = "employees"


class TechnologyChoice(StrEnum):
    """Whether a proposal extends what is there or brings something new."""

    EXTEND = "extend"
    NEW = "new"


class Familiarity(StrEnum):
    """Own maturity: how well the people who would use a technology know it."""

    NONE = "none"
    KNOWN = "known"
    USED = "used"
    MASTERED = "mastered"


class Provenness(StrEnum):
    """How proven a technology is, in the words of the Danish municipalities' radar."""

    READY = "ready"
    TRY_OUT = "try_out"
    WATCH = "watch"
    WAIT = "wait"


class Degree(StrEnum):
    """To what degree a proposal answers a guidepost."""

    HIGH = "high"
    SOME = "some"
    LESS = "less"
    NOT_AT_ALL = "not_at_all"
    UNKNOWN = "unknown"


class Light(StrEnum):
    """The answer to a question of data ethics: a gate and never a weight (domain.md 2)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class DataLevel(StrEnum):
    """The most sensitive personal data that a proposal needs."""

    NONE = "none"
    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    CRIMINAL = "criminal"


class Dpia(StrEnum):
    """Whether an impact assessment (konsekvensanalyse) has been made."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Transferability(StrEnum):
    """How far a solution can be used elsewhere."""

    FULL = "full"
    ADAPTABLE = "adaptable"
    KNOWLEDGE = "knowledge"
    NONE = "none"


class UsersFit(StrEnum):
    """First test of transfer: the users elsewhere, beside ours."""

    SAME = "same"
    SIMILAR = "similar"
    OTHER = "other"


class ProblemFit(StrEnum):
    """Second test of transfer: the problem elsewhere, beside ours."""

    SAME = "same"
    TWIST = "twist"
    OTHER = "other"


class MaturityFit(StrEnum):
    """Third test of transfer: the digital maturity elsewhere, beside ours."""

    SAME = "same"
    LOWER = "lower"
    HIGHER = "higher"
