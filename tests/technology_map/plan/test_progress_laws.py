"""The progress of a plan: the parts are as many as the whole, and what is late is named."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.benefits.benefits import Benefit, BenefitType
from technology_map.benefits.follow_ups import FollowUp
from technology_map.council.life_cycle import Status
from technology_map.plan.plans import DECIDED, REACHED, PlanItem
from technology_map.plan.progress import Stage, as_now, is_late, plan_progress, stage_of
from technology_map.records import Records
from tests.technology_map.sheets.made_sheets import card, proposal
from tests.words import AREAS, overview

TODAY = date(2026, 11, 30)
DAYS = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=400))


def day(found: date | None) -> str:
    return found.isoformat() if found else ""


STATES = st.sampled_from([*Status]).map(lambda one: one.value)
ITEMS = st.lists(
    st.builds(
        lambda number, area, due, state: PlanItem(f"F-{number:04d}", "Sengealarm", area, "", day(due), state),
        st.integers(1, 30),
        st.sampled_from(["", *AREAS[:3]]),
        DAYS,
        STATES,
    )
    | st.builds(
        lambda number, area, due: PlanItem(f"G-{number:04d}", "Trygge nætter", area, "", day(due)),
        st.integers(1, 30),
        st.sampled_from(["", *AREAS[:3]]),
        DAYS,
    ),
    max_size=20,
    unique_by=lambda one: one.name,
)


@given(ITEMS)
def test_the_stages_of_the_areas_add_up_to_the_whole(items: list[PlanItem]) -> None:
    found = plan_progress(items, overview(), Records[Benefit](), Records[FollowUp](), TODAY)
    proposals = [one for one in items if not one.is_goal]
    assert sum(found.stages.values()) == len(proposals)
    for stage in Stage:
        assert sum(one.stages[stage] for one in found.areas) == found.stages[stage]
    assert {one.code: one.whole for one in found.areas} == Counter(one.area for one in proposals)
    assert sorted(one.name for one in found.late) == sorted(one.name for one in items if is_late(one, TODAY))
    assert sum(one.late for one in found.areas) == sum(not one.is_goal for one in found.late)
    assert [one.due for one in found.late] == sorted(one.due for one in found.late)
    for goal in found.goals:
        assert 0 <= goal.reached <= goal.whole <= len(proposals)


@given(STATES, DAYS)
def test_what_is_in_operation_or_out_of_the_plan_is_never_late(state: str, due: date | None) -> None:
    one = PlanItem("F-0001", "Sengealarm", due=day(due), state=state)
    late = due is not None and due < TODAY and Status(state) in DECIDED and Status(state) not in REACHED
    assert is_late(one, TODAY) is late
    assert (stage_of(one) is Stage.LEFT) is (Status(state) not in DECIDED)


def test_a_plan_of_before_is_told_as_its_proposals_stand_today() -> None:
    town = overview()
    town.put_proposal(proposal(number=1, status=Status.PILOT, area=AREAS[1], next_step_due=TODAY))
    kept = [
        PlanItem("F-0001", "Gammel titel", AREAS[0], "Mette", "", "prioritised"),
        PlanItem("F-0009", "Væk"),
    ]
    now = as_now(kept, town)
    assert (now[0].title, now[0].state, now[0].area, now[0].day) == ("Sensorer", "pilot", AREAS[0], TODAY)
    assert now[1] == kept[1]


@pytest.mark.parametrize(("thing", "counts"), [("F-0001", True), ("L-0007", True), ("F-0002", False)])
def test_the_benefits_are_those_of_the_plan_and_of_what_came_of_it(thing: str, *, counts: bool) -> None:
    town = overview()
    town.put_solution_card(card(number=7, from_proposal=1))
    one = Benefit(
        key="b", thing=thing, indicator="Besøg", unit="besøg", type=BenefitType.QUALITY, target=Decimal(3)
    )
    items = [PlanItem("F-0001", "Sensorer", state="in_operation")]
    benefits: Records[Benefit] = Records()
    benefits.put(one)
    found = plan_progress(items, town, benefits, Records[FollowUp](), TODAY)
    assert [sums.expected for sums in found.benefits] == ([Decimal(3)] if counts else [])
