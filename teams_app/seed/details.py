"""The seed's rows of proposals and solution cards, through the usual gate; twice adds nothing."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from technology_map.benefits.benefits import BENEFITS, Benefit
from technology_map.benefits.follow_ups import FollowUp
from technology_map.details.forms import read_detail, values_of
from technology_map.details.kinds import BY_CODE
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.validation.typed_values import decimal_number
from technology_map.words.seed import seed_vocabulary
from technology_map.words.values import Light

NOT_FIELDS = ("kind", "of", "by", "days_ago", "follow_up_in_days", "told")


def seed_rows() -> list[Mapping[str, Any]]:
    """The rows as they stand in the file."""
    with files("teams_app.seed").joinpath("details.toml").open("rb") as file:
        found: list[Mapping[str, Any]] = tomllib.load(file)["row"]
    return found


async def plant_details(
    store: Store, people: Callable[[str], Person], names: Callable[[str], str], now: datetime
) -> None:
    """Store them. `names` gives the number of the thing with a key. Raises NotStored, Refused."""
    for place, row in enumerate(seed_rows(), start=1):
        kind, author = BY_CODE[row["kind"]], people(row["by"])
        written = now - timedelta(days=row["days_ago"])
        said = {name: value for name, value in row.items() if name not in NOT_FIELDS}
        day = {"since": written.date().isoformat()} if kind.code == "reuses" else {}
        held = {"held_on": written.date().isoformat()} if kind.code == "involvements" else {}
        asked = now.date() + timedelta(days=row.get("follow_up_in_days", 0))
        owned = {"owner_id": author.object_id, "next_follow_up": asked.isoformat()}
        raw = {
            **said,
            **day,
            **held,
            **(owned if kind is BENEFITS else {}),
            "submission_key": f"seed-detail-{place:06d}",
        }
        form = read_detail(kind, raw, now.date(), seed_vocabulary())
        made = await store.add_record(
            kind.record(
                key=f"{kind.code}-seed-{place}",
                thing=names(row["of"]),
                author_id=author.object_id,
                author_name=author.name,
                written_at=written,
                **values_of(kind, form),
            )
        )
        if isinstance(made, Benefit) and "told" in row:
            await _plant_answer(store, made, row["told"], now)


async def _plant_answer(store: Store, benefit: Benefit, told: Mapping[str, Any], now: datetime) -> None:
    """What the owner has said on a day that is past."""
    day = (now - timedelta(days=told["days_ago"])).date()
    answer: FollowUp = FollowUp(
        key=f"follow-up-{benefit.key}",
        benefit=benefit.key,
        due=day,
        realised=decimal_number(told["realised"]),
        light=Light(told["light"]),
        comment=told["comment"],
        source=told["source"],
        next_on=benefit.next_follow_up,
        answered_by=benefit.owner,
        answered_at=now - timedelta(days=told["days_ago"]),
    )
    await store.add_record(answer)
