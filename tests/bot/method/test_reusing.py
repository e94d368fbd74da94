"""Amina finds Jonas's solution in the chat and takes it into use there: once, seen by all, told to Jonas."""

import pytest

from technology_map.texts import COPENHAGEN
from tests.bot.chatting import asks_for, hears, typed, verbs, words
from tests.teams_app.tab.method.method_things import shares
from tests.town import Town

DOUBTFUL = "0101901234"


async def opened(at: Town, who: str = "amina") -> str:
    """Somebody opens the solution card in the chat; the id of the message."""
    await shares(at, "Gulvmåtter")
    await at.tenant.teams.opens(who)
    return (await asks_for(at, who, "L-0001")).id


async def test_amina_takes_the_solution_into_use_and_jonas_hears_of_it(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.opens("jonas")
    shown = await opened(bakkeby)
    form = await bakkeby.tenant.teams.presses("amina", shown, "reuse")
    assert form.card is not None
    assert "L-0001 Gulvmåtter" in words(form.card)
    assert typed(form.card)["contact"] == "Amina Yusuf"
    assert typed(form.card)["since"] == bakkeby.server.now().astimezone(COPENHAGEN).date().isoformat()
    stored = await bakkeby.tenant.teams.presses("amina", shown, "send_reuse", {"by_area": "social"})
    assert "Det står nu på L-0001, at I vil bruge den." in words(stored.card or {})
    assert "refresh" not in (stored.card or {}), "a refresh would take the thanks away"
    [row] = bakkeby.tenant.sharepoint.true_rows("teknologikort", "Reuses")
    assert (row["ByArea"], row["Contact"]) == ("Social", "Amina Yusuf")
    page = (await bakkeby.reads("mette", "solutions/1/details")).text
    assert "Social" in page
    assert "I gang" in page
    await bakkeby.server.messenger.settled()
    told = [str(one.cards) for one in bakkeby.tenant.teams.messages("jonas")]
    assert sum("Vi har det samme problem" in one for one in told) == 1


async def test_sent_twice_from_one_form_it_stands_once(bakkeby: Town) -> None:
    shown = await opened(bakkeby)
    form = await bakkeby.tenant.teams.presses("amina", shown, "reuse")
    send = next(one for one in (form.card or {})["actions"] if one.get("verb") == "send_reuse")
    data = {**send, "data": {**send["data"], "by_area": "social", "contact": "Amina"}}
    for _ in range(2):
        assert (await bakkeby.tenant.teams.executes("amina", shown, data)).ok
    assert len(bakkeby.tenant.sharepoint.true_rows("teknologikort", "Reuses")) == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"by_area": "nowhere", "contact": "Amina"}, "Vælg"),
        ({"by_area": "social", "contact": f"Ring {DOUBTFUL}"}, "CPR"),
        ({"by_area": "social", "contact": "Amina", "since": "i går"}, "dato"),
    ],
)
async def test_what_is_wrong_is_said_and_what_was_typed_stays(
    bakkeby: Town, changed: dict[str, str], sentence: str
) -> None:
    shown = await opened(bakkeby)
    form = await bakkeby.tenant.teams.presses("amina", shown, "reuse")
    send = next(one for one in (form.card or {})["actions"] if one.get("verb") == "send_reuse")
    again = await bakkeby.tenant.teams.executes("amina", shown, {**send, "data": {**send["data"], **changed}})
    assert sentence in words(again.card or {})
    assert typed(again.card or {})["contact"] == changed["contact"]
    assert bakkeby.tenant.sharepoint.true_rows("teknologikort", "Reuses") == []


async def test_a_doubtful_number_may_stay_with_a_reason(bakkeby: Town) -> None:
    shown = await opened(bakkeby)
    await bakkeby.tenant.teams.presses("amina", shown, "reuse")
    doubtful = {"by_area": "social", "contact": f"Ring {DOUBTFUL}"}
    again = await bakkeby.tenant.teams.presses("amina", shown, "send_reuse", doubtful)
    assert typed(again.card or {})["not_cpr"] == ""
    why = {"not_cpr": "Det er vores telefon."}
    assert "L-0001" in words(
        (await bakkeby.tenant.teams.presses("amina", shown, "send_reuse", why)).card or {}
    )
    assert len(bakkeby.tenant.sharepoint.true_rows("teknologikort", "Reuses")) == 1


async def test_who_shared_the_card_is_not_asked_to_use_it_again(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter")
    await bakkeby.tenant.teams.opens("jonas")
    assert "reuse" not in verbs(await hears(bakkeby, "jonas", "L-0001"))
