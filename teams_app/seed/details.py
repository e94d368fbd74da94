"""The seed's rows of proposals and solution cards, through the usual gate; twice adds nothing."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from technology_map.details.forms import read_detail, values_of
from technology_map.details.kinds import BY_CODE
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.words.seed import seed_vocabulary

NOT_FIELDS = ("kind", "of", "by", "days_ago")


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
        raw = {**said, **day, **held, "submission_key": f"seed-detail-{place:06d}"}
        form = read_detail(kind, raw, now.date(), seed_vocabulary())
        await store.add_record(
            kind.record(
                key=f"{kind.code}-seed-{place}",
                thing=names(row["of"]),
                author_id=author.object_id,
                author_name=author.name,
                written_at=written,
                **values_of(kind, form),
            )
        )
