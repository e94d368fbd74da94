"""The overview: what it counts is what walking every proposal would count, and what is late stands first."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import ENDED, RANKED, Mover, Status
from technology_map.council.ranking import not_placed, numbered, place_of
from technology_map.overview import Filter, Overview
from technology_map.people.people import Person
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.council.councils import comes_to, hands_in
from tests.teams_app.tab.pages import Page, read
from tests.town import Town
from tests.words import overview as fresh_overview

BEGAN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
STATUSES = (Status.SUBMITTED, Status.READY, Status.PILOT, Status.PARKED, Status.REJECTED)
AREAS = (None, "health", "it")
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9))

PROPOSALS = st.builds(
    lambda number, status, area, hours, due, review, rank: Proposal(
        title="Sensorer på natteronden",
        problem="",
        solution="",
        expected_benefits="",
        submitter=Person("mette", "Mette"),
        submission_key=f"key-{number}",
        submitted_at=BEGAN + timedelta(hours=hours),
        changed_at=BEGAN + timedelta(hours=hours),
        status=status,
        area=area,
        next_step_due=due,
        review_date=review,
        rank=rank,
        number=number,
    ),
    st.integers(1, 9),
    st.sampled_from(STATUSES),
    st.sampled_from(AREAS),
    st.integers(0, 5),
    DAYS,
    DAYS,
    st.sampled_from(["", "5", "5", "g00h", "Øverst", "G00H"]),
)
DECISIONS = st.builds(
    lambda row, proposal, seq, hours: Decision(
        proposal=proposal,
        seq=seq,
        start=Status.SUBMITTED,
        end=Status.READY,
        reason="Det er klart.",
        decided_at=BEGAN + timedelta(hours=hours),
        decided_as=Mover.SECRETARY,
        action_key=f"key-{row}",
        row=row,
    ),
    st.integers(1, 12),
    st.integers(1, 9),
    st.integers(1, 3),
    st.integers(1, 9),
)
GONE = st.tuples(st.sampled_from(("proposal", "decision")), st.integers(1, 12))
CHANGES = st.lists(PROPOSALS | DECISIONS | GONE, max_size=40)


def after(changes: list[Proposal | Decision | tuple[str, int]]) -> Overview:
    """The overview after these changes, one by one."""
    overview = fresh_overview()
    for change in changes:
        match change:
            case Proposal():
                overview.put_proposal(change)
            case Decision():
                overview.put_decision(change)
            case ("proposal", number):
                overview.drop_proposal(number)
            case (_, row):
                overview.drop_decision(row)
    return overview


def since(overview: Overview, one: Proposal) -> datetime:
    rows = overview.log.of(one.number)
    return rows[-1].decided_at if rows else one.submitted_at


@given(CHANGES)
def test_the_tallies_are_what_walking_everything_gives(
    changes: list[Proposal | Decision | tuple[str, int]],
) -> None:
    overview = after(changes)
    everything = list(overview.proposals)
    tallies = overview.proposals.facets.tallies()
    assert {key: one.count for key, one in tallies.items()} == Counter(
        (one.status, one.area) for one in everything
    )
    for key, tally in tallies.items():
        inside = [one for one in everything if (one.status, one.area) == key]
        dues = [one.next_step_due or one.review_date for one in inside if one.status not in ENDED]
        assert tally.oldest == min(since(overview, one) for one in inside)
        assert tally.due == min(filter(None, dues), default=None)


@given(CHANGES, st.sampled_from([Filter(), Filter(area="it"), Filter(no_area=True)]))
def test_the_order_is_rank_then_number_and_the_rest_longest_there_first(
    changes: list[Proposal | Decision | tuple[str, int]], asked: Filter
) -> None:
    overview = after(changes)
    council = [one for one in overview.proposals if one.status in RANKED]
    keys = {one.number: one.rank.lower() for one in council if one.rank not in ("", "Øverst")}
    order = sorted(keys, key=lambda number: (keys[number], number))
    fits = {one.number for one in council if asked.fits_area(one.area)}
    shown = [(place, one.number) for place, one in numbered(overview, asked)]
    assert shown == [(place, number) for place, number in enumerate(order, start=1) if number in fits]
    for one in overview.proposals:
        assert place_of(overview, one) == (order.index(one.number) + 1 if one.number in order else 0)
    rest = [one for one in council if one.number in fits and one.number not in keys]
    rest.sort(key=lambda one: (since(overview, one), one.number))
    assert list(not_placed(overview, asked)) == rest


async def overview(at: Town, who: str = "jonas") -> Page:
    """The page as somebody reads it."""
    answer = await at.reads(who, "overview")
    assert answer.status_code == 200
    return read(answer.text)


async def test_each_count_leads_to_the_board_with_just_those(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await hands_in(bakkeby, 1, start=3, area="education")
    await hands_in(bakkeby, 1, start=4, area="")
    await comes_to(bakkeby, 1, "on_agenda")
    page = await overview(bakkeby)
    assert page.words("th", class_="area-head") == ["Sundhed", "Uddannelse", "Uden fagområde"]
    counts = [one for one in page.all("a") if one.attributes.get("id", "").startswith("count-")]
    assert counts
    for one in counts:
        address = URL(one.attributes["href"].removeprefix("#"))
        board = read((await bakkeby.reads("jonas", "board/results", **address.query)).text)
        assert len(board.words("h3")) == int(one.words.split()[0])
    silent = page.words("section", class_="silent")[0]
    assert "Teknik" in silent
    assert "Sundhed" not in silent
    in_all = next(one for one in counts if one.attributes["id"] == "count-all")
    assert (in_all.words.split()[0], in_all.attributes["href"]) == ("4", "#board")


async def test_what_is_late_stands_first_for_the_council_and_is_said_in_words(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    for number, days in ((1, -4), (2, -9), (3, 5)):
        due = (datetime.now(UTC) + timedelta(days=days)).date().isoformat()
        cells = {"NextStep": f"Skridt {number}", "NextStepDue": f"{due}T12:00:00Z"}
        bakkeby.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Proposals", number, cells)
    await bakkeby.server.store.catch_up()
    page = await overview(bakkeby, "karen")
    [late] = page.all("ul", class_="late-rows")
    assert late.words.index("Skridt 2") < late.words.index("Skridt 1")
    assert "Skridt 3" not in late.words
    assert "Skulle være sket" in late.words
    employee = await overview(bakkeby, "jonas")
    assert not employee.all("ul", class_="late-rows")
    assert any("Skulle være sket" in words for words in employee.words("td"))


async def test_the_age_is_told_from_the_last_decision(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    then = (datetime.now(UTC) - timedelta(days=12)).strftime("%Y-%m-%dT%H:%M:%SZ")
    for row in (1, 2):
        bakkeby.tenant.sharepoint.edit_as("hanne", OPEN_SITE, "Decisions", row, {"DecidedAt": then})
    await bakkeby.server.store.catch_up()
    page = await overview(bakkeby)
    assert "Det ældste har stået her i 12 dage." in " ".join(page.words("td"))


async def test_an_empty_overview_says_so_and_costs_sharepoint_nothing(bakkeby: Town) -> None:
    before = bakkeby.tenant.counts.total
    assert "Der er ingen forslag endnu" in (await overview(bakkeby)).words("h2")
    assert (await bakkeby.reads("jonas", "overview/live")).status_code == 200
    assert bakkeby.tenant.counts.total == before
