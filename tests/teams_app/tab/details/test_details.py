"""Rows on Jonas' card and Mette's proposal: who was heard, what one must be able to do, who uses it again."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from local_tenant.faults import Fault
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town

HEARD = {
    "who": "citizens",
    "how": "Møde i beboerrådet",
    "held_on": "2026-03-04",
    "said": "De vil hellere ringes op.",
}
NEEDED = {"name": "Læse et datasæt", "role": "Aftenvagter", "how_many": "12", "level_now": "known"}
REUSED = {"by_area": "health", "contact": "Amina Yusuf", "since": "2026-03-04", "result": "under_way"}


def keyed(values: dict[str, str], **changed: Any) -> dict[str, Any]:
    """A form as the page sends it."""
    return {**values, "submission_key": uuid4().hex, **changed}


def rows(at: Town, name: str) -> list[dict[str, Any]]:
    """What truly stands in the list."""
    return at.tenant.sharepoint.true_rows(OPEN_SITE, name)


@pytest.fixture(autouse=True)
async def two_things(bakkeby: Town) -> None:
    assert (await bakkeby.sends("mette", "proposals", proposal())).status_code == 200
    assert (await bakkeby.sends("jonas", "solutions", solution_card())).status_code == 200


async def test_who_answers_hears_of_a_reuse_although_the_word_was_not_kept_at_once(
    bakkeby: Town,
) -> None:
    await bakkeby.tenant.teams.opens("jonas")
    words = f"/lists/{bakkeby.tenant.sharepoint.list_named(OPEN_SITE, 'Remarks').id}/items"
    bakkeby.tenant.faults.add(Fault("before", "POST", words, status=403, times=None))
    sent = await bakkeby.sends("amina", "solutions/1/details/reuses", keyed(REUSED))
    assert sent.status_code == 200, "it is stored, and what follows from it comes by itself"
    assert rows(bakkeby, "Remarks") == []
    bakkeby.tenant.faults.clear()
    for _ in range(2):
        await bakkeby.server.reusing.go_on(timedelta())
        await bakkeby.server.messenger.settled()
    [word] = rows(bakkeby, "Remarks")
    assert (word["RemarkOn"], word["AuthorName"]) == ("L-0001", "Amina Yusuf")
    told = [one for one in bakkeby.tenant.teams.messages("jonas") if "Amina Yusuf" in str(one.cards)]
    assert len(told) == 1


async def test_a_row_is_taken_away_although_the_answer_was_lost(bakkeby: Town) -> None:
    for number in range(3):
        await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD, how=f"Møde {number}"))
    items = f"/lists/{bakkeby.tenant.sharepoint.list_named(OPEN_SITE, 'Involvements').id}/items"
    lost = (
        Fault("cut", "DELETE", items, when="after"),
        Fault("after", "DELETE", items, status=409),
        Fault("before", "DELETE", items, status=409),
    )
    for row, fault in zip(rows(bakkeby, "Involvements"), lost, strict=True):
        bakkeby.tenant.faults.add(fault)
        gone = await bakkeby.sends("mette", f"proposals/1/details/involvements/{row['id']}/remove", {})
        assert gone.status_code == 200, "what is gone is told as gone"
        bakkeby.tenant.faults.clear()
    assert rows(bakkeby, "Involvements") == []


async def test_mette_tells_who_was_heard_and_all_read_it(bakkeby: Town) -> None:
    sent = await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD))
    assert sent.status_code == 200
    shown = read((await bakkeby.reads("amina", "proposals/1/details")).text)
    assert "Borgere" in shown.words("h3")
    assert "De vil hellere ringes op." in " ".join(shown.words("li"))
    [row] = rows(bakkeby, "Involvements")
    assert (row["Who"], row["How"], row["Said"], row["OfThing"], row["AuthorName"]) == (
        "Borgere",
        "Møde i beboerrådet",
        "De vil hellere ringes op.",
        "F-0001",
        "Mette Holm",
    )
    assert "4. marts 2026" in " ".join(shown.words("dd"))


async def test_the_form_opens_beside_what_is_there(bakkeby: Town) -> None:
    opened = read((await bakkeby.reads("mette", "proposals/1/details", open="involvements")).text)
    assert "Hvad sagde de?" in " ".join(opened.words("label"))
    await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD))
    row = rows(bakkeby, "Involvements")[0]["id"]
    again = await bakkeby.reads("mette", "proposals/1/details", open="involvements", row=str(row))
    assert read(again.text).filled()["how"] == "Møde i beboerrådet"


async def test_sent_twice_it_stands_once(bakkeby: Town) -> None:
    once = keyed(NEEDED)
    for _ in range(2):
        assert (await bakkeby.sends("mette", "proposals/1/details/competences", once)).status_code == 200
    assert [one["HowMany"] for one in rows(bakkeby, "Competences")] == [12]


@pytest.mark.parametrize(
    ("who", "part", "values", "status"),
    [
        ("amina", "proposals/1/details/involvements", HEARD, 403),
        ("karen", "proposals/1/details/involvements", HEARD, 200),
        ("amina", "solutions/1/details/reuses", REUSED, 200),
        ("mette", "solutions/1/details/involvements", HEARD, 404),
        ("mette", "proposals/1/details/reuses", REUSED, 404),
        ("mette", "proposals/1/details/nothing", REUSED, 404),
        ("mette", "proposals/9/details/involvements", HEARD, 404),
    ],
)
async def test_who_may_add_what(
    bakkeby: Town, who: str, part: str, values: dict[str, str], status: int
) -> None:
    assert (await bakkeby.sends(who, part, keyed(values))).status_code == status


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"who": ""}, "Udfyld dette felt"),
        ({"who": "everyone"}, "Vælg"),
        ({"held_on": "i går"}, "dato"),
        ({"said": "Fru Jensen, 070761-4285, sagde nej"}, "CPR"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    bakkeby: Town, changed: dict[str, str], sentence: str
) -> None:
    sent = await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD, **changed))
    assert sent.status_code == 422
    assert sentence in sent.text
    assert read(sent.text).filled()["how"] == "Møde i beboerrådet"
    assert rows(bakkeby, "Involvements") == []


async def test_two_who_change_the_same_row_overwrite_nothing(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals/1/details/competences", keyed(NEEDED))
    row = rows(bakkeby, "Competences")[0]["id"]
    part = f"proposals/1/details/competences/{row}"
    seen = read((await bakkeby.reads("mette", "proposals/1/details", open="competences", row=str(row))).text)
    version = seen.filled()["version"]
    first = await bakkeby.sends("karen", part, keyed(NEEDED, how_many="14", version=version))
    assert first.status_code == 200
    second = await bakkeby.sends("mette", part, keyed(NEEDED, how_many="20", version=version))
    assert second.status_code == 409
    assert read(second.text).filled()["how_many"] == "20"
    assert [one["HowMany"] for one in rows(bakkeby, "Competences")] == [14]


async def test_what_was_removed_can_be_had_back(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD))
    row = rows(bakkeby, "Involvements")[0]["id"]
    part = f"proposals/1/details/involvements/{row}/remove"
    assert (await bakkeby.sends("amina", part, {})).status_code == 403
    gone = await bakkeby.sends("mette", part, {})
    assert gone.status_code == 200
    assert rows(bakkeby, "Involvements") == []
    back = {name: value for name, value in read(gone.text).filled().items() if value}
    assert (await bakkeby.sends("mette", "proposals/1/details/involvements", back)).status_code == 200
    assert [one["Said"] for one in rows(bakkeby, "Involvements")] == ["De vil hellere ringes op."]


async def test_jonas_hears_that_amina_uses_his_solution_again(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.opens("jonas")
    begun = read((await bakkeby.reads("amina", "solutions/1/details", open="reuses")).text)
    assert begun.filled()["contact"] == "Amina Yusuf"
    for _ in range(2):
        once = keyed(REUSED, submission_key="reuse-key-00000001")
        assert (await bakkeby.sends("amina", "solutions/1/details/reuses", once)).status_code == 200
    await bakkeby.server.messenger.settled()
    told = [one for one in bakkeby.tenant.teams.messages("jonas") if "vil gerne bruge" in str(one.cards)]
    assert len(told) == 1
    assert len(rows(bakkeby, "Reuses")) == 1


async def test_a_result_that_is_not_plain_is_explained(bakkeby: Town) -> None:
    await bakkeby.sends("amina", "solutions/1/details/reuses", keyed(REUSED))
    row = rows(bakkeby, "Reuses")[0]["id"]
    part = f"solutions/1/details/reuses/{row}"
    seen = read((await bakkeby.reads("amina", "solutions/1/details", open="reuses", row=str(row))).text)
    version = seen.filled()["version"]
    unexplained = await bakkeby.sends("amina", part, keyed(REUSED, result="dropped", version=version))
    assert unexplained.status_code == 422
    why = "Sensorerne kunne ikke nå kælderen."
    told = keyed(REUSED, result="dropped", why=why, version=version)
    assert (await bakkeby.sends("amina", part, told)).status_code == 200
    [stands] = rows(bakkeby, "Reuses")
    assert (stands["Result"], stands["ByArea"], stands["Why"]) == ("Opgivet", "Sundhed", why)
    assert why in (await bakkeby.reads("jonas", "solutions/1/details")).text
