"""What a fresh demo starts with: planted once, by the rules that people's own cards follow."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from teams_app.seed import plant
from teams_app.seed.content import SeedCard, SeedProposal, seed_cards, seed_proposals
from teams_app.seed.planting import NOT_TYPED, card_key, proposal_key, whole_values
from teams_app.seed.talk import SeedRemark, seed_remarks
from technology_map.cards.completeness import Progress, progress_of
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.search.finding import by_name, search
from technology_map.search.similar import similar
from technology_map.talk.forms import NewRemark
from technology_map.validation.forms import MoveForm, QuickProposal, QuickSolutionCard, read_form
from technology_map.words.values import Phase
from tests.teams_app.commands.lists_alone import Lists, lists_alone, person
from tests.words import AREAS, PURPOSES, WORDS

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = "0123456789abcdef"


@pytest.fixture
async def lists(tmp_path: Path) -> AsyncIterator[Lists]:
    async with lists_alone(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("seed", seed_cards(), ids=lambda seed: seed.key)
def test_every_card_would_pass_the_gate(seed: SeedCard) -> None:
    fields = seed.model_dump(include={"title", "challenges", "background", "area"})
    assert (
        read_form(QuickSolutionCard, fields | {"submission_key": KEY}, NOW.date(), WORDS).title == seed.title
    )
    others = (seed.effect, seed.user_reception, seed.summary, seed.department, seed.vendor, seed.systems)
    whole = fields | {"submission_key": KEY, "background": "\n".join((seed.background, *others))}
    assert read_form(QuickSolutionCard, whole, NOW.date(), WORDS).area is seed.area
    assert seed.purpose not in seed.other_purposes
    assert whole_values(SOLUTION_TABLE, seed.whole, NOW).keys() == seed.whole.keys()


@pytest.mark.parametrize("seed", seed_proposals(), ids=lambda seed: seed.key)
def test_every_proposal_would_pass_the_gate(seed: SeedProposal) -> None:
    fields = seed.model_dump(exclude={*NOT_TYPED, "department"})
    assert read_form(QuickProposal, fields | {"submission_key": KEY}, NOW.date(), WORDS).title == seed.title
    assert whole_values(PROPOSAL_TABLE, seed.whole, NOW).keys() == seed.whole.keys()
    assert set(seed.links) <= {card.key for card in seed_cards()}
    for move in seed.move:
        fields = {"number": 1, "seq": 0, "action_key": KEY, "end": move.to, "reason": move.reason}
        assert read_form(MoveForm, fields, NOW.date(), WORDS).reason == move.reason
    days = [seed.days_ago, *(move.days_ago for move in seed.move)]
    assert days == sorted(set(days), reverse=True)


def test_the_seed_has_something_of_everything() -> None:
    cards, proposals = seed_cards(), seed_proposals()
    assert (len(cards), len(proposals)) == (25, 12)
    assert {card.area for card in cards} == set(AREAS)
    assert {card.purpose for card in cards} == set(PURPOSES)
    assert {Phase.IN_OPERATION, Phase.IMPLEMENTATION, Phase.RETIRED} <= {card.phase for card in cards}
    assert len({card.key for card in cards}) == 25
    assert len({one.key for one in proposals}) == 12


async def test_planting_twice_adds_nothing(lists: Lists) -> None:
    assert await plant(lists.store, person, NOW) == 25 + 12 + 1
    assert lists.batches == 2
    lists.tenant.counts.reset()
    assert await plant(lists.store, person, NOW + timedelta(days=1)) == 0
    assert lists.tenant.counts.total == 0
    assert (len(lists.store.overview.solution_cards), len(lists.store.overview.proposals)) == (26, 12)


async def test_proposals_stand_in_different_states_with_a_log_that_has_no_fault(lists: Lists) -> None:
    await plant(lists.store, person, NOW)
    overview = lists.store.overview
    assert sorted(one.status for one in overview.proposals) == sorted(
        [
            Status.SUBMITTED,
            Status.CLARIFICATION,
            Status.ASSESSMENT,
            Status.READY,
            Status.ON_AGENDA,
            Status.PRIORITISED,
            Status.PILOT,
            Status.IMPLEMENTATION,
            Status.PARKED,
            Status.REJECTED,
            Status.IN_OPERATION,
            Status.WITHDRAWN,
        ]
    )
    for one in overview.proposals:
        moments = [one.submitted_at, *(row.decided_at for row in overview.log.of(one.number))]
        assert moments == sorted(moments)
        assert moments[-1] < NOW
        assert one.changed_at == moments[-1]
        assert overview.log.faults(one.number) == []


async def test_what_became_of_three_proposals(lists: Lists) -> None:
    await plant(lists.store, person, NOW)
    overview = lists.store.overview

    def proposal(key: str) -> Proposal:
        found = overview.proposals.by_key(proposal_key(key))
        assert found is not None
        return found

    parked = proposal("faelles-elevtavle")
    assert parked.review_date
    assert parked.review_date > NOW.date()
    card = overview.solution_cards.by_key(card_key("talegenkendelse-i-hjemmeplejen"))
    assert card
    assert proposal("tal-noterne-ind-paa-solbakken").leads_to == card.name
    done = proposal("meld-et-hul-i-vejen")
    born = [one for one in overview.solution_cards if one.from_proposal == done.number]
    assert [one.title for one in born] == [done.title]


async def test_some_cards_are_whole_and_their_links_lead_somewhere(lists: Lists) -> None:
    await plant(lists.store, person, NOW)
    overview = lists.store.overview
    states = [[one.progress for one in progress_of(proposal)] for proposal in overview.proposals]
    assert sum(set(state) == {Progress.DONE} for state in states) >= 3
    assert any(Progress.EMPTY in state for state in states)
    assert sum(bool(card.transferability) for card in overview.solution_cards) >= 4
    linked = [name for one in overview.proposals for name in one.links]
    assert len(linked) >= 3
    assert all(by_name(overview, name) for name in linked)
    born = next(card for card in overview.solution_cards if card.from_proposal)
    assert born.technologies
    assert born.beneficiaries


async def test_half_a_planting_is_finished_by_the_next(lists: Lists) -> None:
    await plant(lists.store, person, NOW)
    async with lists_alone(Path()) as other:
        half = [
            one for one in lists.store.overview.solution_cards if one.number % 2 and not one.from_proposal
        ]
        async for _ in other.store.import_cards(half):
            pass
        first = lists.store.overview.proposals.by_key(proposal_key("vr-til-nye-i-danmark"))
        assert first
        await other.store.add_proposal(first)
        await plant(other.store, person, NOW)
        assert len(other.store.overview.solution_cards) == 26
        assert len(other.store.overview.proposals) == 12


async def test_who_writes_a_proposal_like_something_we_have_is_told(lists: Lists) -> None:
    await plant(lists.store, person, NOW)
    overview = lists.store.overview
    found = similar(overview, "VR-briller i matematik", "Eleverne ser figurer i rummet med VR-briller.")
    assert "VR-briller i undervisningen" in [one.thing.title for one in found]
    drones = search(overview, "droner kolonihaver")
    assert [one.title for one in drones.things if isinstance(one, SolutionCard)] == [
        "Droner til opmåling af kolonihaver"
    ]


async def test_the_seed_talks_once(lists: Lists) -> None:
    for _ in range(2):
        await plant(lists.store, person, NOW)
    remarks = lists.store.overview.remarks
    assert len(remarks) == sum(1 + len(one.answer) for one in seed_remarks())
    [waits] = remarks.waiting()
    assert waits.first.author.name == person("amina").name
    assert by_name(lists.store.overview, waits.first.thing)


@pytest.mark.parametrize("seed", seed_remarks(), ids=lambda seed: seed.on)
def test_every_remark_would_pass_the_gate(seed: SeedRemark) -> None:
    sent = {"text": seed.text, "kind": seed.kind.value, "submission_key": KEY}
    assert read_form(NewRemark, sent, NOW.date(), WORDS).text == seed.text
