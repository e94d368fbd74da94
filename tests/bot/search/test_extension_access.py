"""The message extension's doors: who may use it, where people are reached, and what a preview may do."""

import json
from typing import Any

from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams.chat import extension
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    SENSORS,
    asks_for,
    known,
    moves,
    proposes,
    shares,
    typed,
    words,
)
from tests.bot.search.extending import finds, form_for, names, sends
from tests.stories.playing import chats_with, server_in, tenant_with_lists
from tests.town import Town

CLOSED = "Du er gæst hos kommunen, og gæster kan ikke bruge Teknologikort."
LATER = {name: text for name, text in SENSORS.items() if name != "problem"}


async def test_the_chat_of_two_colleagues_is_not_where_mette_is_reached(bakkeby: Town) -> None:
    """The conversation looks like the bot's own; news for Mette must never go there."""
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    before = bakkeby.server.store.contact(person("mette").object_id)
    await finds(bakkeby)
    card = await form_for(bakkeby, "Vi vækker beboerne.")
    await sends(bakkeby, card, **LATER)
    assert bakkeby.server.store.contact(person("mette").object_id) == before
    used = {one.activity["conversation"]["id"] for one in bakkeby.tenant.teams.turns}
    assert len(used) == 3
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    await bakkeby.tenant.teams.arrives(
        "mette", lambda one: any("Det findes allerede." in words(card) for card in one.cards)
    )


async def test_who_only_uses_the_extension_leaves_no_contact(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")  # by a policy: the bot never heard of it
    assert (await finds(bakkeby)).text.startswith("Der er ingen forslag")
    assert bakkeby.server.store.contact(person("mette").object_id) is None


async def test_who_cannot_be_told_from_a_guest_is_asked_to_open_the_app(bakkeby: Town) -> None:
    await proposes(bakkeby, "jonas")
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")
    away = Fault("before", "POST", r"/v3/conversations$", status=403, times=None)
    bakkeby.tenant.faults.add(away)
    found = await finds(bakkeby)
    assert found.text.startswith("Vi kan ikke få fat i din chat med Teknologikort")
    data = {"v": 1, "key": "a-key-of-sixteen", **SENSORS}
    outcome = await extension.sends_form(teams, "mette", "jonas", data)
    assert outcome.dialog
    assert typed(outcome.dialog["card"]) == SENSORS
    assert away.seen == 2
    bakkeby.tenant.faults.clear()
    assert (await sends(bakkeby, outcome.dialog["card"])).text.startswith("Tak.")


async def test_while_teams_does_not_say_who_somebody_is_the_answer_comes_in_time(bakkeby: Town) -> None:
    teams = bakkeby.tenant.teams
    teams.store.set_app(teams.conversation("mette").id, "installed")
    bakkeby.tenant.clock.freeze()
    bakkeby.tenant.faults.add(Fault("stall", "POST", r"/v3/conversations$", seconds=3600))
    found = await finds(bakkeby)
    assert found.failure is None  # the little Teams waits five seconds, as the real one does
    assert found.text.startswith("Vi kan ikke få fat i din chat med Teknologikort")


async def test_gustav_the_guest_is_refused_and_let_in_where_the_setting_says_so(tmp_path: Any) -> None:
    async with (
        tenant_with_lists(tmp_path / "lists") as tenant,
        server_in(tenant, tmp_path / "1") as usual,
        server_in(tenant, tmp_path / "2", guests_may_read=True) as open_server,
    ):
        chats_with(usual)
        await proposes(usual)
        await open_server.server.store.catch_up()
        found = await finds(usual, "natteronden", "gustav")
        assert (found.results, CLOSED in found.text) == ([], True)
        chats_with(open_server)
        assert names(await finds(open_server, "natteronden", "gustav")) == ["F-0001"]
        form = await extension.opens_form(tenant.teams, "gustav", "mette")
        assert CLOSED in form.text
        rows = str(tenant.sharepoint.true_rows("teknologikort-raad", "Contacts"))
        assert person("gustav").object_id not in rows


async def test_frank_of_another_tenant_gets_no_turn(bakkeby: Town) -> None:
    found = await finds(bakkeby, "sensorer", "frank")
    assert (found.status, found.results) == (403, [])


async def test_what_people_write_does_nothing_in_a_preview(bakkeby: Town) -> None:
    nasty = "<img src=x onerror=alert(1)> [tryk](https://evil.example) {{DATE(2020-01-01T00:00:00Z)}}"
    await shares(bakkeby, challenges=nasty)
    [one] = (await finds(bakkeby, "briller")).results
    for part in ("<img", "](", "{{"):
        assert part not in one["text"]
    assert "{{" not in json.dumps(one["card"], ensure_ascii=False)


async def test_an_open_card_in_the_own_chat_still_works(bakkeby: Town) -> None:
    await proposes(bakkeby)
    card = await asks_for(bakkeby, "mette", "F-0001")
    assert (await bakkeby.tenant.teams.presses("mette", card.id, "edit_proposal")).ok
