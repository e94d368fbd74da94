"""What people need to be able to do: a competence that a proposal or a solution calls for (domain.md 5)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from technology_map.cards.fields import Field, Kind, choice, line
from technology_map.details.details import Detail, DetailKind
from technology_map.words.values import Familiarity

MOST_PEOPLE = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence(Detail):
    """A competence, the role that needs it, how many have that role, and what is done about it by when."""

    name: str = ""
    role: str = ""
    how_many: int | None = None
    level_now: Familiarity | None = None
    level_wanted: Familiarity | None = None
    measure: str = ""
    by_when: date | None = None


COMPETENCES = DetailKind(
    "competences",
    Competence,
    (
        line("name", needed=True),
        line("role"),
        Field("how_many", Kind.NUMBER, limit=MOST_PEOPLE),
        choice("level_now", Familiarity),
        choice("level_wanted", Familiarity),
        Field("measure"),
        Field("by_when", Kind.DATE),
    ),
)


@dataclass(frozen=True, slots=True)
class Need:
    """One competence over everything that calls for it.

    `people` adds up what was said, None where nobody said how many; `unsaid` are the rows without a number.
    """

    name: str
    rows: tuple[Competence, ...]
    people: int | None
    unsaid: int


def same_name(name: str) -> str:
    """What two ways to write a competence have in common."""
    return " ".join(name.casefold().split())


def needs(competences: Iterable[Competence]) -> list[Need]:
    """The competences, each once, the one that most rows call for first."""
    together: defaultdict[str, list[Competence]] = defaultdict(list)
    for one in competences:
        together[same_name(one.name)].append(one)
    found = [need(rows[0].name, rows) for rows in together.values()]
    return sorted(found, key=lambda one: (-len(one.rows), same_name(one.name)))


def need(name: str, rows: Sequence[Competence]) -> Need:
    """These rows under a name, such as an area's, and what they come to."""
    said = [one.how_many for one in rows if one.how_many is not None]
    return Need(name, tuple(rows), sum(said) if said else None, len(rows) - len(said))


def by_thing(competences: Iterable[Competence]) -> Mapping[str, list[Competence]]:
    """The competences of each thing, by its name."""
    found: defaultdict[str, list[Competence]] = defaultdict(list)
    for one in competences:
        found[one.thing].append(one)
    return found
