"""Plants the seed in an empty store, through the same services as people use; twice adds nothing."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from teams_app.seed.assessments import plant_assessments
from teams_app.seed.content import SeedCard, SeedMove, SeedProposal, seed_cards, seed_proposals
from teams_app.seed.council import plant_council
from teams_app.seed.details import plant_details
from teams_app.seed.meetings import plant_meetings
from teams_app.seed.plan import plant_plan
from teams_app.seed.talk import plant_talk
from teams_app.seed.workshops import plant_workshop
from technology_map.assessing.assessing import Assessing
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.step_forms import read_step
from technology_map.council.deciding import Deciding
from technology_map.people.news import News
from technology_map.people.people import Caller, Person, Role
from technology_map.ports import NotStored, Store
from technology_map.validation.forms import MoveForm
from technology_map.validation.refusals import Refused
from technology_map.words.seed import seed_vocabulary

COUNCIL = Caller(Person("", ""), Role.SECRETARY)
"""As whom the seed's council moves are made; a decision keeps the role and no name."""

NOT_TYPED = {
    "key",
    "submitter",
    "days_ago",
    "links",
    "whole",
    "move",
    "place",
    "next_step",
    "next_step_in_days",
}
"""What of a seed's proposal its submitter does not write."""

People = Callable[[str], Person]


class Silence:
    """A messenger that tells nobody: old news is no news."""

    async def tell(self, object_id: str, news: News) -> None:
        """Take the news and drop it."""

    async def tell_council(self, news: News) -> None:
        """Nobody is told."""

    async def tell_secretaries(self, news: News) -> None:
        """Take the news and drop it."""


async def plant(store: Store, people: People, now: datetime, assessing: Assessing | None = None) -> int:
    """Store the seed's cards, proposals and decisions, with dates counted back from `now`.

    `people` gives the person for a key such as `mette`. Returns how many solution cards and
    proposals are new. Raises NotStored, and Refused where a seed breaks a rule.
    """
    before = len(store.overview.solution_cards) + len(store.overview.proposals)
    await _plant_cards(store, people, now)
    for seed in seed_proposals():
        await _plant_proposal(store, seed, people, now)
    known = ((seed, store.overview.proposals.by_key(proposal_key(seed.key))) for seed in seed_proposals())
    await plant_council(store, COUNCIL, [(seed, one) for seed, one in known if one], now)
    await plant_talk(store, people, partial(_name, store), partial(_days_before, now))
    if assessing is not None:
        await plant_assessments(assessing, people, partial(_name, store))
    await plant_meetings(store, people, partial(_name, store), now)
    await plant_details(store, people, partial(_name, store), now)
    await plant_plan(store, people("hanne").name, now)
    await plant_workshop(store, people("hanne"), partial(_name, store), now)
    return len(store.overview.solution_cards) + len(store.overview.proposals) - before


def _name(store: Store, key: str) -> str:
    """The number of the seed's proposal or solution card with this key. Raises KeyError."""
    overview = store.overview
    found = overview.proposals.by_key(proposal_key(key)) or overview.solution_cards.by_key(card_key(key))
    if found is None:
        raise KeyError(key)
    return found.name


def card_key(key: str) -> str:
    """The submission key of a seed's solution card."""
    return f"seed.card.{key}"


def proposal_key(key: str) -> str:
    """The submission key of a seed's proposal."""
    return f"seed.proposal.{key}"


def _days_before(now: datetime, days: int, key: str) -> datetime:
    """That many days before `now`, at a time in working hours that differs from key to key."""
    minutes = 8 * 60 + sum(key.encode()) % (7 * 60)
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=days) + timedelta(minutes=minutes)


async def _plant_cards(store: Store, people: People, now: datetime) -> None:
    known = store.overview.solution_cards.by_key
    missing = [_card(seed, people, now) for seed in seed_cards() if known(card_key(seed.key)) is None]
    async for batch in store.import_cards(missing):
        for answer in batch:
            if isinstance(answer, NotStored):
                raise answer


def _card(seed: SeedCard, people: People, now: datetime) -> SolutionCard:
    moment = _days_before(now, seed.days_ago, seed.key)
    return SolutionCard(
        **seed.model_dump(exclude={"key", "submitter", "days_ago", "whole"}),
        **whole_values(SOLUTION_TABLE, seed.whole, now),
        submitter=people(seed.submitter),
        submission_key=card_key(seed.key),
        submitted_at=moment,
        changed_at=moment,
    )


def whole_values(steps: FieldTable, whole: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The values of a whole card's fields, through the gate that people's own answers pass.

    Raises Refused where one breaks a rule or is no field of these steps.
    """
    if unknown := whole.keys() - {field.name for step in steps for field in step.fields}:
        raise Refused("damaged_form", fields=dict.fromkeys(unknown, "malformed"))
    found: dict[str, Any] = {}
    for step in steps:
        said = {name: value for name, value in whole.items() if step.field(name)}
        needed = {field.name: _SOME.get(field.name, "x") for field in step.fields if field.needed}
        form = read_step(step, {"number": 0, "version": "", **needed, **said}, now.date(), seed_vocabulary())
        found |= {name: getattr(form, name) for name in said}
    return found


_SOME = {"area": "it"}
"""What stands for a quick field while the gate reads the others."""


def _names(store: Store, keys: tuple[str, ...]) -> tuple[str, ...]:
    cards = [store.overview.solution_cards.by_key(card_key(key)) for key in keys]
    return tuple(card.name for card in cards if card)


async def _plant_proposal(store: Store, seed: SeedProposal, people: People, now: datetime) -> None:
    moment = _days_before(now, seed.days_ago, seed.key)
    stored = await store.add_proposal(
        Proposal(
            **seed.model_dump(exclude=NOT_TYPED),
            **whole_values(PROPOSAL_TABLE, seed.whole, now),
            links=_names(store, seed.links),
            submitter=people(seed.submitter),
            submission_key=proposal_key(seed.key),
            submitted_at=moment,
            changed_at=moment,
        )
    )
    if not isinstance(stored, Proposal):
        raise NotStored("only in the outbox")
    for place, move in enumerate(seed.move, start=1):
        action = f"seed-{seed.key}-{place}"
        if store.overview.log.by_action(stored.number, action) is None:
            await _move(store, stored.number, move, action, now)


async def _move(store: Store, number: int, move: SeedMove, action: str, now: datetime) -> None:
    """Make one move as the deciding service makes it, on the day the seed says."""
    current = store.overview.proposals.get(number)
    if current is None:
        raise NotStored("the proposal is gone")
    decided = _days_before(now, move.days_ago, action)
    card = store.overview.solution_cards.by_key(card_key(move.card)) if move.card else None
    form = MoveForm(
        number=number,
        seq=current.seq,
        action_key=action,
        end=move.to,
        reason=move.reason,
        review_date=(now + timedelta(days=move.review_in_days)).date() if move.review_in_days else None,
        leads_to=card.name if card else "",
    )
    caller = COUNCIL if move.by == "council" else Caller(current.submitter)
    await Deciding(store, Silence(), lambda: decided).move(caller, form)
