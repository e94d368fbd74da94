"""In the tab: support with its count, following, and co-submitters, over HTTP."""

import httpx
import pytest

from local_tenant.faults import Fault
from local_tenant.people import person
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves
from tests.bot.chatting import proposal as stored
from tests.teams_app.tab.pages import Page, proposal, read, solution_card
from tests.town import Town


def object_id(who: str) -> str:
    return person(who).object_id


def buttons(answer: httpx.Response) -> list[str]:
    return read(answer.text).words("button")


async def page(town: Town, who: str, place: str = "proposals/1") -> Page:
    return read((await town.reads(who, place)).text)


async def added(town: Town, *colleagues: str, who: str = "mette") -> httpx.Response:
    """The submitter has chosen colleagues in Teams' picker."""
    names = "\n".join(person(one).name for one in colleagues)
    sent = {"ids": ",".join(map(object_id, colleagues)), "names": names}
    return await town.sends(who, "proposals/1/co-submitters", sent)


async def test_jonas_backs_it_and_the_count_and_the_names_are_there_for_all(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    before = await page(bakkeby, "jonas")
    assert {"Bak op", "Følg"} <= set(before.words("button"))
    assert before.all("details", id="supporters") == []
    answer = await bakkeby.sends("jonas", "proposals/1/support", {})
    assert answer.status_code == 200
    assert "Træk opbakning tilbage" in buttons(answer)
    assert "Du bakker nu op om F-0001." in read(answer.text).words("p", class_="toast")
    await bakkeby.sends("karen", "proposals/1/support", {})
    await bakkeby.sends("jonas", "proposals/1/support", {})
    seen = await page(bakkeby, "amina")
    assert seen.words("summary") == ["2 bakker op"]
    assert seen.words("ul", class_="backers") == ["Jonas LindKaren Friis"]
    board = await page(bakkeby, "amina", "board")
    assert board.words("p", class_="backed") == ["2 bakker op"]
    assert "Jonas Lind" not in (await bakkeby.reads("amina", "board")).text
    await bakkeby.sends("jonas", "proposals/1/unsupport", {})
    assert (await page(bakkeby, "amina")).words("summary") == ["1 bakker op"]


async def test_one_cannot_back_an_own_proposal_or_one_that_has_ended(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    own = await bakkeby.sends("mette", "proposals/1/support", {})
    assert own.status_code == 403
    assert "Du er selv med til at indsende F-0001" in read(own.text).words("p", role="alert")[0]
    assert "Bak op" not in (await page(bakkeby, "mette")).words("button")
    await bakkeby.sends("jonas", "proposals/1/support", {})
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    late = await bakkeby.sends("amina", "proposals/1/support", {})
    assert late.status_code == 409
    assert "F-0001 er afsluttet" in read(late.text).words("p", role="alert")[0]
    assert (await bakkeby.sends("jonas", "proposals/1/unsupport", {})).status_code == 200
    assert (await page(bakkeby, "jonas")).words("summary") == []


@pytest.mark.parametrize("press", ["support", "follow"])
async def test_where_sharepoint_is_away_the_page_says_that_it_is_not_kept(bakkeby: Town, press: str) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    bakkeby.tenant.faults.add(Fault("before", path="/v1.0/", times=None))
    answer = await bakkeby.sends("jonas", f"proposals/1/{press}", {})
    assert answer.status_code == 503
    assert read(answer.text).words("p", role="alert")[0].startswith("Vi ved ikke, om det blev gemt")
    assert "Bak op" in buttons(answer)


async def test_mine_shows_what_one_follows_and_nobody_else_sees_it(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "solutions", solution_card())
    quiet = (await bakkeby.reads("jonas", "changes")).json()
    state = (await bakkeby.reads("amina", "changes")).json()["state"]
    await bakkeby.sends("amina", "proposals/1/follow", {})
    answer = await bakkeby.sends("amina", "solutions/1/follow", {})
    assert "Følg ikke længere" in buttons(answer)
    assert (await bakkeby.reads("amina", "changes", since=state)).status_code == 200
    assert (await bakkeby.reads("jonas", "changes", since=quiet["state"])).status_code == 204
    mine = await page(bakkeby, "amina", "mine")
    assert mine.words("h2")[-1] == "Det, du følger"
    assert mine.words("h3") == ["Sensorer på natteronden", "Gulvsensorer på Solbakken"]
    assert "Amina" not in (await bakkeby.reads("mette", "proposals/1")).text
    await bakkeby.sends("amina", "proposals/1/unfollow", {})
    await bakkeby.sends("amina", "solutions/1/unfollow", {})
    assert "Det, du følger" not in (await page(bakkeby, "amina", "mine")).words("h2")


async def test_a_co_submitter_may_do_what_the_submitter_may_but_withdraw_and_choose(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    answer = await added(bakkeby, "jonas", "amina")
    assert answer.status_code == 200
    assert read(answer.text).words("ul", class_="people-together") == ["Jonas Lind Amina Yusuf"]
    jonas = await page(bakkeby, "jonas")
    assert "Ret" in jonas.words("a")
    words = jonas.words("button")
    assert not {"Bak op", "Tilføj kolleger", "Træk tilbage …"} & set(words)
    form = read((await bakkeby.reads("jonas", "proposals/1/edit")).text).filled()
    edited = {**form, **proposal(solution="En måtte."), "version": form["version"]}
    del edited["submission_key"]
    assert (await bakkeby.sends("jonas", "proposals/1/edit", edited)).status_code == 200
    assert stored(bakkeby).solution == "En måtte."
    assert (await bakkeby.reads("jonas", "proposals/1/moves/withdrawn")).status_code == 403
    assert (await added(bakkeby, "karen", who="jonas")).status_code == 403
    assert (await page(bakkeby, "jonas", "mine")).words("h3") == ["Sensorer på natteronden"]
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, "Hvor mange senge er det?")
    reply = read((await bakkeby.reads("jonas", "proposals/1/moves/submitted")).text).filled()
    answered = await bakkeby.sends("jonas", "proposals/1/moves", {**reply, "reason": "40 senge."})
    assert answered.status_code == 200


async def test_each_may_leave_the_submitter_may_remove_and_nobody_else_may(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await added(bakkeby, "jonas", "amina")
    remove = "proposals/1/co-submitters/remove"
    for who in ("jonas", "karen", "hanne"):
        refused = await bakkeby.sends(who, remove, {"person": object_id("amina")})
        assert refused.status_code == 403
        assert "Det kan kun den, der har indsendt F-0001." in refused.text
    left = await bakkeby.sends("jonas", remove, {"person": object_id("jonas")})
    assert "Du er ikke længere medindsender af F-0001." in left.text
    bakkeby.tenant.counts.reset()
    for _ in range(2):
        assert (await bakkeby.sends("mette", remove, {"person": object_id("amina")})).status_code == 200
    assert stored(bakkeby).co_submitter_ids == ()
    changes = bakkeby.tenant.counts.by_route
    assert changes["PATCH /sites/{site-id}/lists/{list-id}/items/{item-id}/fields"] == 1


async def test_a_name_is_only_words_and_a_wrong_id_is_refused(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    sent = {"ids": object_id("jonas").upper(), "names": "<b>Borgmesteren</b>\u202e 010165-1234"}
    assert (await bakkeby.sends("mette", "proposals/1/co-submitters", sent)).status_code == 422
    sent["names"] = "<b>Borg\x00mesteren</b>\u202e"
    answer = await bakkeby.sends("mette", "proposals/1/co-submitters", sent)
    assert answer.status_code == 200
    assert stored(bakkeby).co_submitter_names == ("bBorgmesteren/b",)
    assert stored(bakkeby).co_submitter_ids == (object_id("jonas"),)
    for wrong in ("jonas", "11111111-0000-4000-8000-00000000000x", "", "*"):
        refused = await bakkeby.sends("mette", "proposals/1/co-submitters", {"ids": wrong})
        assert refused.status_code == 422, wrong
    assert (
        await bakkeby.sends("mette", "proposals/1/co-submitters", {"ids": "x", "role": "y"})
    ).status_code == 422
    many = ",".join(f"22222222-0000-4000-8000-{n:012d}" for n in range(11))
    refused = await bakkeby.sends("mette", "proposals/1/co-submitters", {"ids": many})
    assert "Der kan højst være 10 medindsendere." in refused.text
    assert stored(bakkeby).co_submitter_ids == (object_id("jonas"),)


async def test_support_of_a_colleague_who_joins_counts_no_more(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    for who in ("jonas", "amina"):
        await bakkeby.sends(who, "proposals/1/support", {})
    await added(bakkeby, "jonas")
    assert (await page(bakkeby, "mette")).words("summary") == ["1 bakker op"]
    taken_back = await bakkeby.sends("jonas", "proposals/1/unsupport", {})
    assert taken_back.status_code == 200


async def test_adding_survives_that_somebody_edits_meanwhile(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    bakkeby.tenant.sharepoint.edit_as(None, "teknologikort", "Proposals", 1, {"Department": "Nat"})
    assert (await added(bakkeby, "jonas")).status_code == 200
    assert stored(bakkeby).co_submitter_names == ("Jonas Lind",)
    assert stored(bakkeby).department == "Nat"
