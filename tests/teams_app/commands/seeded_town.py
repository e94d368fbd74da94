"""A town that has been in use for a while: the seed, and what people have done in it since."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from local_tenant.app import LittleTenant
from sharepoint_lists.schema import lists
from teams_app.seed import plant
from teams_app.server.derived_keys import placement_key
from teams_app.server.sealed_texts import SealedTexts
from technology_map.method.workshops import Placement, talk_key
from tests.stories.playing import OPEN_SITE, installed_in, server_in, tenant_with_lists
from tests.teams_app.commands.lists_alone import person
from tests.teams_app.commands.people_in_rows import site_of
from tests.teams_app.tab.talk.worriers import worries
from tests.town import Town

REMOVED = (("Remarks", 2), ("Supports", 2))
"""Rows that somebody has deleted: numbers that no row has."""


@asynccontextmanager
async def seeded_town(folder: Path) -> AsyncIterator[Town]:
    """The town with its server."""
    async with tenant_with_lists(folder) as tenant, server_in(tenant, folder / "app") as at:
        await plant(at.server.store, person, at.server.now(), at.server.assessing)
        await lived(at)
        yield at


async def lived(at: Town) -> None:
    """Mette writes to the bot, backs, follows, worries, drafts and chooses; Jonas backs too; Karen places."""
    await at.tenant.teams.says("mette", "hjælp")
    for who in ("mette", "jonas", "amina"):
        for number in (2, 3):
            await at.sends(who, f"proposals/{number}/support", {})
            await at.sends(who, f"proposals/{number}/follow", {})
    await worries(at, "mette", "Hvem ser optagelserne?", number=3)
    await at.sends("mette", "preferences", {"followed": "daily", "quiet_from": "20", "quiet_to": "7"})
    await at.sends("mette", "drafts/proposal", {"values": {"problem": "Mens jeg skriver"}, "version": ""})
    await placed(at)
    await at.server.sweeper.settled()
    for name, row in REMOVED:
        at.tenant.sharepoint.delete_as("hanne", OPEN_SITE, name, row)
    await at.server.store.catch_up()


async def placed(at: Town) -> None:
    """Mette has placed a card in the seed's workshop."""
    key = placement_key(installed_in(at.tenant, Path()).settings)
    seals, who = SealedTexts(key or b""), person("mette")
    card = talk_key("workshop-seed", "L-0001")
    code = seals.code(f"{card}|{who.object_id}")
    made: Placement = Placement(
        key=code, workshop="workshop-seed", card="L-0001", sealed=seals.seal(code, "service\n")
    )
    await at.server.store.add_record(made)


async def words_of_pages(at: Town, who: str) -> dict[str, str]:
    """What every page says to somebody, without its forms' hidden values and the time of day."""
    overview = at.server.store.overview
    parts = [
        *(path.removeprefix("/tab/part/") for path in plain_pages(at)),
        *(f"proposals/{one.number}" for one in overview.proposals),
        *(f"proposals/{one.number}/remarks" for one in overview.proposals),
        *(f"proposals/{one.number}/details" for one in overview.proposals),
        *(f"solutions/{one.number}" for one in overview.solution_cards),
    ]
    found = {}
    for part in parts:
        answer = await at.reads(who, part)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            found[part] = said(answer.text)
    return found


def plain_pages(at: Town) -> list[str]:
    """The addresses of the parts that need no number."""
    routes = at.server.application.router.routes()
    paths = {one.resource.canonical for one in routes if one.method == "GET" and one.resource}
    return sorted(path for path in paths if path.startswith("/tab/part/") and "{" not in path)


def said(html: str) -> str:
    """What a page says, without its forms' hidden values and the time of day."""
    text = re.sub(r"<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"kl\. \d\d[.:]\d\d(:\d\d)?", "kl.", text))


def numbers(tenant: LittleTenant) -> dict[str, list[int]]:
    """The numbers of the rows of each list."""
    return {
        of.name: [row["id"] for row in tenant.sharepoint.true_rows(site_of(of), of.name)]
        for of in lists.LISTS
    }
