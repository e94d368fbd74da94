"""The checker itself: fed what must not be, it complains, each time of the right thing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.provisioned import provisioned
from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.trust import truth
from tests.trust.cells import lesson, staged
from tests.trust.checker import Event, Verdict, always_true, check
from tests.trust.operation import Answer, Operation, Told, act
from tests.trust.operations import OPERATIONS
from tests.trust.place import Place, served
from tests.trust.traces import Trace
from tests.trust.truth import Change, Moment

MOVE = next(one for one in OPERATIONS if str(one) == "hanne: POST proposals/{number}/moves")


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with provisioned(tmp_path) as tenant, served(tenant, tmp_path) as running:
        yield running


class Acted:
    """Hanne's move of Mette's proposal, which Jonas backs."""

    def __init__(self, expected: list[Trace], before: Moment, event: Event) -> None:
        self.expected, self.before, self.event = expected, before, event

    def verdict(self, place: Place, *, told: Told = "ok", lost: bool = False) -> list[str]:
        """What is wrong in what stands now, had this been told."""
        return self.judged(truth.changes(place.tenant, self.before), told, lost=lost).wrong

    def judged(self, changes: list[Change], told: Told = "ok", *, lost: bool = False) -> Verdict:
        """The verdict on some changes."""
        event = Event(self.event.operation, self.event.values, Answer(told), self.expected)
        return check([event], changes, answers_lost=lost)


@pytest.fixture
async def acted(place: Place) -> Acted:
    expected = await lesson(place, MOVE)
    values = await staged(place, MOVE)
    before = truth.now(place.tenant)
    answer = await act(place, MOVE, values)
    await place.rests(None)
    return Acted(expected, before, Event(MOVE, values, answer, expected))


def row(place: Place, name: str, site: str = OPEN_SITE) -> int:
    """The id of the newest row of a list."""
    return int(place.tenant.sharepoint.true_rows(site, name)[-1]["id"])


async def test_it_has_no_complaint_where_all_is_right(place: Place, acted: Acted) -> None:
    assert acted.event.answer.told == "ok"
    assert acted.verdict(place) == []
    assert acted.verdict(place, told="unknown") == []
    assert always_true(place.tenant) == []


async def test_a_row_that_is_lost_and_what_follows_from_it(place: Place, acted: Acted) -> None:
    place.tenant.sharepoint.delete_as(None, OPEN_SITE, "Decisions", row(place, "Decisions"))
    (said,) = acted.verdict(place)
    assert "is not there: +Decisions" in said
    assert any("its log says" in one for one in always_true(place.tenant))
    assert any("is not there" in one for one in acted.verdict(place, told="unknown")), "half is not nothing"


async def test_a_row_that_is_there_twice(place: Place, acted: Acted) -> None:
    again = dict(place.tenant.sharepoint.true_rows(OPEN_SITE, "Decisions")[-1])
    cells = {name: value for name, value in again.items() if name not in ("id", "etag")}
    await place.tenant.sharepoint.create_as(None, OPEN_SITE, "Decisions", {**cells, "DecisionKey": "F-9|9"})
    (said,) = acted.verdict(place)
    assert said.startswith("nothing caused: +Decisions")
    assert any(f"the log of {again['Proposal']}" in one for one in always_true(place.tenant))


async def test_a_status_that_is_not_the_logs(place: Place, acted: Acted) -> None:
    number = int(acted.event.values["number"])
    place.tenant.sharepoint.edit_as(None, OPEN_SITE, "Proposals", number, {"Status": "Afvist"})
    assert any("is not there: ~Proposals" in one for one in acted.verdict(place))
    assert f"{number} is Afvist, its log says Under vurdering" in " ".join(always_true(place.tenant))


async def test_other_words_than_were_typed(place: Place, acted: Acted) -> None:
    number = int(acted.event.values["number"])
    place.tenant.sharepoint.edit_as(None, OPEN_SITE, "Proposals", number, {"StatusReason": "Noget andet"})
    assert any("is not there: ~Proposals" in one for one in acted.verdict(place))


async def test_what_was_told_as_not_done_and_is(place: Place, acted: Acted) -> None:
    said = acted.verdict(place, told="refused")
    assert len(said) == len(acted.expected)
    assert all(one.startswith("nothing caused") for one in said)


async def test_a_message_that_comes_twice_or_not_at_all(place: Place, acted: Acted) -> None:
    changes = truth.changes(place.tenant, acted.before)
    (message,) = [one for one in changes if one.where == "chat:jonas"]
    (twice,) = acted.judged([*changes, message]).wrong
    assert twice.startswith("nothing caused: +chat:jonas")
    assert acted.judged([*changes, message], lost=True) == Verdict([], 1)
    (none,) = acted.judged([one for one in changes if one is not message], lost=True).wrong
    assert "is not there: +chat:jonas" in none


async def test_what_nobody_followed_up(place: Place, acted: Acted) -> None:
    notice = row(place, "Notices", CLOSED_SITE)
    place.tenant.sharepoint.edit_as(None, CLOSED_SITE, "Notices", notice, {"State": "I gang"})
    assert any("nothing follows from" in one for one in always_true(place.tenant))
    assert any("is not there: +Notices" in one for one in acted.verdict(place))


async def test_a_second_card_of_one_proposal(place: Place) -> None:
    for number in (1, 2):
        card = {"Title": "Måtter", "FromProposal": 1, "SubmissionKey": f"k{number}"}
        await place.tenant.sharepoint.create_as(None, OPEN_SITE, "SolutionCards", card)
    assert always_true(place.tenant) == ["proposal 1 has 2 solution cards"]


def test_what_waits_is_told_once_more_when_it_is_stored() -> None:
    operation = Operation(name="press propose", who="mette", scene=_nothing)
    late = Change("chat:mette", "new", {"words": "Nu er det gemt som F-0001"})
    event = Event(operation, {}, Answer("waits"), [])
    assert check([event], [late]).wrong == []
    assert len(check([event], [late, late]).wrong) == 1
    assert len(check([Event(operation, {}, Answer("ok"), [])], [late]).wrong) == 1


async def _nothing(_place: Place, _values: dict[str, str]) -> None:
    """No scene."""
