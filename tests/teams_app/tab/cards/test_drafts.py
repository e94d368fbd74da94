"""A form that Mette has begun is hers alone, on all her devices, until she sends it or for 60 days."""

import asyncio
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.cards.drafts import DraftForm, Drafting
from technology_map.people.people import Caller, Person
from tests.stories.playing import CLOSED_SITE, server_in, tenant_with_lists, utc_now
from tests.teams_app.tab import pages
from tests.teams_app.tab.pages import read
from tests.town import Town

HALF: dict[str, Any] = {"submission_key": "k" * 22, "problem": "Vi går 40 gange om natten."}
PART = "drafts/proposal"


def draft_rows(at: Town) -> list[dict[str, Any]]:
    """What truly stands in the list of drafts."""
    return at.tenant.sharepoint.true_rows(CLOSED_SITE, "Drafts")


async def writes(at: Town, who: str, values: dict[str, Any], version: str = "") -> httpx.Response:
    """A device of somebody's sends what stands in the form."""
    return await at.sends(who, PART, {"values": values, "version": version})


async def finds(at: Town, who: str) -> Any:
    """What another device of theirs finds."""
    answer = await at.reads(who, PART)
    assert answer.status_code == 200
    return answer.json()["draft"]


async def test_what_was_begun_on_the_phone_is_there_on_the_computer(bakkeby: Town) -> None:
    assert await finds(bakkeby, "mette") is None
    kept = (await writes(bakkeby, "mette", HALF)).json()["draft"]
    found = await finds(bakkeby, "mette")
    assert found == kept
    assert found["values"] == HALF
    more = {**HALF, "title": "Sensorer på natteronden"}
    assert (await writes(bakkeby, "mette", more, found["version"])).status_code == 200
    assert (await finds(bakkeby, "mette"))["values"] == more
    assert len(draft_rows(bakkeby)) == 1
    shown = read((await bakkeby.reads("mette", "drafts")).text)
    assert "Sensorer på natteronden" in shown.words("a")
    assert 'hx-get="/tab/part/drafts"' in (await bakkeby.reads("mette", "mine")).text


async def test_nobody_else_finds_it_and_the_closed_site_holds_no_word_of_it(bakkeby: Town) -> None:
    await writes(bakkeby, "mette", HALF)
    for who in ("jonas", "hanne", "karen"):
        assert await finds(bakkeby, who) is None
        assert read((await bakkeby.reads(who, "drafts")).text).words("li") == []
    assert "natten" not in str(draft_rows(bakkeby))
    row = draft_rows(bakkeby)[0]
    jonas = person("jonas").object_id
    stolen = {"DraftPersonId": jonas, "DraftKey": f"{jonas}|proposal"}
    bakkeby.tenant.sharepoint.edit_as("hanne", CLOSED_SITE, "Drafts", row["id"], stolen)
    assert await finds(bakkeby, "jonas") is None
    assert read((await bakkeby.reads("jonas", "drafts")).text).words("li") == []


async def test_it_goes_when_she_hands_in(bakkeby: Town) -> None:
    await writes(bakkeby, "mette", HALF)
    form = {**pages.proposal(), "submission_key": HALF["submission_key"]}
    assert (await bakkeby.sends("mette", "proposals", form)).status_code == 200
    assert await finds(bakkeby, "mette") is None
    drafts = bakkeby.server.opened.drafts
    assert drafts is not None
    await drafts.settled()
    assert draft_rows(bakkeby) == []
    late = await writes(bakkeby, "mette", HALF)
    assert late.status_code == 410
    assert "allerede sendt" in late.text


async def test_a_draft_that_could_not_be_removed_is_found_no_more(bakkeby: Town) -> None:
    await writes(bakkeby, "mette", HALF)
    bakkeby.tenant.faults.add(Fault("before", method="DELETE", status=503, times=None))
    form = {**pages.proposal(), "submission_key": HALF["submission_key"]}
    await bakkeby.sends("mette", "proposals", form)
    assert bakkeby.server.opened.drafts
    await bakkeby.server.opened.drafts.settled()
    assert len(draft_rows(bakkeby)) == 1
    assert await finds(bakkeby, "mette") is None


async def test_of_two_devices_neither_writes_over_the_other_unseen(bakkeby: Town) -> None:
    phone = (await writes(bakkeby, "mette", HALF)).json()["draft"]
    from_pc = await writes(bakkeby, "mette", {**HALF, "problem": "Skrevet på pc'en."}, phone["version"])
    assert from_pc.status_code == 200
    late = await writes(bakkeby, "mette", {**HALF, "problem": "Skrevet på telefonen."}, phone["version"])
    assert late.status_code == 409
    there = late.json()["draft"]
    assert there["values"]["problem"] == "Skrevet på pc'en."
    again = await writes(bakkeby, "mette", {**HALF, "problem": "Skrevet på telefonen."}, there["version"])
    assert again.status_code == 200
    new = await writes(bakkeby, "mette", {**HALF, "problem": "Begyndt forfra."})
    assert new.status_code == 409
    assert len(draft_rows(bakkeby)) == 1


async def test_the_same_sent_twice_at_once_is_one_row(bakkeby: Town) -> None:
    answers = await asyncio.gather(*(writes(bakkeby, "mette", HALF) for _ in range(4)))
    assert {one.status_code for one in answers} == {200}
    assert len(draft_rows(bakkeby)) == 1


async def test_a_cpr_number_comes_no_further_than_her_browser(bakkeby: Town) -> None:
    for text in ("Det var 070761-4285, der faldt.", "Ring til 0707614286 om det."):
        answer = await writes(bakkeby, "mette", {**HALF, "problem": text})
        assert answer.status_code == 422
    assert draft_rows(bakkeby) == []


@pytest.mark.parametrize(
    "sent",
    [
        {"values": {"role": "secretary"}, "version": ""},
        {"values": {"problem": ["a"]}, "version": ""},
        {"values": "text", "version": ""},
        {"values": {"problem": "  "}, "version": ""},
        {"values": {"problem": "a"}, "version": "x" * 300},
        {"values": {"submission_key": "k" * 22}, "version": ""},
    ],
)
async def test_what_is_no_form_is_refused(bakkeby: Town, sent: dict[str, Any]) -> None:
    assert (await bakkeby.sends("mette", PART, sent)).status_code == 422
    assert draft_rows(bakkeby) == []


async def test_thrown_away_it_is_gone_on_all_devices(bakkeby: Town) -> None:
    await writes(bakkeby, "mette", HALF)
    gone = await bakkeby.sends("mette", f"{PART}/forget", {})
    assert gone.status_code == 200
    assert await finds(bakkeby, "mette") is None
    assert draft_rows(bakkeby) == []
    assert (await bakkeby.sends("mette", f"{PART}/forget", {})).status_code == 200


def _days_from_now(days: int) -> datetime:
    return utc_now() + timedelta(days=days)


async def test_after_60_days_it_is_found_no_more_and_then_removed(bakkeby: Town) -> None:
    await writes(bakkeby, "mette", HALF)
    opened = bakkeby.server.opened
    assert opened.drafts is not None
    mette = Caller(Person(person("mette").object_id, "Mette"))
    for days, there in ((59, True), (61, False)):
        drafting = Drafting(opened.store, opened.drafts, partial(_days_from_now, days))
        assert (await drafting.of(mette, DraftForm.PROPOSAL) is not None) is there
        assert bool(await drafting.all_of(mette)) is there
    assert await opened.drafts.forget_older_than(utc_now() - timedelta(days=1)) == 0
    assert await opened.drafts.forget_older_than(utc_now() + timedelta(days=1)) == 1
    assert draft_rows(bakkeby) == []


async def test_while_sharepoint_is_away_the_form_says_so_and_mine_opens(bakkeby: Town) -> None:
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    assert (await writes(bakkeby, "mette", HALF)).status_code == 503
    assert (await bakkeby.reads("mette", PART)).status_code == 503
    assert (await bakkeby.reads("mette", "drafts")).status_code == 200


async def test_two_instances_share_them(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path / "lists") as tenant,
        server_in(tenant, tmp_path / "1") as first,
        server_in(tenant, tmp_path / "2") as second,
    ):
        await writes(first, "mette", HALF)
        assert (await finds(second, "mette"))["values"] == HALF
