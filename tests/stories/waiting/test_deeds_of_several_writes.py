"""What takes several writes is not left half done: SharePoint goes away after the first, the rest follows."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from uuid import uuid4

import httpx

from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.council.life_cycle import Status
from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.stories.test_who_answers import chosen
from tests.teams_app.server.access_rows import PROMISES
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import ALL, REASON, begins, plans
from tests.teams_app.tab.pages import read
from tests.town import Town

Write = Callable[[], Awaitable[httpx.Response]]


@asynccontextmanager
async def away_after_one(at: Town, method: str, name: str, *, closed: bool = False) -> AsyncIterator[None]:
    """SharePoint takes one write of a list in this block, and refuses the others."""
    site = CLOSED_SITE if closed else OPEN_SITE
    items = f"/lists/{at.tenant.sharepoint.list_named(site, name).id}/items"
    at.tenant.faults.add(Fault("before", method, items, nth=2, times=None, status=400))
    yield
    at.tenant.faults.clear()


async def goes_on(at: Town) -> None:
    """A round of what sweeps, twice: the second finds nothing left."""
    await at.server.intentions.go_on(timedelta())
    await at.server.intentions.go_on(timedelta())
    await at.server.messenger.settled()


def rows(at: Town, name: str, *, closed: bool = False) -> list[dict[str, object]]:
    """What stands in a list."""
    return at.tenant.sharepoint.true_rows(CLOSED_SITE if closed else OPEN_SITE, name)


async def test_all_that_mette_answered_for_goes_to_jonas(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    everything = {**chosen("jonas"), "of": person("mette").object_id}
    async with away_after_one(bakkeby, "PATCH", "Proposals"):
        answer = await bakkeby.sends("hanne", "ownership", everything)
    assert "3 er givet videre." in answer.text
    assert [one.get("Responsible", "") for one in rows(bakkeby, "Proposals")].count("Jonas Lind") == 1
    await goes_on(bakkeby)
    assert {one["Responsible"] for one in rows(bakkeby, "Proposals")} == {"Jonas Lind"}


async def test_what_somebody_else_was_given_since_stays_theirs(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    everything = {**chosen("jonas"), "of": person("mette").object_id}
    async with away_after_one(bakkeby, "PATCH", "Proposals"):
        await bakkeby.sends("hanne", "ownership", everything)
    assert (await bakkeby.sends("hanne", "proposals/1/responsible", chosen("amina"))).status_code == 200
    await goes_on(bakkeby)
    has = [one["Responsible"] for one in rows(bakkeby, "Proposals")]
    assert has == ["Amina Yusuf", "Jonas Lind", "Jonas Lind"]


def promises(at: Town) -> list[tuple[str, str]]:
    """The statuses with the days that are promised for each."""
    return [(str(one["Title"]), str(int(str(one["Days"])))) for one in rows(at, "Promises")]


async def test_every_promise_is_kept(bakkeby: Town) -> None:
    async with away_after_one(bakkeby, "POST", "Promises"):
        assert (await bakkeby.sends("hanne", "pipeline", PROMISES)).status_code == 200
    assert len(rows(bakkeby, "Promises")) == 1
    await goes_on(bakkeby)
    assert [days for _, days in promises(bakkeby)] == list(PROMISES.values())


async def test_what_another_secretary_has_promised_since_stays(bakkeby: Town) -> None:
    async with away_after_one(bakkeby, "POST", "Promises"):
        await bakkeby.sends("hanne", "pipeline", PROMISES)
    newer = {**PROMISES, "on_agenda": "99"}
    await bakkeby.sends("hanne", "pipeline", newer)
    await goes_on(bakkeby)
    assert dict(promises(bakkeby))["På dagsorden"] == "99"
    assert len(promises(bakkeby)) == len(newer)


async def test_a_version_of_the_criteria_is_whole(bakkeby: Town) -> None:
    form = read((await bakkeby.reads("hanne", "criteria/edit")).text).filled()
    async with away_after_one(bakkeby, "POST", "Criteria"):
        answer = await bakkeby.sends("hanne", "criteria", {**form, "name_da-0": "Løser det noget"})
    assert answer.status_code == 200, answer.text
    assert len(rows(bakkeby, "Criteria")) == 1
    await goes_on(bakkeby)
    assert "Løser det noget" in (await bakkeby.reads("karen", "criteria")).text


async def test_a_version_with_a_criterion_of_no_weight_counts_when_it_is_whole(bakkeby: Town) -> None:
    form = read((await bakkeby.reads("hanne", "criteria/edit")).text).filled()
    whole = str(int(form["weight-0"]) + int(form["weight-1"]))
    form |= {"weight-0": whole, "weight-1": "0", "name_da-0": "Løser det noget"}
    async with away_after_one(bakkeby, "POST", "Criteria"):
        assert (await bakkeby.sends("hanne", "criteria", form)).status_code == 200
    [first] = rows(bakkeby, "Criteria")
    assert int(str(first["Weight"])) == 0
    assert "Løser det noget" not in (await bakkeby.reads("karen", "criteria")).text
    await goes_on(bakkeby)
    assert "Løser det noget" in (await bakkeby.reads("karen", "criteria")).text


async def test_two_areas_change_places(bakkeby: Town) -> None:
    before = [one["Code"] for one in sorted(rows(bakkeby, "Areas"), key=lambda one: int(str(one["Order"])))]
    async with away_after_one(bakkeby, "PATCH", "Areas"):
        answer = await bakkeby.sends("hanne", f"setup/terms/area/{before[1]}/press", {"change": "up"})
    assert answer.status_code == 200, answer.text
    await goes_on(bakkeby)
    after = {one["Code"]: int(str(one["Order"])) for one in rows(bakkeby, "Areas")}
    assert len(set(after.values())) == len(after)
    assert sorted(after, key=lambda one: after[one]) == [before[1], before[0], *before[2:]]


async def test_a_meeting_whose_members_are_written_down_is_open(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    await plans(bakkeby)
    meetings = bakkeby.tenant.sharepoint.list_named(OPEN_SITE, "Meetings").id
    bakkeby.tenant.faults.add(Fault("before", "PATCH", f"/lists/{meetings}/items", times=None, status=400))
    there = ",".join(person(one).object_id for one in (*ALL, "mette"))
    begun = await bakkeby.sends("karen", "meetings/1/begin", {"present": there})
    assert begun.status_code == 200, begun.text
    bakkeby.tenant.faults.clear()
    assert rows(bakkeby, "Meetings")[0]["State"] == "Planlagt"
    await goes_on(bakkeby)
    assert rows(bakkeby, "Meetings")[0]["State"] == "I gang"
    assert len(rows(bakkeby, "MeetingNotes", closed=True)) == 1


async def decides_alike(at: Town) -> dict[str, str]:
    """Karen decides the same about three; two of them are left. What she has sent of the first."""
    await hands_in(at, 3)
    gathered = {"title": "Om natten", "why": "Det samme.", "proposals": ["F-0001", "F-0002", "F-0003"]}
    await at.sends("karen", "synergies", {**gathered, "submission_key": uuid4().hex})
    await plans(at)
    await at.sends("hanne", "synergies/1/agenda", {"meeting": "1"})
    await begins(at, *ALL)
    await at.sends("karen", "meetings/1/items/1/turn", {})
    shown = read((await at.reads("karen", "meetings/1/hold")).text)
    sent = {"end": Status.PRIORITISED.value, "reason": REASON, "version": shown.filled()["version"]}
    async with away_after_one(at, "POST", "DraftDecisions", closed=True):
        address = "meetings/1/items/1/decide"
        decided = await at.sends("karen", address, {**sent, "together": ["F-0002", "F-0003"]})
    assert decided.status_code == 200, decided.text
    assert len(rows(at, "DraftDecisions", closed=True)) == 1
    return sent


async def test_a_group_is_decided_alike(bakkeby: Town) -> None:
    await decides_alike(bakkeby)
    await goes_on(bakkeby)
    drafts = rows(bakkeby, "DraftDecisions", closed=True)
    assert sorted((one["Proposal"], one["ItemState"], one["Reason"]) for one in drafts) == [
        (number, "Besluttet", REASON) for number in (1, 2, 3)
    ]


async def test_where_the_first_was_decided_otherwise_since_the_others_are_left_to_the_council(
    bakkeby: Town,
) -> None:
    sent = await decides_alike(bakkeby)
    version = read((await bakkeby.reads("karen", "meetings/1/hold")).text).filled()["version"]
    other = {**sent, "reason": "En anden grund.", "version": version}
    assert (await bakkeby.sends("karen", "meetings/1/items/1/decide", other)).status_code == 200
    await goes_on(bakkeby)
    assert [one["Proposal"] for one in rows(bakkeby, "DraftDecisions", closed=True)] == [1]
