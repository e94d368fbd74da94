"""What the seed's people have said about its proposals and cards; twice adds nothing."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from importlib import resources

from pydantic import BaseModel, ConfigDict

from teams_app.seed.content import Days
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.talk.forms import Words
from technology_map.talk.remarks import Remark, RemarkKind, ThreadPlace

When = Callable[[int, str], datetime]


class SeedAnswer(BaseModel):
    """An answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    by: str
    days_ago: Days
    text: Words


class SeedRemark(SeedAnswer):
    """A remark `on` the thing with this key, and its answers."""

    on: str
    kind: RemarkKind
    answer: tuple[SeedAnswer, ...] = ()


def seed_remarks() -> list[SeedRemark]:
    """The remarks, in the file's order."""
    text = resources.files("teams_app.seed").joinpath("talk.toml").read_text("utf-8")
    return [SeedRemark(**one) for one in tomllib.loads(text)["remark"]]


async def plant_talk(
    store: Store, people: Callable[[str], Person], names: Callable[[str], str], when: When
) -> None:
    """Store the remarks. `names` gives the number of the thing with a key. Raises NotStored."""
    for place, seed in enumerate(seed_remarks(), start=1):
        key = f"seed.remark.{place}"
        first = Remark(
            key=key,
            thing=names(seed.on),
            text=seed.text,
            author=people(seed.by),
            written_at=when(seed.days_ago, key),
            kind=seed.kind,
        )
        await store.add_remark(first)
        for number, one in enumerate(seed.answer, start=1):
            answer = Remark(
                key=f"{key}.{number}",
                thing=first.thing,
                text=one.text,
                author=people(one.by),
                written_at=when(one.days_ago, key),
                parent=key,
                place=ThreadPlace.ANSWER,
            )
            await store.add_remark(answer)
