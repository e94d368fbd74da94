"""Proposals that stand together: the groups that the council has made, and what could be one."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass

from teams_app.tab.council.waiting import TONES, Tone
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.meetings.meetings import Meeting, MeetingState
from technology_map.method.competences import Competence
from technology_map.method.synergy import (
    PROBLEMS_LOOKED_AT,
    Synergy,
    SynergyGroup,
    SynergyKind,
    by_competence,
    by_problem,
    by_technology,
    is_grouped,
    newest_under_way,
    resembling,
)
from technology_map.people.rights import require_council
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

MOST_OFFERED = 12
MOST_MEMBERS = 12
LOOKED_AT = 2 * MOST_MEMBERS
"""Of what many have in common the newest: a group that is made of an offer holds those that it shows."""


@dataclass(frozen=True, slots=True)
class Member:
    """A proposal of a group."""

    name: str
    title: str
    address: str
    area: str
    status: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group that the council treats as one."""

    number: int
    title: str
    why: str
    by: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """Proposals that could be one: what they have in common, and the form's title."""

    id: str
    heading: str
    title: str
    members: tuple[Member, ...]
    more: str
    filled: Filled
    submission_key: str


@dataclass(frozen=True, slots=True)
class SynergiesPage:
    """The page. `meetings` are those that a group can be put on the agenda of."""

    groups: tuple[GroupView, ...]
    offered: tuple[Offered, ...]
    more: str
    meetings: tuple[Option, ...]
    on_council: bool
    looked_at: str
    trouble: str
    undo: GroupView | None
    undo_key: str


@dataclass(frozen=True, slots=True)
class Returned:
    """What a press leaves on the page: a refused form by its id, a sentence, a group that was dissolved."""

    id: str = ""
    filled: Filled | None = None
    trouble: str = ""
    undo: SynergyGroup | None = None


async def synergies_page(context: RequestContext, back: Returned | None = None) -> SynergiesPage:
    """The page as the caller may see it."""
    t, store, back = context.t, context.tab.store, back or Returned()
    proposals = newest_under_way(context.overview, PROBLEMS_LOOKED_AT)
    groups = list(store.records(SynergyGroup))
    every = await _found(context, proposals)
    free = [one for one in every if not is_grouped(groups, one)]
    left = len(free) - MOST_OFFERED
    return SynergiesPage(
        groups=tuple(_group(context, one) for one in reversed(groups)),
        offered=tuple(_offered(context, one, back) for one in free[:MOST_OFFERED]),
        more=t.many("synergies.more", left) if left > 0 else "",
        meetings=_meetings(context),
        on_council=_on_council(context),
        looked_at=t.many("synergies.looked_at", len(proposals)),
        trouble=back.trouble,
        undo=_group(context, back.undo) if back.undo else None,
        undo_key=f"undo-{back.undo.key}-{context.tab.now():%H%M%S%f}" if back.undo else "",
    )


async def _found(context: RequestContext, proposals: list[Proposal]) -> list[Synergy]:
    """Everything that could be one; others are served between two questions of likeness."""
    nearest: dict[int, tuple[Proposal, ...]] = {}
    for one in proposals:
        nearest[one.number] = resembling(context.overview, one)
        await asyncio.sleep(0)
    competences = context.tab.store.records(Competence)
    return [
        *by_problem(nearest, proposals),
        *by_competence(context.overview, competences, LOOKED_AT),
        *by_technology(context.overview, LOOKED_AT),
    ]


def _on_council(context: RequestContext) -> bool:
    try:
        require_council(context.caller)
    except Refused:
        return False
    return True


def member(context: RequestContext, one: Proposal) -> Member:
    """A proposal as a group names it."""
    t = context.t
    area = word(t, TermList.AREA, one.area)
    status = word(t, Status, one.status)
    return Member(one.name, one.title, f"proposals/{one.number}", area, status, TONES[one.status])


def _members(context: RequestContext, found: Iterable[Proposal]) -> tuple[Member, ...]:
    return tuple(member(context, one) for one in found)


def _group(context: RequestContext, one: SynergyGroup) -> GroupView:
    t = context.t
    by = t("detail.by", name=one.author_name, day=t.moment(one.made_at)) if one.made_at else ""
    return GroupView(one.row, one.title, one.why, by, _members(context, context.tab.grouping.members(one)))


def _offered(context: RequestContext, one: Synergy, back: Returned) -> Offered:
    t = context.t
    what = word(t, TermList.TECHNOLOGY, one.what) if one.kind is SynergyKind.TECHNOLOGY else one.what
    id_ = f"{one.kind.value}-{'-'.join(str(found.number) for found in one.proposals[:MOST_MEMBERS])}"
    title = t("synergies.title.problem") if one.kind is SynergyKind.PROBLEM else what
    begun = Filled({"title": title, "submission_key": f"group-of-{id_}"[:64].ljust(16, "-")})
    over = one.whole - MOST_MEMBERS
    return Offered(
        id=id_,
        heading=t(f"synergies.same.{one.kind.value}", what=what),
        title=title,
        members=_members(context, one.proposals[:MOST_MEMBERS]),
        more=t.many("synergies.more_members", over) if over > 0 else "",
        filled=back.filled if back.filled and back.id == id_ else begun,
        submission_key=begun.value("submission_key"),
    )


def _meetings(context: RequestContext) -> tuple[Option, ...]:
    """The meetings that are planned, the next first."""
    t = context.t
    planned = (one for one in context.tab.store.records(Meeting) if one.state is MeetingState.PLANNED)
    ahead = sorted((one for one in planned if one.day >= context.today), key=lambda one: one.day)
    return tuple(Option(str(one.row), f"{one.name} · {t.day(one.day)}") for one in ahead)
