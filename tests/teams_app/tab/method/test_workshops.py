"""A workshop: silent placing, the spread for all, what the group agrees on, and its report."""

from io import BytesIO

from docx import Document

from local_tenant import people
from tests.teams_app.tab.method.workshops import (
    FOUR,
    agrees,
    begun,
    leads,
    places,
    sees,
    shares,
    spread_of,
    starts,
)
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_hanne_makes_a_workshop_once_and_invites(bakkeby: Town) -> None:
    await shares(bakkeby)
    for _ in range(2):
        assert (await starts(bakkeby, 1, 2)).status_code == 200
    assert len(bakkeby.tenant.sharepoint.true_rows("teknologikort", "Workshops")) == 1
    page = await sees(bakkeby, "hanne")
    (copy,) = page.all("button", id="copy-link")
    assert "W-0001" in copy.attributes["data-copy"]
    assert page.all("svg")
    assert not (await sees(bakkeby, "mette")).all("button", id="copy-link")
    assert "Velfærd og teknik" in (await sees(bakkeby, "mette", "workshops")).words("a")
    named = await bakkeby.reads("mette", "named/W-1")
    assert "Workshoppen er ikke begyndt endnu." in named.text


async def test_only_who_may_starts_and_leads(bakkeby: Town) -> None:
    await shares(bakkeby)
    assert (await starts(bakkeby, 1, who="mette")).status_code == 403
    assert (await starts(bakkeby, 1)).status_code == 200
    for step in ("begin", "pause", "show", "end"):
        assert (await leads(bakkeby, step, who="mette")).status_code == 403
    assert (await bakkeby.reads("mette", "workshops/new")).status_code == 403


async def test_a_workshop_needs_cards_that_are_there(bakkeby: Town) -> None:
    await shares(bakkeby, 1)
    nothing = await starts(bakkeby)
    assert nothing.status_code == 422
    assert "Velfærd og teknik" in nothing.text
    assert (await starts(bakkeby, 1, 9)).status_code == 422


async def test_four_place_and_nobody_sees_a_spread_before_it_is_shown(bakkeby: Town) -> None:
    await begun(bakkeby, 1, 2)
    for who in FOUR:
        answer = await places(bakkeby, who, 1, "service", reason="Borgerne mærker det.")
        assert answer.status_code == 200
        assert "Kort 2 af 2" in answer.text, "the next card shows"
    leader = await sees(bakkeby, "hanne")
    assert any("4 har placeret kortet" in one for one in leader.words("span"))
    for who in ("hanne", "mette", "karen", "birgit"):
        page = await bakkeby.reads(who, "workshops/1")
        assert "Borgerne mærker det." not in page.text or who == "mette"
        assert spread_of(read(page.text)) == []
        report = await bakkeby.reads(who, "workshops/1/report")
        assert "Borgerne mærker det." not in report.text
    assert bakkeby.tenant.sharepoint.true_rows("teknologikort", "WorkshopCards") == []


async def test_the_spread_is_shown_to_all_and_then_nobody_places(bakkeby: Town) -> None:
    await begun(bakkeby, 1)
    for who, purpose in zip(FOUR, ("service", "service", "unsure", "process"), strict=True):
        await places(bakkeby, who, 1, purpose, reason=f"Fra {who}.")
    await places(bakkeby, "soren", 1, "service", reason="Jeg tænkte om.")
    assert (await leads(bakkeby, "show")).status_code == 200
    page = await sees(bakkeby, "birgit")
    assert spread_of(page) == [
        "Højere niveau af borgerservice: 3 af 4",
        "Kan ikke afgøre det: 1 af 4",
    ]
    said = [one for one in page.words("li") if one.startswith(("Fra", "Jeg"))]
    assert said == ["Fra amina.", "Fra jonas.", "Fra mette.", "Jeg tænkte om."], "by their letters"
    late = await places(bakkeby, "birgit", 1, "process")
    assert late.status_code == 409
    assert spread_of(await sees(bakkeby, "mette")) == spread_of(page)


async def test_with_three_there_is_no_spread_not_at_the_end_either(bakkeby: Town) -> None:
    await begun(bakkeby, 1)
    for who in FOUR[:3]:
        await places(bakkeby, who, 1, "service", reason="Hemmeligt.")
    await leads(bakkeby, "show")
    await agrees(bakkeby, 1, "process")
    await leads(bakkeby, "end")
    for place in ("workshops/1", "workshops/1/report", "solutions/1"):
        for who in ("hanne", "mette"):
            page = await sees(bakkeby, who, place)
            assert spread_of(page) == []
            assert "Hemmeligt." not in " ".join(page.words("li"))
    (row,) = bakkeby.tenant.sharepoint.true_rows("teknologikort", "WorkshopCards")
    assert row["Spread"] == "Færre end 4 har placeret kortet, så der vises ingen fordeling."
    assert not row.get("SpreadCodes")
    assert not row.get("Reasons")


async def test_what_is_agreed_stands_on_the_card_once(bakkeby: Town) -> None:
    await begun(bakkeby, 1, 2)
    for who in FOUR:
        await places(bakkeby, who, 1, "process")
    await leads(bakkeby, "show")
    missing = await bakkeby.sends(
        "hanne", "workshops/1/agree", {"card": "L-0001", "tasks": "Runderne om natten."}
    )
    assert missing.status_code == 422
    assert "Runderne om natten." in missing.text, "nothing typed is lost"
    told = {
        "tasks": "Runderne om natten.",
        "skills": "At læse en alarm.",
        "ethics": "De skal vide det.",
    }
    for _ in range(2):
        answer = await agrees(bakkeby, 1, "service", **told)
        assert answer.status_code == 200
    card = bakkeby.server.store.overview.solution_cards.get(1)
    assert card is not None
    assert card.purpose == "service"
    assert card.consequences.count("Runderne om natten.") == 1
    assert card.consequences.count("At læse en alarm.") == 1
    assert card.edited_by == "Hanne Brandt"
    page = await sees(bakkeby, "mette", "solutions/1")
    assert "Talt igennem på en workshop" in page.words("h2")
    assert "De skal vide det." in page.words("dd")
    assert (await agrees(bakkeby, 1, "service", who="mette")).status_code == 403


async def test_a_number_of_a_citizen_is_stopped_and_nothing_typed_is_lost(bakkeby: Town) -> None:
    await begun(bakkeby, 1, 2)
    reason = "Borgeren 010190-1234 siger, at det er trygt."
    for who, number in (("mette", 2), ("hanne", 1)):
        refused = await places(bakkeby, who, number, "service", reason=reason)
        assert refused.status_code == 422
        page = read(refused.text)
        assert reason in page.words("textarea")
        assert f"Kort {number} af 2" in refused.text, "the same card"
        (chosen,) = [one for one in page.all("input") if "checked" in one.attributes]
        assert chosen.attributes["value"] == "service"
    assert bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Placements") == []
    for who in FOUR:
        await places(bakkeby, who, 1, "service")
    await leads(bakkeby, "show")
    refused = await agrees(bakkeby, 1, "service", ethics=reason)
    assert refused.status_code == 422
    assert reason in read(refused.text).words("textarea")


async def test_a_workshop_about_a_number_of_a_citizen_keeps_its_cards(bakkeby: Town) -> None:
    await shares(bakkeby, 2)
    refused = await starts(bakkeby, 1, 2, title="Om 010190-1234")
    assert refused.status_code == 422
    chosen = [
        one.attributes["value"] for one in read(refused.text).all("input") if "checked" in one.attributes
    ]
    assert chosen == ["L-0001", "L-0002"]


async def test_a_pause_of_a_week_loses_nothing(bakkeby: Town) -> None:
    await begun(bakkeby, 1, 2)
    await places(bakkeby, "mette", 1, "service", reason="Det er trygt.")
    assert (await leads(bakkeby, "pause")).status_code == 200
    assert (await places(bakkeby, "jonas", 1, "service")).status_code == 409
    assert "Pause siden" in " ".join((await sees(bakkeby, "mette")).words("span"))
    assert (await leads(bakkeby, "resume")).status_code == 200
    answer = await bakkeby.reads("mette", "workshops/1", card="L-0001")
    assert "Det er trygt." in answer.text
    (chosen,) = [one for one in read(answer.text).all("input") if "checked" in one.attributes]
    assert chosen.attributes["value"] == "service"
    taken = await bakkeby.sends("mette", "workshops/1/unplace", {"card": "L-0001"})
    assert taken.status_code == 200
    assert bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Placements") == []


async def test_the_report_is_a_page_and_a_word_file(bakkeby: Town) -> None:
    await begun(bakkeby, 1, 2)
    for who in FOUR:
        await places(bakkeby, who, 1, "process", reason="Vi sparer gåture.")
    await leads(bakkeby, "show")
    await agrees(bakkeby, 1, "process", ethics="Beboerne skal vide det.")
    assert (await leads(bakkeby, "end")).status_code == 200
    page = await sees(bakkeby, "mette", "workshops/1/report")
    assert "1 af 2 kort er aftalt. 1 har fået et andet formål." in page.words("p")
    assert "Vi sparer gåture." in page.words("li")
    ticket = (await bakkeby.sends("mette", "workshops/1/file", {"what": "workshop-report"})).json()
    file = await bakkeby.http.get(bakkeby.server.url + ticket["address"])
    text = "\n".join(one.text for one in Document(BytesIO(file.content)).paragraphs)
    for said in ("L-0001 Løsning 1", "Vi sparer gåture.", "Beboerne skal vide det.", "█ 4 "):
        assert said in text


async def test_nothing_in_sharepoint_tells_who_placed_what(bakkeby: Town) -> None:
    await begun(bakkeby, 1)
    for who in FOUR:
        await places(bakkeby, who, 1, "service", reason="Kun min.")
    rows = bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Placements")
    assert len(rows) == len(FOUR)
    who_is_who = [one.object_id for one in people.PEOPLE]
    for row in rows:
        told = " ".join(str(value) for value in row.values())
        assert "service" not in told
        assert "Kun min." not in told
        assert not any(one in told for one in who_is_who)
    assert len({len(row["Sealed"]) for row in rows}) == 1, "their length tells nothing"
