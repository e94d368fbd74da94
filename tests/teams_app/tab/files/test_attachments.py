"""Mette attaches a picture and an offer to her proposal: in pieces, safely, where all may read it."""

from dataclasses import replace
from typing import Any, Literal

import httpx
import pytest

from local_tenant.faults import Fault
from technology_map.files.attachments import MOST
from technology_map.files.file_store import PIECE
from technology_map.files.kinds import LARGEST
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.pages import Page, proposal, read, solution_card
from tests.town import Town

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9000  # 2.3 MB: a piece and a half
PART = "proposals/1/attachments"


def files(at: Town) -> dict[str, bytes]:
    """What truly lies in the library."""
    return at.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")


async def begins(
    at: Town, who: str = "mette", name: str = "seng.png", size: int = len(PNG)
) -> httpx.Response:
    """Somebody chooses a file."""
    return await at.sends(who, PART, {"name": name, "size": size})


async def sends(at: Town, upload: str, first: int, piece: bytes, who: str = "mette") -> httpx.Response:
    """The browser sends a piece."""
    headers = {**at.headers(who), "Content-Type": "application/octet-stream"}
    where = {"upload": upload, "first": str(first)}
    return await at.http.post(f"/tab/part/{PART}/piece", headers=headers, content=piece, params=where)


async def attaches(at: Town, name: str = "seng.png", content: bytes = PNG, who: str = "mette") -> None:
    """Somebody attaches a whole file."""
    begun = (await begins(at, who, name, len(content))).json()
    for first in range(0, len(content), PIECE):
        sent = await sends(at, begun["upload"], first, content[first : first + PIECE], who)
        assert sent.status_code == 200


def ticket_on(page: Page) -> str:
    """Where the first file of a page sells its ticket."""
    buttons = (one.attributes for one in page.all("button"))
    return next(one["data-ticket"] for one in buttons if "data-ticket" in one)


@pytest.fixture(autouse=True)
async def a_proposal(bakkeby: Town) -> None:
    assert (await bakkeby.sends("mette", "proposals", proposal())).status_code == 200


async def test_a_picture_comes_in_pieces_and_everybody_sees_it(bakkeby: Town) -> None:
    assert "Der er ingen bilag endnu" in (await bakkeby.reads("mette", PART)).text
    await attaches(bakkeby)
    assert files(bakkeby) == {"F-0001/seng.png": PNG}
    page = read((await bakkeby.reads("jonas", PART)).text)
    assert page.words("span", **{"class": "file-name"}) == ["seng.png"]
    assert page.all("input", id="attach-files") == []
    picture = await bakkeby.http.get(page.all("img")[0].attributes["src"])
    assert (picture.content, picture.headers["content-type"]) == (PNG, "image/png")
    assert picture.headers["x-content-type-options"] == "nosniff"
    ticket = ticket_on(page)
    bought = await bakkeby.http.post(ticket, headers=bakkeby.headers("jonas"), json={})
    assert bought.json()["name"] == "seng.png"
    led = await bakkeby.http.get(bought.json()["address"])
    assert led.status_code == 302
    async with httpx.AsyncClient(trust_env=False) as browser:
        assert (await browser.get(led.headers["location"])).content == PNG
    assert (await bakkeby.http.get(bought.json()["address"])).status_code == 404


async def test_where_the_line_broke_it_goes_on(bakkeby: Town) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    assert (await sends(bakkeby, upload, 0, PNG[:PIECE])).json() == {"next": PIECE}
    bakkeby.tenant.faults.add(Fault("cut", method="PUT", path="/_api/v2.0/uploads", when="after"))
    broken = await sends(bakkeby, upload, PIECE, PNG[PIECE:])
    assert broken.json() == {"next": len(PNG)}, "it was looked for, and is there"
    state = await bakkeby.sends("mette", f"{PART}/state", {"upload": upload})
    assert state.json() == {"next": len(PNG)}
    assert files(bakkeby) == {"F-0001/seng.png": PNG}


@pytest.mark.parametrize("when", ["before", "after"])
async def test_where_nobody_can_look_it_says_that_nobody_knows(
    bakkeby: Town, when: Literal["before", "after"]
) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    assert (await sends(bakkeby, upload, 0, PNG[:PIECE])).json() == {"next": PIECE}
    bakkeby.tenant.faults.add(Fault("cut", method="PUT", path="/_api/v2.0/uploads", when=when))
    bakkeby.tenant.faults.add(Fault("before", method="GET", path=r"^/v1\.0/drives", status=403, times=None))
    unknown = await sends(bakkeby, upload, PIECE, PNG[PIECE:])
    assert unknown.status_code == 503
    assert "Vi ved ikke, om det blev gemt" in unknown.json()["said"]
    bakkeby.tenant.faults.clear()
    again = await sends(bakkeby, upload, PIECE, PNG[PIECE:])
    assert again.json() == {"next": len(PNG)}
    assert files(bakkeby) == {"F-0001/seng.png": PNG}


async def test_where_the_last_piece_did_not_come_it_is_to_be_sent_again(bakkeby: Town) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    assert (await sends(bakkeby, upload, 0, PNG[:PIECE])).json() == {"next": PIECE}
    bakkeby.tenant.faults.add(Fault("cut", method="PUT", path="/_api/v2.0/uploads", when="before"))
    lost = await sends(bakkeby, upload, PIECE, PNG[PIECE:])
    assert lost.status_code == 503
    assert "Vi ved ikke" not in lost.json()["said"]
    assert (await sends(bakkeby, upload, PIECE, PNG[PIECE:])).json() == {"next": len(PNG)}


REMOVAL = r"^/v1\.0/drives"


async def removes(at: Town, *faults: Fault) -> tuple[int, str]:
    """Mette removes her file, while all this goes wrong: the status, and what she is told."""
    await attaches(at)
    page = read((await at.reads("mette", PART)).text)
    one = ticket_on(page).removeprefix("/tab/part/").removesuffix("/ticket")
    for fault in faults:
        at.tenant.faults.add(fault)
    answer = await at.sends("mette", f"{one}/remove", {})
    return answer.status_code, answer.text


LOST = Fault("cut", "DELETE", REMOVAL, when="after")


async def test_a_removal_of_which_nothing_can_be_found_out_is_said_to_be_unknown(bakkeby: Town) -> None:
    status, told = await removes(bakkeby, replace(LOST), Fault("before", "GET", r"/items/[^/]+$", times=None))
    assert (status, files(bakkeby)) == (503, {})
    assert "Vi ved ikke, om det blev gemt" in told


@pytest.mark.parametrize("fault", [LOST, Fault("after", "DELETE", REMOVAL, status=409)])
async def test_a_removal_that_was_done_is_told_so_whatever_was_answered(bakkeby: Town, fault: Fault) -> None:
    status, told = await removes(bakkeby, replace(fault))
    assert (status, files(bakkeby)) == (200, {})
    assert "er fjernet" in told


@pytest.mark.parametrize("status", [403, 423])
async def test_a_file_that_sharepoint_does_not_let_go_of_is_told_to_be_there(
    bakkeby: Town, status: int
) -> None:
    answered, told = await removes(bakkeby, Fault("before", "DELETE", REMOVAL, status=status))
    assert (answered, len(files(bakkeby))) == (503, 1)
    assert "Vi ved ikke" not in told


async def test_a_piece_that_is_sent_twice_is_there_once(bakkeby: Town) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    for _ in range(2):
        assert (await sends(bakkeby, upload, 0, PNG[:PIECE])).json() == {"next": PIECE}
    for _ in range(2):
        assert (await sends(bakkeby, upload, PIECE, PNG[PIECE:])).json() == {"next": len(PNG)}
    assert files(bakkeby) == {"F-0001/seng.png": PNG}


async def test_two_files_of_one_name_are_two(bakkeby: Town) -> None:
    await attaches(bakkeby)
    await attaches(bakkeby, content=PNG[:1000])
    assert files(bakkeby) == {"F-0001/seng.png": PNG, "F-0001/seng (2).png": PNG[:1000]}


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        pytest.param("virus.exe", 10, "Den slags fil", id="a program"),
        pytest.param("side.html", 10, "Den slags fil", id="a page"),
        pytest.param("tegning.svg", 10, "Den slags fil", id="a drawing with scripts"),
        pytest.param("makro.docm", 10, "Den slags fil", id="a macro"),
        pytest.param("uden endelse", 10, "Den slags fil", id="no kind"),
        pytest.param("film.mp4", LARGEST + 1, "højst fylde 50 MB", id="too big"),
        pytest.param("tom.pdf", 0, "tom", id="empty"),
        pytest.param("070761-4285.pdf", 10, "CPR", id="a CPR number in its name"),
    ],
)
async def test_what_may_not_be_attached_is_refused_in_words(
    bakkeby: Town, name: str, size: int, said: str
) -> None:
    answer = await begins(bakkeby, name=name, size=size)
    assert answer.status_code == 422
    assert said in answer.json()["said"]
    assert files(bakkeby) == {}


@pytest.mark.parametrize("name", ["billede.png", "rapport.pdf", "tal.xlsx", "film.mp4"])
async def test_a_file_that_is_not_what_its_name_says_is_refused(bakkeby: Town, name: str) -> None:
    upload = (await begins(bakkeby, name=name, size=2000)).json()["upload"]
    answer = await sends(bakkeby, upload, 0, b"MZ" + b"x" * 1998)
    assert (answer.status_code, "ikke det" in answer.json()["said"]) == (422, True)
    again = await sends(bakkeby, upload, 0, PNG[:2000])
    assert again.status_code in (410, 422)
    assert files(bakkeby) == {}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../hemmelig.png", "hemmelig.png"),
        ('a<b>:"c|d?.PNG', "a b c d.png"),
        ("con.png", "bilag con.png"),
        ("~$lås.png", "$lås.png"),
        ("\u202egnp.exe.png", "gnp.exe.png"),
        (" .png", None),
    ],
)
async def test_names_are_made_such_that_sharepoint_takes_them(
    bakkeby: Town, name: str, kept: str | None
) -> None:
    answer = await begins(bakkeby, name=name)
    if kept is None:
        assert answer.status_code == 422
    else:
        assert answer.json()["name"] == kept


async def test_only_who_may_correct_it_may_attach_and_remove(bakkeby: Town) -> None:
    assert (await begins(bakkeby, "jonas")).status_code == 403
    upload = (await begins(bakkeby)).json()["upload"]
    assert (await sends(bakkeby, upload, 0, PNG[:PIECE], "jonas")).status_code == 410
    assert (await sends(bakkeby, upload, 0, PNG[:PIECE], "hanne")).status_code == 410
    await attaches(bakkeby, "rådets notat.pdf", b"%PDF-1.7 x", "hanne")
    page = read((await bakkeby.reads("mette", PART)).text)
    one = ticket_on(page).removeprefix("/tab/part/").removesuffix("/ticket")
    assert (await bakkeby.sends("jonas", f"{one}/remove", {})).status_code == 403
    gone = await bakkeby.sends("mette", f"{one}/remove", {})
    assert "rådets notat.pdf er fjernet" in gone.text
    assert files(bakkeby) == {}
    again = await bakkeby.sends("mette", f"{one}/remove", {})
    assert again.status_code == 200, "what is gone is as good as removed"
    assert "Filen ligger her ikke mere." in again.text
    assert (await bakkeby.sends("mette", f"{one}/ticket", {})).status_code == 404


async def test_a_file_of_another_thing_is_not_to_be_had_through_this_one(bakkeby: Town) -> None:
    await attaches(bakkeby)
    assert (await bakkeby.sends("jonas", "solutions", solution_card())).status_code == 200
    page = read((await bakkeby.reads("mette", PART)).text)
    ticket = ticket_on(page)
    other = ticket.removeprefix("/tab/part/").replace("proposals/1", "solutions/1")
    assert (await bakkeby.sends("jonas", other, {})).status_code == 404
    assert "er fjernet" not in (await bakkeby.sends("jonas", other.replace("/ticket", "/remove"), {})).text
    assert len(files(bakkeby)) == 1


async def test_what_is_made_up_is_refused(bakkeby: Town) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    for first, piece in ((1, PNG[:PIECE]), (0, b""), (0, PNG[:100]), (PIECE * 9, PNG[:PIECE])):
        assert (await sends(bakkeby, upload, first, piece)).status_code == 422
    assert (await sends(bakkeby, upload, 0, PNG)).status_code == 422
    assert (await sends(bakkeby, upload[:-4] + "AAAA", 0, PNG[:PIECE])).status_code == 410
    wrong: tuple[Any, ...] = ({}, {"name": 1, "size": 1}, {"name": "a.png", "size": True})
    for sent in wrong:
        assert (await bakkeby.sends("mette", PART, sent)).status_code == 422
    as_json = await bakkeby.sends("mette", f"{PART}/piece?upload={upload}&first=0", {})
    assert as_json.status_code == 415


async def test_thirty_and_no_more(bakkeby: Town) -> None:
    for number in range(MOST):
        await attaches(bakkeby, f"{number}.txt", b"tekst")
    answer = await begins(bakkeby)
    assert "30 filer" in answer.json()["said"]


async def test_stopped_it_is_gone(bakkeby: Town) -> None:
    upload = (await begins(bakkeby)).json()["upload"]
    await sends(bakkeby, upload, 0, PNG[:PIECE])
    for _ in range(2):
        assert (await bakkeby.sends("mette", f"{PART}/cancel", {"upload": upload})).status_code == 200
    assert (await sends(bakkeby, upload, PIECE, PNG[PIECE:])).status_code == 410
    assert files(bakkeby) == {}


async def test_while_the_library_is_away_the_page_says_so(bakkeby: Town) -> None:
    await attaches(bakkeby)
    page = read((await bakkeby.reads("mette", PART)).text)
    picture = page.all("img")[0].attributes["src"]
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0/drives", status=503, times=None))
    away = await bakkeby.reads("mette", PART)
    assert (away.status_code, "Prøv igen om lidt" in away.text) == (200, True)
    assert (await begins(bakkeby)).status_code == 503
    assert (await bakkeby.http.get(picture)).status_code == 404
