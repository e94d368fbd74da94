"""Synergy: proposals with the same problem, technology or competence, and groups treated as one.

Source: domain.md 2, "connections and synergy" on the technology card, and 5.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal, proposal_number
from technology_map.council.life_cycle import ENDED
from technology_map.method.competences import Competence, same_name
from technology_map.overview import Overview
from technology_map.records import Record, Records
from technology_map.search.inverted_index import Posted, Posting
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
    """Proposals that have something in common. `what` is a technology's code or a competence's name.

    `proposals` may be the newest of them; `count` is how many there are, 0 where it is these.
    """

    kind: SynergyKind
    proposals: tuple[Proposal, ...]
    what: str = ""
    count: int = 0

    @property
    def whole(self) -> int:
        """How many there are."""
        return self.count or len(self.proposals)


@dataclass(frozen=True, slots=True, kw_only=True)
class SynergyGroup(Record):
    """Proposals that the council treats as one: a public row with the reason. `proposals` are names."""

    title: str
    why: str = ""
    proposals: tuple[str, ...] = ()
    author_name: str = ""
    made_at: datetime | None = None


def technologies_of(one: Proposal, overview: Overview) -> Posted:
    """A proposal that is under way, among all of these, and under each technology that it names."""
    if one.status not in ENDED:
        yield SynergyKind.PROBLEM, -one.number
        for code in dict.fromkeys(one.technologies):
            yield (SynergyKind.TECHNOLOGY, code), -one.number


def newest_under_way(overview: Overview, most: int) -> list[Proposal]:
    """The newest proposals that nobody has ended."""
    found = overview.proposals_by(technologies_of).of(SynergyKind.PROBLEM)
    return list(overview.proposals.these(one.number for one in found[:most]))


def by_technology(overview: Overview, most: int | None = None) -> Iterator[Synergy]:
    """Those that name the same technology, the one that most name first, with the newest of each."""
    index = overview.proposals_by(technologies_of)
    found = {key[1]: index.of(key) for key in index.all_keys() if isinstance(key, tuple)}
    return _several(overview, SynergyKind.TECHNOLOGY, found, most)


def by_competence(
    overview: Overview, competences: Records[Competence], most: int | None = None
) -> Iterator[Synergy]:
    """Those that call for the same competence."""
    proposals, found = overview.proposals, dict[str, list[Posting]]()
    for name, (said, numbers) in competences.derived(_competence_numbers).items():
        there = [one for number in numbers if (one := proposals.get(number)) and one.number == number]
        found[said or name] = [Posting(-one.number, one.number) for one in there if one.status not in ENDED]
    return _several(overview, SynergyKind.COMPETENCE, found, most)


def _competence_numbers(competences: Records[Competence]) -> dict[str, tuple[str, list[int]]]:
    """By competence: as it was written first, and the proposals that call for it, the newest first."""
    said: dict[str, str] = {}
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in competences:
        number = proposal_number(row.thing) if row.thing.startswith("F-") else None
        if number is not None:
            said.setdefault(same_name(row.name), row.name)
            found[same_name(row.name)].add(number)
    return {name: (said[name], sorted(numbers, reverse=True)) for name, numbers in found.items()}


def _several(
    overview: Overview, kind: SynergyKind, found: Mapping[str, Sequence[Posting]], most: int | None
) -> Iterator[Synergy]:
    shared = [(what, rows) for what, rows in found.items() if len(rows) > 1]
    for what, rows in sorted(shared, key=lambda pair: (-len(pair[1]), pair[0])):
        yield Synergy(
            kind, tuple(overview.proposals.these(one.number for one in rows[:most])), what, len(rows)
        )


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
    if found.whole > len(found.proposals):
        return False
    names = {one.name for one in found.proposals}
    return any(names <= set(one.proposals) for one in groups)
