"""Jonas takes a list along: a ticket for what the filter shows, good once and for a minute."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from string import ascii_letters, digits
from typing import Any

import pytest

from teams_app.tab.sheets.download_tickets import BadTicket, Order, Tickets
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.tab.pages import proposal, solution_card
from tests.technology_map.sheets.made_sheets import of_csv, of_xlsx
from tests.town import Town

ORDER = Order("solutions", "xlsx", "area=health", "da", "jonas")


async def ticket(at: Town, who: str = "jonas", locale: str = "da-dk", **asked: str) -> dict[str, Any]:
    """What the tab answers to the button."""
    order = {"what": "solutions", "form": "csv", "query": "", **asked}
    answer = await at.http.post("/tab/part/files", headers=at.headers(who, locale), json=order)
    assert answer.status_code == 200
    bought: dict[str, Any] = answer.json()
    return bought


async def test_the_file_holds_what_the_filter_shows(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    other = solution_card(submission_key="another-key-000001", title="Droner over tage", area="technical")
    await bakkeby.sends("jonas", "solutions", other)
    bought = await ticket(bakkeby, query="area=technical&shown=5")
    answer = await bakkeby.http.get(bought["address"])
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{bought["name"]}"'
    assert answer.headers["Cache-Control"] == "no-store"
    rows = of_csv(answer.content)
    assert [row[1] for row in rows] == ["Titel", "Droner over tage"]


async def test_proposals_go_along_in_the_language_of_who_asks(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    bought = await ticket(bakkeby, locale="en-gb", what="proposals", form="xlsx", query="status=submitted")
    assert bought["name"].startswith("proposals-2")
    rows = of_xlsx((await bakkeby.http.get(bought["address"])).content)
    under = dict(zip(rows[0], rows[1], strict=True))
    assert (under["Number"], under["Status"], under["Handed in by"]) == ("F-0001", "Submitted", "Mette Holm")
    nothing = await ticket(bakkeby, what="proposals", form="xlsx", query="status=pilot")
    assert len(of_xlsx((await bakkeby.http.get(nothing["address"])).content)) == 1


async def test_a_ticket_is_good_once_and_looking_does_not_use_it(bakkeby: Town) -> None:
    address = (await ticket(bakkeby, what="template", form="xlsx"))["address"]
    assert (await bakkeby.http.head(address)).status_code == 200
    assert (await bakkeby.http.get(address)).status_code == 200
    again = await bakkeby.http.get(address)
    assert again.status_code == 404
    assert "virker kun én gang" in again.text
    assert (await bakkeby.http.get("/tab/files/x")).status_code == 404


async def test_what_is_no_file_of_ours_is_not_sold(bakkeby: Town) -> None:
    for order in ({"what": "contacts"}, {"form": "exe"}, {"what": None}, {"query": 7}):
        sent = {"what": "solutions", "form": "csv", "query": "", **order}
        answer = await bakkeby.http.post("/tab/part/files", headers=bakkeby.headers("jonas"), json=sent)
        assert answer.status_code == (200 if order == {"query": 7} else 404)


async def test_the_other_instance_honours_the_ticket(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path / "lists") as tenant,
        server_in(tenant, tmp_path / "1") as first,
        server_in(tenant, tmp_path / "2") as second,
    ):
        address = (await ticket(first, what="template", form="xlsx"))["address"]
        assert (await second.http.get(address)).status_code == 200


async def test_a_filter_of_the_longest_text_there_is_has_a_ticket_too(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    bought = await ticket(bakkeby, query=f"text={'😀' * 200}")
    assert of_csv((await bakkeby.http.get(bought["address"])).content)[1:] == []


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def test_a_ticket_says_nothing_and_cannot_be_made_up_changed_or_kept() -> None:
    clock = Clock()
    tickets = Tickets(bytes(32), clock)
    sold = tickets.issue(ORDER)
    assert "health" not in sold
    assert tickets.issue(ORDER) != sold
    changed = ("A" if sold[20] != "A" else "B").join((sold[:20], sold[21:]))
    for wrong in ("", "x", changed, sold[:-2], sold + "AA", "æ" * 40, "A" * 5_000):
        with pytest.raises(BadTicket):
            tickets.take(wrong)
    with pytest.raises(BadTicket):
        Tickets(b"\x01" * 32, clock).take(sold)
    assert tickets.take(sold) == ORDER
    for spelt in (*(sold[:-1] + last for last in f"{ascii_letters}{digits}-_"), sold + "=", sold + "=="):
        with pytest.raises(BadTicket):
            tickets.take(spelt)
    late = tickets.issue(ORDER)
    clock.time += timedelta(seconds=59)
    with pytest.raises(BadTicket):
        tickets.take(sold)
    clock.time += timedelta(seconds=2)
    with pytest.raises(BadTicket):
        tickets.take(late)
