"""A council that moves: proposals in the order, moves over HTTP, and what everybody reads afterwards."""

from typing import Any

import httpx

from technology_map.council.ranking import order
from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town

READY = ("assessment", "ready")


async def hands_in(at: Town, count: int, *, start: int = 1, **other: Any) -> None:
    """Mette's proposals that are ready for the council, numbered from `start` in an empty town."""
    for number in range(start, start + count):
        key = f"proposal-key-{number:07d}"
        sent = proposal(submission_key=key, title=f"Forslag {number}", **other)
        assert (await at.sends("mette", "proposals", sent)).status_code == 200
        await comes_to(at, number, *READY)
    await at.server.messenger.settled()


async def comes_to(at: Town, number: int, *ends: str) -> None:
    """The secretary moves a proposal along."""
    for end in ends:
        known = at.server.store.overview.proposals.get(number)
        assert known is not None
        key = f"action-{number}-{known.seq}-0000000"
        sent = {"end": end, "seq": known.seq, "reason": "Det er klart.", "action_key": key, "overrule": "yes"}
        assert (await at.sends("hanne", f"proposals/{number}/moves", sent)).status_code == 200


async def moves(
    at: Town, who: str, number: int, where: str, *, seen: str | None = None, **target: Any
) -> httpx.Response:
    """Somebody moves a proposal in the order, as their page shows it or with the key they have `seen`."""
    key = seen if seen is not None else seen_key(at, number)
    body = {"seen": key, "where": where, **{name: str(value) for name, value in target.items()}}
    return await at.sends(who, f"ranking/{number}", body)


async def placed(at: Town, *numbers: int) -> None:
    """Karen puts these in order."""
    for number in numbers:
        assert (await moves(at, "karen", number, "last")).status_code == 200


def seen_key(at: Town, number: int) -> str:
    """The key that the server knows now."""
    known = at.server.store.overview.proposals.get(number)
    return known.rank if known else ""


def stands(at: Town) -> list[int]:
    """The numbers in the council's order."""
    return [number for _, number in order(at.server.store.overview)]


def names(page: Page, list_id: str) -> list[str]:
    """The names in a list of the page, in its order."""
    inside = page.all("ol" if list_id == "placed" else "ul", id=list_id)
    words = inside[0].words if inside else ""
    return list(dict.fromkeys(word for word in words.split() if word.startswith("F-0")))


async def shown(at: Town, who: str, **query: str) -> Page:
    """The list as somebody's page shows it."""
    answer = await at.reads(who, "ranking/results", **query)
    assert answer.status_code == 200
    return read(answer.text)


def writes_alone(at: Town) -> bool:
    """Whether one row was changed since the counters began, and nothing else asked of the lists."""
    by_route = at.tenant.counts.by_route.items()
    asked = [(route.split()[0], times) for route, times in by_route if "/lists/" in route]
    return asked == [("PATCH", 1)]
