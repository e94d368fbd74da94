"""Whoever reads a card sees which proposals name it: a link is there from both its ends."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.proposals import Proposal
from technology_map.overview import Overview
from tests.bot.chatting import proposal as stored
from tests.teams_app.tab.cards.test_steps import saves
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.technology_map.sheets.made_sheets import HANNE, NOW
from tests.town import Town


async def test_a_card_and_a_proposal_show_who_names_them(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "proposals", proposal(submission_key="o" * 22, title="Måtter ved sengen"))
    await saves(bakkeby, "connections", links="L-0001, F-0002")
    for place in ("solutions/1", "proposals/2"):
        page = read((await bakkeby.reads("amina", place)).text)
        assert page.words("a", id="names-F-0001") == [f"F-0001 {stored(bakkeby).title}"]
    assert not read((await bakkeby.reads("amina", "proposals/1")).text).all("a", id="names-F-0001")
    await saves(bakkeby, "connections", links="")
    assert not read((await bakkeby.reads("amina", "solutions/1")).text).all("a", id="names-F-0001")


@given(st.lists(st.lists(st.integers(1, 6), max_size=4), min_size=1, max_size=6), st.integers(0, 6))
def test_every_link_is_found_from_its_other_end_and_no_other(links: list[list[int]], into: int) -> None:
    proposals = [
        _proposal(number, tuple(map(_name, dict.fromkeys(named))), _name(into))
        for number, named in enumerate(links, start=1)
    ]
    overview = Overview()
    for one in proposals:
        overview.put_proposal(replace(one, links=(), leads_to=""))
    assert not any(overview.named_by(_name(number)) for number in range(1, 7))
    for one in proposals:
        overview.put_proposal(one)
    for number in range(1, 7):
        wanted = [
            one.number
            for one in proposals
            if one.number != number and _name(number) in {*one.links, one.leads_to}
        ]
        assert [one.number for one in overview.named_by(_name(number))] == wanted


def _proposal(number: int, links: tuple[str, ...], leads_to: str) -> Proposal:
    return Proposal(
        title="x",
        problem="x",
        solution="x",
        expected_benefits="x",
        submitter=HANNE,
        submission_key=f"key-{number}",
        submitted_at=NOW,
        changed_at=NOW,
        links=links,
        leads_to=leads_to,
        number=number,
    )


def _name(number: int) -> str:
    return f"F-{number:04d}" if number else ""
