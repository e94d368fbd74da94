"""The scenes that operations are acted on: each new, built over HTTP while nothing goes wrong."""

from datetime import timedelta
from typing import Any

import httpx

from local_tenant.people import person
from technology_map.texts import COPENHAGEN
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, utc_now
from tests.teams_app.server.access_rows import QUICK, SHARED
from tests.teams_app.tab.pages import read
from tests.trust.operation import Scene, Values
from tests.trust.place import Place

COUNCIL = ("karen", "peter", "lise", "hanne")


def day(days: int) -> str:
    """The date so many days from today, in Copenhagen."""
    return (utc_now().astimezone(COPENHAGEN).date() + timedelta(days=days)).isoformat()


def oid(who: str) -> str:
    """Somebody's object id."""
    return person(who).object_id


async def sends(place: Place, who: str, part: str, sent: dict[str, Any]) -> httpx.Response:
    """Somebody does something while nothing goes wrong."""
    answer = await place.at.sends(who, part, sent)
    assert answer.status_code == 200, (who, part, answer.status_code, answer.text[:2000])
    return answer


async def form(place: Place, who: str, part: str) -> dict[str, str]:
    """What a form of the tab holds as it is drawn."""
    answer = await place.at.reads(who, part)
    assert answer.status_code == 200, (who, part, answer.status_code)
    return read(answer.text).filled()


def last(place: Place, name: str, *, closed: bool = False) -> dict[str, Any]:
    """The newest row of a list."""
    return place.tenant.sharepoint.true_rows(CLOSED_SITE if closed else OPEN_SITE, name)[-1]


def key(values: Values, of: str) -> str:
    """A key of the scene's own, for what it makes on the way."""
    return f"{of}-of-{values['key']}"


async def nothing(_place: Place, _values: Values) -> None:
    """An empty scene."""


async def proposal(place: Place, values: Values) -> None:
    """Mette's proposal."""
    await sends(place, "mette", "proposals", {**QUICK, "submission_key": key(values, "proposal")})
    fresh(place, values)


def fresh(place: Place, values: Values) -> None:
    """What the newest proposal is now."""
    number = values.get("number") or str(next(iter(place.server.store.overview.proposals)).number)
    known = place.server.store.overview.proposals.get(int(number))
    assert known is not None
    values |= {"number": number, "name": known.name, "version": known.version, "seq": str(known.seq)}


async def card(place: Place, values: Values) -> None:
    """Jonas' solution card."""
    await sends(place, "jonas", "solutions", {**SHARED, "submission_key": key(values, "card")})
    found = next(iter(place.server.store.overview.solution_cards))
    values |= {"card": str(found.number), "card_name": found.name, "card_version": found.version}


def after(first: Scene, *acts: tuple[str, str, dict[str, Any]]) -> Scene:
    """A scene, and then some who do something."""

    async def scene(place: Place, values: Values) -> None:
        await first(place, values)
        for who, part, sent in acts:
            blanks = {**values, "own_key": key(values, part.split("/")[-1])}
            sent_now = {n: v.format_map(blanks) if isinstance(v, str) else v for n, v in sent.items()}
            await sends(place, who, part.format_map(values), sent_now)
        if "number" in values:
            fresh(place, values)

    return scene


def moved(*ends: str, first: Scene = proposal, who: str = "hanne") -> Scene:
    """The council moves the proposal along."""

    async def scene(place: Place, values: Values) -> None:
        await first(place, values)
        for end in ends:
            fresh(place, values)
            sent = {"end": end, "seq": values["seq"], "reason": "Det er klart.", "overrule": "yes"}
            action = key(values, f"{end}-{values['seq']}")
            await sends(place, who, f"proposals/{values['number']}/moves", {**sent, "action_key": action})
        fresh(place, values)

    return scene


READY = ("assessment", "ready")
ON_AGENDA = (*READY, "on_agenda")
IN_PLACE = (*ON_AGENDA, "pilot", "implementation")


async def followed(place: Place, values: Values) -> None:
    """A proposal that Jonas backs and Amina follows."""
    await proposal(place, values)
    await sends(place, "jonas", f"proposals/{values['number']}/support", {})
    await sends(place, "amina", f"proposals/{values['number']}/follow", {})


async def two(place: Place, values: Values) -> None:
    """Mette's proposal, backed and followed; and Søren's, which Birgit follows."""
    await followed(place, values)
    other = {**QUICK, "title": "Måtter ved sengen", "submission_key": key(values, "other")}
    await sends(place, "soren", "proposals", other)
    found = next(iter(place.server.store.overview.proposals))
    values |= {"other": str(found.number), "other_name": found.name}
    await sends(place, "birgit", f"proposals/{found.number}/follow", {})
    fresh(place, values)


async def remarked(place: Place, values: Values) -> None:
    """Jonas has asked something about Mette's proposal."""
    await proposal(place, values)
    said = {"kind": "question", "text": "Hvem tømmer dem?", "submission_key": key(values, "remark")}
    await sends(place, "jonas", f"proposals/{values['number']}/remarks", said)
    first = place.server.store.overview.remarks.threads(values["name"])[0].first
    values |= {"remark": first.key, "remark_version": first.version, "remark_row": str(first.row)}


async def drafted(place: Place, values: Values) -> None:
    """Amina has begun a proposal."""
    await no_draft(place, values)
    sent = {"form": "proposal", "values": {"title": "Begyndt"}, "version": ""}
    await sends(place, "amina", "drafts/proposal", sent)


async def no_draft(place: Place, _values: Values) -> None:
    """Amina has begun nothing."""
    await sends(place, "amina", "drafts/proposal/forget", {})
