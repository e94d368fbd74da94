"""The main job: Mette proposes in the chat, all see it, the council decides, and Mette is told why."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from local_tenant.entra import GRAPH
from local_tenant.teams import Message
from technology_map.council.decisions import first_hash
from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import texts
from tests.bot.chatting import AFTERWARDS, SENSORS, asks_for, known, moves, proposal, proposes, words
from tests.stories.playing import OPEN_SITE, answers, rows
from tests.teams_app.tab.pages import read
from tests.town import Town

TITLE = SENSORS["title"]
PILOT_REASON = "Vi prøver det på to gange, så vi ved, om beboerne sover bedre."
TO_THE_AGENDA = (
    (Status.ASSESSMENT, "Et klart problem. Rådet ser på det."),
    (Status.READY, "Forslaget svarer på det hele."),
    (Status.ON_AGENDA, "Det kommer på næste møde."),
)
EVERYONE = ("mette", "jonas", "amina", "soren", "birgit", "karen", "peter", "lise", "hanne")
LIST_PAGES = f"/sites/{OPEN_SITE}/Lists"


async def decided(at: Town) -> None:
    """Mette has proposed, Hanne has sent it along, Karen has decided: a pilot."""
    await proposes(at)
    await answers(at)
    for end, reason in TO_THE_AGENDA:
        await moves(at, "hanne", 1, end, reason)
    await moves(at, "karen", 1, Status.PILOT, PILOT_REASON)


async def reads_sharepoint(at: Town, who: str, place: str) -> str:
    """A page of SharePoint as somebody sees it in a browser."""
    address = httpx.URL(f"{at.tenant.url}{LIST_PAGES}/{place}").copy_add_param("as", who)
    answer = await at.http.get(address)
    assert answer.status_code == 200
    return answer.text


async def reads_graph(at: Town, who: str, name: str) -> list[dict[str, Any]]:
    """The rows of a list through Graph, with a person's own token."""
    token = at.tenant.entra.token_for_person(who, audience=GRAPH, scope="Sites.Read.All")
    address = f"{at.tenant.url}/v1.0/sites/localhost:/sites/{OPEN_SITE}:/lists/{name}/items?$expand=fields"
    answer = await at.http.get(address, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text
    return [one["fields"] for one in answer.json()["value"]]


def pilot_news(message: Message) -> bool:
    """Whether the message tells of the pilot."""
    return bool(message.cards) and PILOT_REASON in words(message.card)


async def test_mette_proposes_the_council_decides_and_everyone_can_see_why(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for who in EVERYONE:
        board = read((await bakkeby.reads(who, "board")).text)
        assert board.words("h3") == [TITLE], who
        assert board.words("span", class_="pill") == ["Indsendt"]
        said = await asks_for(bakkeby, who, "F-0001")
        assert SENSORS["problem"] in words(said.card)

    await answers(bakkeby)
    for end, reason in TO_THE_AGENDA:
        await moves(bakkeby, "hanne", 1, end, reason)
        page = read((await bakkeby.reads("jonas", "proposals/1")).text)
        assert page.words("blockquote")[0] == reason

    await moves(bakkeby, "karen", 1, Status.PILOT, PILOT_REASON)
    await bakkeby.server.messenger.settled()
    told = await bakkeby.tenant.teams.arrives("mette", pilot_news)
    assert "Der er nyt om F-0001" in words(told.card)
    assert told.activity["summary"] == "F-0001 er nu: Pilot"

    for who in EVERYONE:
        page = read((await bakkeby.reads(who, "proposals/1")).text)
        assert page.words("span", class_="pill")[0] == "Pilot"
        assert page.words("blockquote")[0] == PILOT_REASON
        assert len(page.words("p", class_="happened")) == 5
        assert not page.all("div", class_="warn")


async def test_sharepoint_shows_the_status_and_the_reason(bakkeby: Town) -> None:
    await decided(bakkeby)
    for place in ("Proposals", "Proposals/DispForm.aspx?ID=1"):
        shown = await reads_sharepoint(bakkeby, "jonas", place)
        assert all(text in shown for text in (TITLE, "Pilot", PILOT_REASON[:40]))
    shown = await reads_sharepoint(bakkeby, "jonas", "Decisions")
    assert all(reason[:40] in shown for _, reason in (*TO_THE_AGENDA, (Status.PILOT, PILOT_REASON)))

    [row] = await reads_graph(bakkeby, "jonas", "Proposals")
    assert (row["Title"], row["Status"], row["StatusReason"]) == (TITLE, "Pilot", PILOT_REASON)
    assert (row["LastSeq"], row["SubmitterName"]) == (4, "Mette Holm")
    log = await reads_graph(bakkeby, "jonas", "Decisions")
    assert [one["ToStatus"] for one in log] == ["Under vurdering", "Klar til råd", "På dagsorden", "Pilot"]
    assert [one["DecidedAs"] for one in log] == ["Rådssekretær"] * 3 + ["It-porteføljerådet"]
    assert not [text for one in log for text in ("Karen", "Hanne") if text in str(one)]


async def test_the_chain_of_the_log_holds(bakkeby: Town) -> None:
    await decided(bakkeby)
    log = await reads_graph(bakkeby, "jonas", "Decisions")
    assert [one["Seq"] for one in log] == [1, 2, 3, 4]
    assert [one["PrevHash"] for one in log] == [first_hash(1), *(one["Hash"] for one in log[:-1])]
    assert first_hash(1) == hashlib.sha256(b"F-0001|0").hexdigest()
    await bakkeby.server.store.replica.load()
    assert bakkeby.server.store.overview.log.faults(1) == []


async def test_round_trips_are_few(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    await known(bakkeby, "mette")
    counts = bakkeby.tenant.counts

    counts.reset()
    await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert counts.total == 1

    counts.reset()
    for part in ("start", "board", "board/results", "proposals/1", "mine", "solutions", "changes"):
        assert (await bakkeby.reads("jonas", part)).status_code == 200
    assert (await bakkeby.reads("jonas", "board", text="sensor", status="submitted")).status_code == 200
    assert counts.total == 0

    for end, reason in TO_THE_AGENDA:
        counts.reset()
        await moves(bakkeby, "hanne", 1, end, reason)
        await bakkeby.server.sweeper.settled()
        assert counts.total == 2 + AFTERWARDS
    counts.reset()
    await moves(bakkeby, "karen", 1, Status.PILOT, PILOT_REASON)
    await bakkeby.server.sweeper.settled()
    assert counts.total == 2 + AFTERWARDS
    assert sum(counts.by_route.values()) == 2 + AFTERWARDS


Tamper = Callable[[Town], None]


def edits(seq: int, **cells: Any) -> Tamper:
    """The site's owner changes cells of a row of the log."""
    return lambda at: at.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Decisions", seq, cells)


def deletes(*seqs: int) -> Tamper:
    """The site's owner deletes rows of the log."""

    def delete(at: Town) -> None:
        for seq in seqs:
            at.tenant.sharepoint.delete_as("hanne", OPEN_SITE, "Decisions", seq)

    return delete


def swaps(one: int, other: int, *columns: str) -> Tamper:
    """The site's owner exchanges what two rows of the log say."""

    def swap(at: Town) -> None:
        kept = {row["id"]: {name: row[name] for name in columns} for row in rows(at.tenant, "Decisions")}
        at.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Decisions", one, kept[other])
        at.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Decisions", other, kept[one])

    return swap


def moves_by_hand(**cells: Any) -> Tamper:
    """The site's owner changes cells of the proposal itself."""
    return lambda at: at.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Proposals", 1, cells)


CHANGED, MISSING = "Beslutning {} i beslutningsloggen er ændret", "Beslutning {} mangler i beslutningsloggen"
REORDERED, OUTSIDE = "Beslutning {} passer ikke til", "uden en beslutning i beslutningsloggen"
TAMPERED: dict[str, tuple[Tamper, str]] = {
    "another reason": (edits(4, Reason="Vi gør det bare."), CHANGED.format(4)),
    "one letter more": (edits(2, Reason=TO_THE_AGENDA[1][1] + "!"), CHANGED.format(2)),
    "another status": (edits(4, ToStatus="Implementering"), CHANGED.format(4)),
    "another outcome": (edits(4, Outcome="Afvist"), CHANGED.format(4)),
    "another mover": (edits(1, DecidedAs="It-porteføljerådet"), CHANGED.format(1)),
    "another day": (edits(3, DecidedAt="2020-01-01T12:00:00Z"), CHANGED.format(3)),
    "another hash": (edits(4, Hash="0" * 64), CHANGED.format(4)),
    "another hash before": (edits(3, PrevHash="0" * 64), REORDERED.format(3)),
    "a row deleted": (deletes(2), MISSING.format(2)),
    "the first row deleted": (deletes(1), MISSING.format(1)),
    "the last row deleted": (deletes(4), MISSING.format(4)),
    "every row deleted": (deletes(1, 2, 3, 4), MISSING.format(1)),
    "two rows exchanged": (swaps(1, 2, "Seq"), REORDERED.format(1)),
    "a row of another proposal": (edits(3, Proposal=7), MISSING.format(3)),
    "the status by hand": (moves_by_hand(Status="I drift"), OUTSIDE),
}


@pytest.mark.parametrize(("tamper", "sentence"), TAMPERED.values(), ids=TAMPERED)
async def test_tampering_in_sharepoint_is_shown_on_the_proposals_page(
    bakkeby: Town, tamper: Tamper, sentence: str
) -> None:
    await decided(bakkeby)
    tamper(bakkeby)
    await bakkeby.server.store.catch_up()
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    [warning] = page.words("div", class_="warn")
    assert "Noget stemmer ikke i dette forslags historik" in warning
    assert sentence in warning


async def test_a_reason_changed_by_hand_does_not_pass_for_the_councils(bakkeby: Town) -> None:
    await decided(bakkeby)
    moves_by_hand(StatusReason="Fordi jeg siger det.")(bakkeby)
    await bakkeby.server.store.catch_up()
    assert proposal(bakkeby).status_reason == "Fordi jeg siger det."
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.all("div", class_="warn")


async def test_a_log_cut_back_to_an_equal_status_is_noticed(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, "Hvor mange senge?")
    await moves(bakkeby, "mette", 1, Status.SUBMITTED, "Tolv senge.")
    deletes(1, 2)(bakkeby)
    await bakkeby.server.store.catch_up()
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.all("div", class_="warn")


TYPED_BY_HAND = {"Problem": "Ring til 010190-1234, når hun falder.", "Department": "Nord 010190 1234 cpr"}


async def test_a_cpr_number_typed_in_sharepoint_comes_no_further(bakkeby: Town) -> None:
    await proposes(bakkeby)
    moves_by_hand(**TYPED_BY_HAND)(bakkeby)
    await bakkeby.server.store.catch_up()
    pages = [
        (await bakkeby.reads("jonas", place)).text for place in ("proposals/1", "board", "mine", "overview")
    ]
    found = (await bakkeby.reads("jonas", "board", text="1234")).text
    exported = sheet_file(
        What.PROPOSALS, FileForm.CSV, bakkeby.server.store.overview.proposals, texts(Language.DANISH)
    ).decode()
    card = json.dumps((await asks_for(bakkeby, "mette", "status F-0001")).card, ensure_ascii=False)
    for said in (*pages, found, exported, card):
        assert "010190" not in said
    assert "Ring til ••••••-••••, når hun falder." in pages[0]
    assert "••••••-••••" in exported
