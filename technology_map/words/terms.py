"""Terms: the municipality's own words, each a row with a stable code that is never shown."""

from dataclasses import dataclass
from enum import StrEnum

from technology_map.people.people import Language
from technology_map.words.values import Provenness

NAME_LIMIT = 60
EXPLANATION_LIMIT = 2_000
MOST_SYNONYMS = 40


class TermList(StrEnum):
    """The lists of words that a municipality keeps itself (domain.md 5); the value names its sentences."""

    AREA = "area"
    DEPARTMENT = "department"
    PURPOSE = "purpose"
    TECHNOLOGY = "technology"


class TechnologyKind(StrEnum):
    """What a technology is for (domain.md 3); a WORD only explains, no card is made with it."""

    COLLECTION = "collection"
    ANALYSIS = "analysis"
    PRODUCT = "product"
    WORD = "word"


class TermUse(StrEnum):
    """Whether a term can be chosen on cards."""

    OFFERED = "offered"
    RETIRED = "retired"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list as it stands. `number` is the SharePoint item id, 0 before it is stored.

    `names` and the rest in two languages are Danish, English. `former_names` are earlier Danish names:
    cells that still hold one are known by it. `area` is the code of a department's area, `merged_into`
    the code of the term that took this one's place. `example` names a solution card (L-…).
    `editor_…` are the people who may correct what belongs to an area.
    """

    list: TermList
    code: str
    name_da: str
    name_en: str
    order: int = 0
    use: TermUse = TermUse.OFFERED
    merged_into: str = ""
    former_names: tuple[str, ...] = ()
    area: str = ""
    explanation_da: str = ""
    explanation_en: str = ""
    kind: TechnologyKind | None = None
    provenness: Provenness | None = None
    useful_for: tuple[str, ...] = ()
    synonyms_da: tuple[str, ...] = ()
    synonyms_en: tuple[str, ...] = ()
    example: str = ""
    editor_ids: tuple[str, ...] = ()
    editor_names: tuple[str, ...] = ()
    number: int = 0
    version: str = ""

    @property
    def name(self) -> str:
        """How the term is told apart from the terms of all lists, in keys and addresses."""
        return f"{self.list.value}.{self.code}"

    @property
    def offered(self) -> bool:
        """Whether the term can be chosen on a card."""
        return self.use is TermUse.OFFERED and self.kind is not TechnologyKind.WORD

    def called(self, language: Language) -> str:
        """The name in a language."""
        return self.name_en if language is Language.ENGLISH and self.name_en else self.name_da

    def explained(self, language: Language) -> str:
        """The explanation in a language; the other one's where there is none."""
        first, second = self.explanation_da, self.explanation_en
        return (second or first) if language is Language.ENGLISH else (first or second)

    def synonyms(self, language: Language) -> tuple[str, ...]:
        """The other words for it in a language."""
        return self.synonyms_en if language is Language.ENGLISH else self.synonyms_da
