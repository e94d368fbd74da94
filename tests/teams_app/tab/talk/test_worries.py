"""Worries: raised without a name, let out at noon with others; nothing tells who wrote one or when."""

import io
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from rich.console import Console
from structlog.testing import capture_logs

from local_tenant import people
from local_tenant.app import LittleTenant
from teams_app.commands.worry_author import FOUND, NOT_FOUND, run_worry_author
from technology_map.texts import COPENHAGEN
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.pages import read
from tests.teams_app.tab.talk.worriers import hands_in_two, panel, texts_of, worries
from tests.town import Town, installation
from tests.words import speaking

WHO = ("mette", "jonas", "amina")
SAID = {
    "mette": "Bliver jeg overflødig om natten?",
    "jonas": "Hvem ser optagelserne?",
    "amina": "Jeg kan ikke finde ud af det.",
}
READ_AT = (
    "proposals/1/worries",
    "proposals/2/worries",
    "worries",
    "worries/live",
    "proposals/1/remarks",
    "council",
)


async def noon(tenant: LittleTenant, folder: Path, days: int, *, hour: int = 12) -> None:
    """The server on these files, at an hour in Copenhagen so many days later."""
    day = datetime.combine(utc_now().astimezone(COPENHAGEN).date(), datetime.min.time(), COPENHAGEN)
    then = (day + timedelta(days=days)).replace(hour=hour)
    async with server_in(tenant, folder, now=lambda: then) as later:
        await later.server.sweeper.round(timedelta(0))


async def content(at: Town, who: str) -> str:
    """Differs when somebody's page is to be drawn anew."""
    told: str = (await at.reads(who, "changes")).json()["content"]
    return told


async def test_a_worry_shows_nowhere_on_its_day(bakkeby: Town) -> None:
    await hands_in_two(bakkeby)
    await bakkeby.server.messenger.settled()
    before = {who: await content(bakkeby, who) for who in ("karen", "hanne", "jonas")}
    answer = await worries(bakkeby, "mette", SAID["mette"])
    assert answer.status_code == 200
    assert "Den vises uden navn, tidligst i morgen." in answer.text
    await worries(bakkeby, "mette", SAID["mette"])
    await bakkeby.server.sweeper.round(timedelta(0))
    for who, shown in before.items():
        assert await content(bakkeby, who) == shown, "no page is drawn anew"
        for place in READ_AT:
            assert SAID["mette"] not in (await bakkeby.reads(who, place)).text
    (row,) = bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "Worries")
    told = " ".join(str(value) for value in row.values())
    for secret in (SAID["mette"], people.person("mette").object_id, "Mette Holm", "F-0001"):
        assert secret not in told
    assert bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "Remarks") == []


async def test_not_even_the_log_says_who_worried(bakkeby: Town) -> None:
    await hands_in_two(bakkeby)
    with capture_logs() as lines:
        await worries(bakkeby, "mette", SAID["mette"])
        await bakkeby.reads("mette", "proposals/1")
    worry, other = [one for one in lines if one["event"] == "request"]
    assert worry["route"].endswith("/worries")
    assert worry["actor"] is None
    assert other["actor"], "other requests say so, as a code"


async def test_three_go_out_together_the_day_after_and_are_answered_by_name(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        folder = tmp_path / "server"
        async with server_in(tenant, folder) as at:
            await hands_in_two(at)
            for who in WHO:
                await worries(at, who, SAID[who])
        await noon(tenant, folder, 1, hour=11)
        async with server_in(tenant, folder) as at:
            assert texts_of(await panel(at, "karen")) == [], "not before noon"
        await noon(tenant, folder, 1)
        async with server_in(tenant, folder) as at:
            for who in ("karen", "mette", "birgit"):
                page = await panel(at, who)
                assert sorted(texts_of(page)) == sorted(SAID.values())
                whole = (await at.reads(who, "proposals/1/worries")).text
                assert not any(people.person(one).name in whole for one in WHO)
                assert not re.search(r"kl\\. \\d|<time", whole), "no time of the day"
            assert "Uden svar siden" in (await at.reads("karen", "worries")).text
            assert "Uden svar siden" not in (await at.reads("birgit", "worries")).text
            assert "3 bekymringer venter på svar." in (await at.reads("karen", "council")).text
            await answered(at)


async def answered(at: Town) -> None:
    """Karen answers one; it stands below it and not among the remarks."""
    forms = [one.attributes["hx-post"] for one in (await panel(at, "karen")).all("form")]
    path = next(one for one in forms if one.endswith("/answers")).removeprefix("/tab/part/")
    sent = {"text": "Nej. Vi bliver lige så mange.", "submission_key": "answer-key-0000001"}
    for _ in range(2):
        assert (await at.sends("karen", path, sent)).status_code == 200
    page = await panel(at, "mette")
    assert texts_of(page).count("Nej. Vi bliver lige så mange.") == 1
    assert "Karen Friis" in page.words("span")
    assert "Nej. Vi bliver" not in (await at.reads("mette", "proposals/1/remarks")).text
    (answer,) = at.server.store.overview.remarks.threads("F-0001")
    more = {"text": "Hvad med vikarerne?", "submission_key": "answer-key-0000003"}
    said = await at.sends("mette", f"proposals/1/remarks/{answer.first.key}/answers", more)
    assert said.status_code == 200, "as from the card in the chat"
    assert "Hvad med vikarerne?" in texts_of(await panel(at, "jonas"))
    made_up = path.replace(path.split("/")[3], "worry-" + "0" * 32)
    sent = {**sent, "submission_key": "answer-key-0000002"}
    assert (await at.sends("karen", made_up, sent)).status_code == 404


async def test_one_alone_waits_a_week(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        folder = tmp_path / "server"
        async with server_in(tenant, folder) as at:
            await hands_in_two(at)
            await worries(at, "mette", SAID["mette"])
        for days, shown in ((1, 0), (6, 0), (7, 1)):
            await noon(tenant, folder, days)
            async with server_in(tenant, folder) as at:
                assert len(texts_of(await panel(at, "karen"))) == shown, days


@pytest.mark.parametrize("order", [WHO, WHO[::-1]])
async def test_whoever_wrote_them_in_whatever_order_all_read_the_same(
    tmp_path: Path, order: tuple[str, ...]
) -> None:
    """Two towns in which other people wrote other worries first: read by anybody, the same words."""
    authors = dict(zip(order, WHO, strict=True))
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        folder = tmp_path / "server"
        async with server_in(tenant, folder) as at:
            await hands_in_two(at)
            for who in order:
                await worries(at, who, SAID[authors[who]])
        await noon(tenant, folder, 1)
        async with server_in(tenant, folder) as at:
            for who in ("karen", "hanne", "birgit", "mette"):
                for place in ("proposals/1/worries", "worries"):
                    said = sorted(texts_of(read((await at.reads(who, place)).text)))
                    assert said == sorted(SAID.values())
            for reference in re.findall(r"B-[0-9a-f]{6}", (await at.reads("karen", "worries")).text):
                known = at.server.worrying.author(reference)
                assert known is not None
                assert known.text in SAID.values()
                assert people.person(known.author.object_id).key in WHO


async def test_the_administrator_finds_out_who_did_harm_and_nobody_without_the_secret(
    bakkeby: Town, tmp_path: Path
) -> None:
    await hands_in_two(bakkeby)
    await worries(bakkeby, "mette", SAID["mette"])
    (row,) = bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "Worries")
    reference = f"B-{row['WorryKey'].removeprefix('worry-')[:6]}"
    settings, said = installation(bakkeby.tenant, tmp_path).settings, io.StringIO()
    store, console = bakkeby.server.store, Console(file=said, width=500)
    assert run_worry_author(reference, store, settings, speaking(), console) == FOUND
    assert "Mette Holm" in said.getvalue()
    assert run_worry_author("B-000000", store, settings, speaking(), console) == NOT_FOUND
    other = settings.model_copy(
        update={"ticket_secret": SecretStr("another"), "client_secret": SecretStr("")}
    )
    assert run_worry_author(reference, store, other, speaking(), console) == NOT_FOUND
    assert said.getvalue().count("Mette Holm") == 1


async def test_what_is_wrong_is_said_and_what_was_typed_stays(bakkeby: Town) -> None:
    await hands_in_two(bakkeby)
    empty = await bakkeby.sends(
        "mette", "proposals/1/worries", {"text": SAID["mette"], "theme": "", "submission_key": "w" * 20}
    )
    assert empty.status_code == 422
    assert SAID["mette"] in empty.text
    number = await worries(bakkeby, "mette", "Hun hedder 010190-1234.")
    assert number.status_code == 422
    assert (await worries(bakkeby, "gustav", "Hvad nu?")).status_code == 403
    missing = await bakkeby.sends(
        "mette", "proposals/99/worries", {"text": "Hvad nu?", "theme": "tasks", "submission_key": "w" * 20}
    )
    assert missing.status_code == 404
