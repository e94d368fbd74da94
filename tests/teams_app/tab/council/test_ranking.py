"""The council's order over HTTP: moving in it, who may, one write a move, and what everyone reads."""

from datetime import UTC, datetime
from typing import Any

import pytest
from yarl import URL

from local_tenant.faults import Fault
from teams_app.tab.council.ranking_view import AT_FIRST
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.council.ranks import between
from technology_map.people.people import Person
from tests.stories.playing import OPEN_SITE, rows
from tests.teams_app.tab.council.councils import (
    comes_to,
    hands_in,
    moves,
    names,
    placed,
    seen_key,
    shown,
    stands,
    writes_alone,
)
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_karen_puts_three_in_order_and_everyone_reads_it(bakkeby: Town) -> None:
    await hands_in(bakkeby, 4)
    await placed(bakkeby, 2, 1, 4)
    for who in ("jonas", "mette", "birgit", "peter", "hanne"):
        page = await shown(bakkeby, who)
        assert page.words("span", class_="rank-place") == ["Nummer 1", "Nummer 2", "Nummer 3", ""]
        assert page.words("span", role="status") == [
            "3 forslag er sat i rækkefølge. 1 er ikke placeret endnu."
        ]
        assert page.words("a", id="card-F-0002") == ["Forslag 2"]
        order = [one.attributes["data-name"] for one in page.all("li", class_="rank-row")]
        assert order == ["F-0002", "F-0001", "F-0004", "F-0003"]


async def test_the_council_sees_how_to_move_and_an_employee_does_not(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1)
    for who, buttons in (("karen", 6), ("hanne", 6), ("jonas", 0), ("mette", 0)):
        page = read((await bakkeby.reads(who, "ranking")).text)
        assert len([one for one in page.all("button") if "data-step" in one.attributes]) == buttons * 2 // 3
        assert bool(page.all("dialog", id="place-dialog")) is bool(buttons)
        assert bool(page.all("span", class_="grip")) is bool(buttons)
    refused = await moves(bakkeby, "jonas", 2, "last")
    assert refused.status_code == 403
    assert "Kun it-porteføljerådet kan ændre rækkefølgen" in refused.text
    assert stands(bakkeby) == [1]


@pytest.mark.parametrize(
    ("where", "target", "after"),
    [
        ("before", {"neighbour": "F-0001"}, [3, 1, 2, 4]),
        ("before", {"neighbour": "F-0002"}, [1, 3, 2, 4]),
        ("after", {"neighbour": "F-0004"}, [1, 2, 4, 3]),
        ("after", {"neighbour": "F-0001"}, [1, 3, 2, 4]),
        ("last", {}, [1, 2, 4, 3]),
        ("at", {"place": 1}, [3, 1, 2, 4]),
        ("at", {"place": 2}, [1, 3, 2, 4]),
        ("at", {"place": 4}, [1, 2, 4, 3]),
        ("at", {"place": 900}, [1, 2, 4, 3]),
        ("out", {}, [1, 2, 4]),
    ],
)
async def test_a_move_lands_where_it_was_meant(
    bakkeby: Town, where: str, target: dict[str, Any], after: list[int]
) -> None:
    await hands_in(bakkeby, 4)
    await placed(bakkeby, 1, 2, 3, 4)
    answer = await moves(bakkeby, "peter", 3, where, **target)
    assert answer.status_code == 200
    assert stands(bakkeby) == after
    ranks = {row["id"]: row.get("Rank") or "" for row in rows(bakkeby.tenant, "Proposals")}
    in_sharepoint = sorted((key, number) for number, key in ranks.items() if key)
    assert [number for _, number in in_sharepoint] == after


async def test_a_move_is_one_request_and_changes_one_cell(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 1, 2, 3)
    before = {row["id"]: row for row in rows(bakkeby.tenant, "Proposals")}
    bakkeby.tenant.counts.reset()
    assert (await moves(bakkeby, "karen", 3, "before", neighbour="F-0001")).status_code == 200
    assert writes_alone(bakkeby)
    after = {row["id"]: row for row in rows(bakkeby.tenant, "Proposals")}
    assert [number for number in after if after[number] != before[number]] == [3]
    changed = {name for name in after[3] if after[3][name] != before[3].get(name)}
    assert {name for name in changed if name[0].isupper()} <= {"Rank", "Modified"}


async def test_the_same_move_twice_is_made_once_and_costs_nothing_more(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 1, 2, 3)
    seen = seen_key(bakkeby, 3)
    await moves(bakkeby, "karen", 3, "at", place=1)
    bakkeby.tenant.counts.reset()
    again = await moves(bakkeby, "karen", 3, "at", place=1, seen=seen)
    assert again.status_code == 200
    assert bakkeby.tenant.counts.total == 0
    assert stands(bakkeby) == [3, 1, 2]


async def test_the_toast_says_the_place_and_undo_puts_it_back_exactly(bakkeby: Town) -> None:
    await hands_in(bakkeby, 4)
    await placed(bakkeby, 1, 2, 3)
    page = read((await moves(bakkeby, "karen", 3, "at", place=1)).text)
    [toast] = page.words("p", class_="toast")
    assert toast.startswith("F-0003 er nu nummer 1 af 3.")
    [undo] = [one for one in page.all("button") if "data-undo" in one.attributes]
    await moves(bakkeby, "peter", 2, "at", place=1)
    back, seen = undo.attributes["data-back"], undo.attributes["data-seen"]
    assert (await moves(bakkeby, "karen", 3, "back", back=back, seen=seen)).status_code == 200
    assert stands(bakkeby) == [2, 1, 3]

    page = read((await moves(bakkeby, "karen", 4, "at", place=2)).text)
    [undo] = [one for one in page.all("button") if "data-undo" in one.attributes]
    assert undo.attributes["data-back"] == ""
    out = await moves(bakkeby, "karen", 4, "out", seen=undo.attributes["data-seen"])
    assert read(out.text).words("p", class_="toast")[0].startswith("F-0004 er taget ud af rækkefølgen.")
    assert stands(bakkeby) == [2, 1, 3]


async def test_who_moves_what_another_has_just_moved_is_told_and_can_choose_again(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 1, 2, 3)
    seen = seen_key(bakkeby, 3)
    await moves(bakkeby, "karen", 3, "at", place=2, seen=seen)
    refused = await moves(bakkeby, "peter", 3, "at", place=1, seen=seen)
    page = read(refused.text)
    assert refused.status_code == 409
    assert "En anden har lige flyttet F-0003. Det er nu nummer 2." in page.words("div", role="alert")[0]
    assert names(page, "placed") == ["F-0001", "F-0003", "F-0002"]
    shown_now = page.all("li", id="row-3")[0].attributes["data-seen"]
    assert (await moves(bakkeby, "peter", 3, "at", place=1, seen=shown_now)).status_code == 200
    assert stands(bakkeby) == [3, 1, 2]
    await moves(bakkeby, "karen", 2, "out")
    refused = await moves(bakkeby, "peter", 1, "before", neighbour="F-0002")
    assert refused.status_code == 409
    assert "står ikke i rækkefølgen længere" in refused.text


async def test_what_was_decided_meanwhile_is_not_moved(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1, 2)
    await comes_to(bakkeby, 1, "on_agenda", "rejected")
    assert stands(bakkeby) == [2]
    refused = await moves(bakkeby, "karen", 1, "last")
    assert refused.status_code == 409
    assert "F-0001 er ikke blandt de forslag" in refused.text
    assert (await moves(bakkeby, "karen", 99, "last")).status_code == 404


async def test_a_decision_keeps_the_place_and_a_move_keeps_the_decision(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 3, 2, 1)
    await comes_to(bakkeby, 2, "on_agenda", "pilot")
    assert stands(bakkeby) == [3, 2, 1]
    assert (await moves(bakkeby, "karen", 2, "at", place=1)).status_code == 200
    page = read((await bakkeby.reads("jonas", "proposals/2")).text)
    assert page.words("span", class_="pill")[0] == "Pilot"
    assert "Nummer 1 i rådets rækkefølge" in page.words("p")


@pytest.mark.parametrize(
    "body",
    [
        {"where": "somewhere"},
        {"where": "at", "place": "0"},
        {"where": "at", "place": "tre"},
        {"where": "at"},
        {"where": "before", "neighbour": "'; --"},
        {"where": "last", "rank": "g00"},
        {"where": "last", "seen": "g" * 300},
        {},
    ],
)
async def test_nonsense_is_refused_and_moves_nothing(bakkeby: Town, body: dict[str, str]) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1, 2)
    answer = await bakkeby.sends("karen", "ranking/2", {"seen": seen_key(bakkeby, 2), **body})
    assert answer.status_code == 422
    assert read(answer.text).words("div", role="alert")
    assert stands(bakkeby) == [1, 2]


async def test_without_sharepoint_the_move_is_said_not_to_be_made(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1, 2)
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    answer = await moves(bakkeby, "karen", 2, "at", place=1)
    assert answer.status_code == 503
    assert "Rækkefølgen er IKKE ændret" in answer.text
    assert stands(bakkeby) == [1, 2]


async def test_where_the_answer_is_lost_the_move_is_made_once(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await placed(bakkeby, 1, 2)
    bakkeby.tenant.faults.add(Fault("after", method="PATCH", path=r"/fields$", status=504))
    answer = await moves(bakkeby, "karen", 2, "at", place=1)
    assert answer.status_code == 200
    assert stands(bakkeby) == [2, 1]


async def test_equal_keys_and_junk_written_by_hand_are_survived(bakkeby: Town) -> None:
    await hands_in(bakkeby, 6)
    for number, written in ((1, "5"), (2, "5"), (3, "5"), (4, "Øverst!"), (5, "AA"), (6, " G00H ")):
        bakkeby.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Proposals", number, {"Rank": written})
    await bakkeby.server.store.catch_up()
    assert stands(bakkeby) == [1, 2, 3, 6]
    assert (await moves(bakkeby, "karen", 6, "before", neighbour="F-0002", seen="g00h")).status_code == 200
    assert stands(bakkeby) == [1, 6, 2, 3]
    assert (await moves(bakkeby, "karen", 4, "at", place=3, seen="")).status_code == 200
    assert (await moves(bakkeby, "karen", 3, "at", place=1)).status_code == 200
    assert stands(bakkeby) == [3, 1, 6, 4, 2]


async def test_the_list_is_narrowed_and_keeps_the_numbers_of_the_whole(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await hands_in(bakkeby, 2, start=3, area="education")
    await placed(bakkeby, 1, 3, 2)
    page = await shown(bakkeby, "jonas", area="education")
    assert names(page, "placed") == ["F-0003"]
    assert page.words("span", class_="rank-place")[0] == "Nummer 2"
    assert names(page, "unplaced") == ["F-0004"]
    assert page.all("div", id="live")[0].attributes["data-place"] == "ranking?area=education"
    empty = await shown(bakkeby, "jonas", area="culture")
    assert "Der er ikke noget at prioritere i det fagområde." in " ".join(empty.words("p"))


async def test_what_has_no_place_stands_longest_waiting_first(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await comes_to(bakkeby, 1, "on_agenda")
    page = await shown(bakkeby, "karen")
    assert page.words("h2", id="unplaced-heading") == ["Ikke placeret endnu 3"]
    listed = names(page, "unplaced")
    log = bakkeby.server.store.overview.log
    since = {f"F-{n:04d}": log.of(n)[-1].decided_at for n in (1, 2, 3)}
    assert listed == sorted(listed, key=lambda name: (since[name], name))


async def test_an_empty_order_says_what_comes_here(bakkeby: Town) -> None:
    page = read((await bakkeby.reads("karen", "ranking")).text)
    assert "Der er ikke noget at prioritere endnu" in page.words("h2")
    nav = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("#")]
    assert nav[:3] == ["#board", "#ranking", "#overview"]


async def test_with_five_hundred_rows_a_page_is_shown_at_a_time_and_a_move_is_one_write(
    bakkeby: Town,
) -> None:
    await five_hundred(bakkeby)
    page = read((await bakkeby.reads("karen", "ranking")).text)
    assert len(page.all("li", class_="rank-row")) == AT_FIRST
    assert page.all("div", id="live")[0].attributes["data-of"] == "500"
    more = URL(page.all("button", id="more-placed")[0].attributes["hx-get"].removeprefix("/tab/part/"))
    whole = read((await bakkeby.reads("karen", more.path, **more.query)).text)
    assert names(whole, "placed") == [f"F-{number:04d}" for number in range(1, 501)]
    bakkeby.tenant.counts.reset()
    assert (await moves(bakkeby, "karen", 500, "at", place=250)).status_code == 200
    assert writes_alone(bakkeby)
    assert stands(bakkeby)[248:251] == [249, 500, 250]
    assert "Nummer 250 i rådets rækkefølge" in (await bakkeby.reads("jonas", "proposals/500")).text


async def five_hundred(at: Town) -> None:
    """Five hundred proposals in the order of their numbers."""
    moment, key = datetime(2026, 3, 2, 12, 0, tzinfo=UTC), ""
    for number in range(1, 501):
        key = between(key, "", number)
        made = Proposal(
            f"Forslag {number}", "Vi går forgæves.", "En sensor.", "Ro.", Person("mette", "Mette"),
            f"five-hundred-{number:04d}", moment, moment, status=Status.READY, rank=key,
        )  # fmt: skip
        assert isinstance(await at.server.store.add_proposal(made), Proposal)
