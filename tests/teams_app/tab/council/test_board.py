"""The board: every proposal by status, narrowed by area, purpose, status, words and number."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from teams_app.tab.cards.proposal_view import move_name
from teams_app.tab.council.board_view import AT_FIRST, GROUPS, board
from teams_app.tab.council.waiting import TONES
from teams_app.tab.filters import Reader, address, read_filter
from teams_app.tab.rendering import drawn
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status, moves
from technology_map.overview import Filter, Overview
from technology_map.people.people import Caller, Language, Person
from technology_map.texts import texts
from technology_map.words.values import Beneficiary, Transferability
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town
from tests.words import AREAS, PURPOSES, WORDS, speaking
from tests.words import overview as fresh_overview

TODAY = date(2026, 11, 24)
METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")


def overview_with(*titles: str, status: Status = Status.SUBMITTED) -> Overview:
    """An overview with a proposal for each title."""
    overview = fresh_overview()
    moment = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    for number, title in enumerate(titles, start=1):
        made = Proposal(
            title, title, title, title, METTE, f"key-{number}", moment, moment, number=number, status=status
        )
        overview.put_proposal(made)
    return overview


def test_every_status_has_one_place_on_the_board_and_a_colour() -> None:
    assert sorted(s for group in GROUPS.values() for s in group) == sorted(Status)
    assert set(TONES) == set(Status)


@pytest.mark.parametrize("language", Language)
def test_every_move_has_a_name(language: Language) -> None:
    for move in moves(fast_track=True):
        assert texts(language)(f"tab.move.{move_name(move)}")


async def test_what_mette_proposes_everybody_sees(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    for who in ("jonas", "birgit", "karen", "hanne"):
        page = read((await bakkeby.reads(who, "board")).text)
        assert page.words("h3") == ["Sensorer på natteronden"]
        assert page.words("span", class_="pill") == ["Indsendt"]
        assert page.words("p", class_="waits")[0].startswith("Venter på rådssekretæren siden ")
        assert page.all("a", id="card-F-0001")[0].attributes["href"] == "#proposals/1"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"area": "health"}, ["Sensorer på natteronden"]),
        ({"area": "education"}, ["Tavle til skole-hjem-samtaler"]),
        ({"purpose": "service"}, ["Sensorer på natteronden"]),
        ({"status": "submitted"}, ["Tavle til skole-hjem-samtaler", "Sensorer på natteronden"]),
        ({"status": "pilot"}, []),
        ({"text": "madras"}, ["Sensorer på natteronden"]),
        ({"text": "F-0002"}, ["Tavle til skole-hjem-samtaler"]),
        ({"text": "F-0002", "area": "health"}, []),
        ({"text": "intet sted"}, []),
        ({"technology": "drone"}, []),
        ({"mine": "1"}, []),
        (
            {"area": "noget andet", "status": "x'--"},
            ["Tavle til skole-hjem-samtaler", "Sensorer på natteronden"],
        ),
    ],
)
async def test_the_board_is_narrowed(bakkeby: Town, query: dict[str, str], found: list[str]) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    other = proposal(
        submission_key="proposal-key-0000002",
        title="Tavle til skole-hjem-samtaler",
        problem="Lærerne ringer til forældrene en efter en.",
        solution="En fælles tavle.",
        area="education",
        purpose="process",
    )
    await bakkeby.sends("jonas", "proposals", other)
    assert read((await bakkeby.reads("amina", "board/results", **query)).text).words("h3") == found


async def test_mette_sees_only_her_own_and_her_own_area(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    other = proposal(submission_key="proposal-key-0000002", title="Tavle til skolen", area="education")
    await bakkeby.sends("jonas", "proposals", other)
    mine = read((await bakkeby.reads("mette", "board/results", mine="1")).text)
    assert mine.words("h3") == ["Sensorer på natteronden"]
    area = read((await bakkeby.reads("jonas", "board", area="mine")).text)
    assert area.words("h3") == ["Tavle til skolen"]
    assert any(one.startswith("Mit område: ") for one in area.words("option"))
    asked = {"what": "proposals", "form": "csv", "query": "mine=1"}
    ticket = (await bakkeby.sends("mette", "files", asked)).json()
    file = await bakkeby.http.get(ticket["address"])
    assert "Sensorer på natteronden" in file.text
    assert "Tavle til skolen" not in file.text


async def test_an_empty_board_says_what_to_do(bakkeby: Town) -> None:
    page = read((await bakkeby.reads("mette", "board")).text)
    assert "Der er ingen forslag endnu" in page.words("h2")
    assert page.all("a", href="#new/proposal")


def test_a_long_group_is_shown_a_page_at_a_time() -> None:
    overview, t = overview_with(*(f"Forslag {n}" for n in range(2_000))), speaking(Language.DANISH)
    first = board(t, overview, {}, TODAY).groups[0]
    assert (len(first.cards), first.count) == (AT_FIRST, "2.000")
    more = board(t, overview, URL(f"/{first.more}").query, TODAY).groups[0]
    assert len(more.cards) > AT_FIRST
    assert more.cards[: len(first.cards)] == first.cards
    assert len(board(t, overview, {"new": "999999999"}, TODAY).groups[0].cards) < 2_000
    assert len(board(t, overview, {"new": "99999"}, TODAY).groups[0].cards) == 2_000


@given(
    st.builds(
        Filter,
        status=st.none() | st.sampled_from(Status),
        area=st.none() | st.sampled_from(AREAS),
        purpose=st.none() | st.sampled_from(PURPOSES),
        text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=100).map(str.strip),
        technology=st.none() | st.just("drone"),
        beneficiary=st.none() | st.sampled_from(Beneficiary),
        transferability=st.none() | st.sampled_from(Transferability),
        person=st.sampled_from(["", METTE.object_id]),
    ),
    st.booleans(),
)
def test_a_filter_survives_its_address(asked: Filter, my_area: bool) -> None:
    by = Reader(METTE.object_id, "health")
    asked = replace(asked, area="health", my_area=True) if my_area else asked
    assert read_filter(URL(f"/{address('board', asked)}").query, WORDS, by) == asked


def test_mine_in_an_address_means_whoever_reads_it() -> None:
    query = {"mine": "1", "area": "mine"}
    mettes = read_filter(query, WORDS, Reader(METTE.object_id, "health"))
    assert (mettes.person, mettes.area) == (METTE.object_id, "health")
    nobodys = read_filter(query, WORDS)
    assert (nobodys.person, nobodys.area) == ("", None)


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_a_title_holds_is_only_words_on_the_board(title: str) -> None:
    t, overview = speaking(Language.DANISH), overview_with(title)
    html = drawn("board_results.html", t=t, board=board(t, overview, {}, TODAY), caller=Caller(METTE))
    plain = drawn(
        "board_results.html", t=t, board=board(t, overview_with("x"), {}, TODAY), caller=Caller(METTE)
    )
    page = read(html)
    assert [one.tag for one in page.elements] == [one.tag for one in read(plain).elements]
    shown = page.all("h3")[0].words
    assert shown == title.replace("\r\n", "\n").replace("\r", "\n") or shown.replace("\ufffd", "") in title


def test_the_rarer_filters_narrow_too() -> None:
    overview = overview_with("Droner", "Chatbot")
    first, second = overview.proposals.get(1), overview.proposals.get(2)
    assert first
    assert second
    overview.put_proposal(replace(first, technologies=("drone",), beneficiaries=(Beneficiary.CITIZENS,)))
    overview.put_proposal(replace(second, beneficiaries=(Beneficiary.EMPLOYEES,)))
    for asked, names in (
        (Filter(technology="drone"), ["F-0001"]),
        (Filter(beneficiary=Beneficiary.EMPLOYEES), ["F-0002"]),
        (Filter(technology="drone", beneficiary=Beneficiary.EMPLOYEES), []),
        (Filter(text="droner", beneficiary=Beneficiary.CITIZENS), ["F-0001"]),
        (Filter(person=METTE.object_id), ["F-0002", "F-0001"]),
        (Filter(person="another"), []),
        (Filter(transferability=Transferability.FULL), []),
    ):
        assert [one.name for one in overview.filtered_proposals(asked)] == names
