"""Talk about Mette's proposal: remarked on, answered, edited for a quarter of an hour, and then added to."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import httpx
import pytest

from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.people.people import Caller, Person
from technology_map.talk.forms import RemarkEdit
from technology_map.talk.remarking import Remarking
from technology_map.talk.remarks import Remark
from technology_map.validation.refusals import Refused
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, utc_now
from tests.teams_app.tab.pages import Page, proposal, read, solution_card
from tests.town import Town

PART = "proposals/1/remarks"


def said(**changed: Any) -> dict[str, Any]:
    """A remark as the page sends it."""
    made = {"kind": "question", "text": "Hvem skal tømme dem?", "submission_key": uuid4().hex}
    return {**made, **changed}


async def remarks(at: Town, who: str = "jonas", part: str = PART, **changed: Any) -> httpx.Response:
    return await at.sends(who, part, said(**changed))


def rows(at: Town, *, council: bool = False) -> list[dict[str, Any]]:
    """What truly stands in the list."""
    site, name = (CLOSED_SITE, "CouncilRemarks") if council else (OPEN_SITE, "Remarks")
    return at.tenant.sharepoint.true_rows(site, name)


async def page(at: Town, who: str = "mette", part: str = PART) -> Page:
    answer = await at.reads(who, part)
    assert answer.status_code == 200
    return read(answer.text)


def first(at: Town) -> Remark:
    """The first remark on the proposal."""
    return at.server.store.overview.remarks.threads("F-0001")[0].first


@pytest.fixture(autouse=True)
async def a_proposal(bakkeby: Town) -> None:
    assert (await bakkeby.sends("mette", "proposals", proposal())).status_code == 200
    assert (await bakkeby.sends("jonas", "solutions", solution_card())).status_code == 200


@pytest.mark.parametrize("part", [PART, "solutions/1/remarks"])
@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("potential", "Potentiale"),
        ("possibility", "Mulighed"),
        ("obstacle", "Forhindring"),
        ("question", "Spørgsmål"),
    ],
)
async def test_everybody_may_remark_and_all_read_it(bakkeby: Town, part: str, kind: str, word: str) -> None:
    assert (await remarks(bakkeby, "amina", part, kind=kind)).status_code == 200
    shown = await page(bakkeby, "jonas", part)
    assert word in shown.words("span", **{"class": "pill"})
    assert shown.words("span", **{"class": "remark-author"}) == ["Amina Yusuf"]
    [row] = rows(bakkeby)
    assert (row["RemarkKind"], row["AuthorName"], row["RemarkText"]) == (
        word,
        "Amina Yusuf",
        "Hvem skal tømme dem?",
    )


async def test_sent_twice_it_stands_once(bakkeby: Town) -> None:
    once = said()
    for _ in range(2):
        assert (await bakkeby.sends("jonas", PART, once)).status_code == 200
    assert len(rows(bakkeby)) == 1


async def test_mette_answers_and_the_question_waits_no_more(bakkeby: Town) -> None:
    await remarks(bakkeby)
    assert "venter på svar: stillet i dag" in " ".join((await page(bakkeby)).words("p"))
    answer = {"text": "Det gør natholdet.", "submission_key": uuid4().hex}
    sent = await bakkeby.sends("mette", f"{PART}/{first(bakkeby).key}/answers", answer)
    assert sent.status_code == 200
    shown = await page(bakkeby, "jonas")
    assert "Svar" in shown.words("span", **{"class": "pill"})
    assert "venter på svar" not in " ".join(shown.words("p"))
    assert [row["PlaceInThread"] for row in rows(bakkeby)] == ["Bemærkning", "Svar"]


async def test_who_asked_adds_to_it_and_it_still_waits(bakkeby: Town) -> None:
    await remarks(bakkeby)
    more = {"text": "Også i weekenden?", "submission_key": uuid4().hex}
    await bakkeby.sends("jonas", f"{PART}/{first(bakkeby).key}/answers", more)
    shown = await page(bakkeby)
    assert "Tilføjelse" in shown.words("span", **{"class": "pill"})
    assert "venter på svar" in " ".join(shown.words("p"))


async def test_an_answer_to_an_answer_stands_in_the_same_thread(bakkeby: Town) -> None:
    await remarks(bakkeby)
    key = first(bakkeby).key
    await bakkeby.sends("mette", f"{PART}/{key}/answers", {"text": "Natholdet.", "submission_key": "m" * 22})
    answer = bakkeby.server.store.overview.remarks.threads("F-0001")[0].rest[0]
    again = {"text": "Tak.", "submission_key": "j" * 22}
    await bakkeby.sends("amina", f"{PART}/{answer.key}/answers", again)
    [thread] = bakkeby.server.store.overview.remarks.threads("F-0001")
    assert [one.text for one in thread.rest] == ["Natholdet.", "Tak."]


async def test_ones_own_is_edited_at_once(bakkeby: Town) -> None:
    await remarks(bakkeby)
    there = first(bakkeby)
    form = {"text": "Hvem skal tømme dem om natten?", "version": there.version}
    assert (await bakkeby.sends("jonas", f"{PART}/{there.key}/edit", form)).status_code == 200
    [row] = rows(bakkeby)
    assert row["RemarkText"] == "Hvem skal tømme dem om natten?"
    assert "Rettet" in " ".join((await page(bakkeby)).words("span"))
    stale = await bakkeby.sends("jonas", f"{PART}/{there.key}/edit", {**form, "text": "Noget andet"})
    assert stale.status_code == 409
    assert "Noget andet" in stale.text
    others = await bakkeby.sends("mette", f"{PART}/{there.key}/edit", form)
    assert others.status_code == 403


def _after(minutes: int) -> datetime:
    return utc_now() + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minutes", "may"), [(14, True), (16, False)])
async def test_after_a_quarter_of_an_hour_it_is_settled(bakkeby: Town, minutes: int, may: bool) -> None:
    await remarks(bakkeby)
    there = first(bakkeby)
    jonas = Caller(Person(person("jonas").object_id, "Jonas Lind"))
    later = Remarking(bakkeby.server.store, partial(_after, minutes))
    form = RemarkEdit(text="Rettet", version=there.version)
    if may:
        assert (await later.edit(jonas, there.key, form)).text == "Rettet"
        return
    with pytest.raises(Refused) as no:
        await later.edit(jonas, there.key, form)
    assert no.value.refusal.code == "remark_settled"


async def test_what_is_for_the_council_is_seen_by_the_council_alone(bakkeby: Town) -> None:
    await remarks(bakkeby, "karen", council="yes", text="Vi har ikke penge i år.")
    assert rows(bakkeby) == []
    assert len(rows(bakkeby, council=True)) == 1
    assert "Vi har ikke penge" in (await bakkeby.reads("hanne", PART)).text
    for who in ("mette", "jonas"):
        for part in (PART, "proposals/1", "mine", "board?text=penge"):
            assert "penge i år" not in (await bakkeby.reads(who, part)).text
    key = bakkeby.server.store.council_remarks.threads("F-0001")[0].first.key
    stolen = {"text": "Hvorfor?", "submission_key": uuid4().hex}
    for who, status in (("mette", 404), ("hanne", 200)):
        assert (await bakkeby.sends(who, f"{PART}/{key}/answers", stolen)).status_code == status
    assert len(rows(bakkeby, council=True)) == 2
    assert (await remarks(bakkeby, "mette", council="yes")).status_code == 403


async def test_unanswered_questions_stand_on_the_councils_own_page(bakkeby: Town) -> None:
    await remarks(bakkeby)
    await remarks(bakkeby, kind="obstacle", text="Der er ikke net i kælderen.")
    for who, there in (("karen", True), ("hanne", True), ("jonas", False)):
        shown = (await bakkeby.reads(who, "mine")).text
        assert ("Hvem skal tømme dem?" in shown) is there
        assert "net i kælderen" not in shown
    answer = {"text": "Natholdet.", "submission_key": uuid4().hex}
    await bakkeby.sends("karen", f"{PART}/{first(bakkeby).key}/answers", answer)
    assert "Hvem skal tømme dem?" not in (await bakkeby.reads("karen", "mine")).text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": "  "}, "Feltet"),
        ({"text": "x" * 2001}, "langt"),
        ({"kind": "worry"}, "Vælg"),
        ({"text": "Det var 070761-4285."}, "CPR"),
    ],
)
async def test_what_is_not_taken_comes_back_with_everything_typed(
    bakkeby: Town, changed: dict[str, str], sentence: str
) -> None:
    sent = said(**changed)
    answer = await bakkeby.sends("jonas", PART, sent)
    assert answer.status_code == 422
    shown = read(answer.text)
    assert shown.filled()["submission_key"] == sent["submission_key"]
    assert sent["text"].strip() in shown.all("textarea", id="talk-new")[0].words
    assert rows(bakkeby) == []


async def test_while_sharepoint_is_away_nothing_typed_is_lost(bakkeby: Town) -> None:
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    answer = await remarks(bakkeby)
    assert answer.status_code == 503
    assert "Hvem skal tømme dem?" in answer.text


async def test_a_guest_reads_nothing_and_writes_nothing(bakkeby: Town) -> None:
    assert (await bakkeby.reads("gustav", PART)).status_code == 403
    assert (await remarks(bakkeby, "gustav")).status_code == 403


async def test_nobody_but_the_council_can_tell_that_the_council_has_written(bakkeby: Town) -> None:
    before = {who: (await bakkeby.reads(who, "changes")).json()["content"] for who in ("jonas", "peter")}
    await remarks(bakkeby, "karen", council="yes")
    after = {who: (await bakkeby.reads(who, "changes")).json()["content"] for who in ("jonas", "peter")}
    assert after["jonas"] == before["jonas"]
    assert after["peter"] != before["peter"]


async def test_no_more_than_ten_are_mentioned_at_once(bakkeby: Town) -> None:
    ids = [f"11111111-0000-4000-8000-0000000001{number:02d}" for number in range(11)]
    names = "\n".join(f"Kollega {number}" for number in range(11))
    refused = await remarks(bakkeby, ids=",".join(ids), names=names)
    assert refused.status_code == 422
    assert "Kollega 10" in refused.text
    assert "højst 10 kolleger" in refused.text
    assert (await remarks(bakkeby, ids=",".join(ids[:10]), names=names)).status_code == 200
    assert len(rows(bakkeby)) == 1
