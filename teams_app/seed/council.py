"""What the council of the seed has set: its order, and next steps; twice changes nothing."""

from datetime import datetime, timedelta

from teams_app.seed.content import SeedProposal
from technology_map.cards.proposals import Proposal
from technology_map.council.forms import NextStepForm, PlaceForm, Where
from technology_map.council.next_steps import NextSteps, mark
from technology_map.council.prioritising import Prioritising
from technology_map.people.people import Caller
from technology_map.ports import Store

SET_DAYS_AGO = 30

Planted = list[tuple[SeedProposal, Proposal]]


async def plant_council(store: Store, council: Caller, planted: Planted, now: datetime) -> None:
    """Set the next steps and the order of these, as the services do. Raises Refused."""
    steps = NextSteps(store, lambda: now - timedelta(days=SET_DAYS_AGO))
    for seed, stored in planted:
        if seed.next_step and not stored.next_step:
            due = (now + timedelta(days=seed.next_step_in_days)).date()
            form = NextStepForm(
                number=stored.number, seen=mark(stored), next_step=seed.next_step, next_step_due=due
            )
            await steps.set(council, form)
    for _, stored in sorted((one for one in planted if one[0].place), key=lambda one: one[0].place):
        if not stored.rank:
            await Prioritising(store).place(council, PlaceForm(number=stored.number, where=Where.LAST))
