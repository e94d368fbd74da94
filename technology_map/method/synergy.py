"""Synergy: proposals with the same problem, technology or competence, and groups treated as one.

Source: domain.md 2, "connections and synergy" on the technology card, and 5.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED
from technology_map.method.competences import Competence, same_name
from technology_map.overview import Overview
from technology_map.records import Record, Records
from technology_map.search.similar import similar_proposals

PROBLEMS_LOOKED_AT = 60
"""The newest proposals that are under way whose problems are compared; each costs some milliseconds."""


class SynergyKind(StrEnum):
    """What proposals have in common."""

    PROBLEM = "problem"
    TECHNOLOGY = "technology"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True)
class Synergy:
    """Proposals that have something in common. `what` is a technology's code or a competence's name."""

    kind: SynergyKind
    proposals: tuple[Proposal, ...]
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SynergyGroup(Record):
    """Proposals that the council treats as one: a public row with the reason. `proposals` are names."""

    title: str
    why: str = ""
    proposals: tuple[str, ...] = ()
    author_name: str = ""
    made_at: datetime | None = None


def under_way(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals that nobody has ended."""
    return [one for one in proposals if one.status not in ENDED]


def by_technology(proposals: Iterable[Proposal]) -> Iterator[Synergy]:
    """Those that name the same technology, the one that most name first."""
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    for one in proposals:
        for code in one.technologies:
            found[code].append(one)
    return _several(SynergyKind.TECHNOLOGY, found.items())


def by_competence(proposals: Iterable[Proposal], competences: Records[Competence]) -> Iterator[Synergy]:
    """Those that call for the same competence."""
    found: defaultdict[str, list[Proposal]] = defaultdict(list)
    said: dict[str, str] = {}
    for one in proposals:
        for name in {same_name(row.name): row.name for row in competences.about(one.name)}.items():
            said.setdefault(*name)
            found[name[0]].append(one)
    return _several(SynergyKind.COMPETENCE, ((said[key], rows) for key, rows in found.items()))


def _several(kind: SynergyKind, found: Iterable[tuple[str, Sequence[Proposal]]]) -> Iterator[Synergy]:
    shared = [(what, rows) for what, rows in found if len(rows) > 1]
    for what, rows in sorted(shared, key=lambda pair: (-len(pair[1]), pair[0])):
        yield Synergy(kind, tuple(rows), what)


def resembling(overview: Overview, one: Proposal) -> tuple[Proposal, ...]:
    """The proposals under way whose problems are most like this one's."""

    def other(found: Proposal) -> bool:
        return found.number != one.number and found.status not in ENDED

    return overview.remembered(
        ("resembling", one.number),
        lambda: similar_proposals(overview, f"{one.title} {one.problem}", other),
    )


def by_problem(nearest: dict[int, tuple[Proposal, ...]], proposals: Iterable[Proposal]) -> list[Synergy]:
    """Groups of proposals each of which is among the most alike of another, and the other among its own.

    `nearest` are the most alike of each that was looked at, by number. A chain of such pairs is one group.
    """
    by_number = {one.number: one for one in proposals if one.number in nearest}
    alike = {number: {one.number for one in found} for number, found in nearest.items()}
    left, groups = set(by_number), []
    while left:
        group, waiting = set[int](), {max(left)}
        while waiting:
            number = waiting.pop()
            group.add(number)
            mutual = {other for other in alike[number] if number in alike.get(other, ())}
            waiting |= (mutual & set(by_number)) - group
        left -= group
        if len(group) > 1:
            members = tuple(by_number[number] for number in sorted(group))
            groups.append(Synergy(SynergyKind.PROBLEM, members))
    return sorted(groups, key=lambda one: -len(one.proposals))


def group_of(groups: Iterable[SynergyGroup], name: str) -> SynergyGroup | None:
    """The group that a proposal belongs to; the last one made where there are several."""
    return next((one for one in reversed(list(groups)) if name in one.proposals), None)


def is_grouped(groups: Iterable[SynergyGroup], found: Synergy) -> bool:
    """Whether the council treats them as one already."""
    names = {one.name for one in found.proposals}
    return any(names <= set(one.proposals) for one in groups)
