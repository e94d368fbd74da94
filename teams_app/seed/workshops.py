"""The seed's workshop: one in which people place cards on the day the demo starts; twice adds nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta

from technology_map.method.workshops import Workshop, WorkshopState
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.texts import COPENHAGEN

TITLE = "Velfærdsteknologi på Solbakken"
IN_DAYS = 3
CARDS = ("gulvsensorer-paa-solbakken", "medicinhusker", "skaermbesoeg-i-hjemmeplejen")


async def plant_workshop(store: Store, leader: Person, names: Callable[[str], str], now: datetime) -> None:
    """Store it. `names` gives the number of the card with a key. Raises NotStored."""
    workshop: Workshop = Workshop(
        key="workshop-seed",
        title=TITLE,
        day=now.astimezone(COPENHAGEN).date() + timedelta(days=IN_DAYS),
        cards=tuple(names(key) for key in CARDS),
        leader_id=leader.object_id,
        leader_name=leader.name,
        state=WorkshopState.SILENT,
    )
    await store.add_record(workshop)
