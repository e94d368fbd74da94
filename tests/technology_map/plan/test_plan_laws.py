"""Laws of the plan: what a version keeps is read back; changes lead from one plan to the next."""

from hypothesis import given
from hypothesis import strategies as st

from technology_map.plan.plans import PlanItem, changes, progress, read, written

ITEMS = st.builds(
    PlanItem,
    name=st.sampled_from([f"F-{number:04d}" for number in range(1, 7)] + ["G-0001", "G-0002"]),
    title=st.text(max_size=20),
    area=st.sampled_from(["", "health", "it"]),
    responsible=st.text(max_size=8),
    due=st.sampled_from(["", "2026-03-01", "2027-12-31"]),
    state=st.sampled_from(["", "prioritised", "pilot", "completed"]),
)
PLANS = st.lists(ITEMS, max_size=8, unique_by=lambda one: one.name)


@given(PLANS)
def test_what_a_version_keeps_is_read_back_the_same(items: list[PlanItem]) -> None:
    assert read(written(items)) == items


@given(PLANS, PLANS)
def test_the_changes_lead_from_one_plan_to_the_next(before: list[PlanItem], now: list[PlanItem]) -> None:
    led = {one.name: one for one in before}
    for change in changes(before, now):
        if change.now is None:
            assert change.before is not None
            assert led.pop(change.before.name) == change.before
        else:
            assert led.get(change.now.name) == change.before
            led[change.now.name] = change.now
    assert led == {one.name: one for one in now}
    assert changes(now, now) == []


@given(PLANS)
def test_the_progress_counts_each_decided_proposal_once(items: list[PlanItem]) -> None:
    counted = sum(progress(items).values())
    assert counted == sum(bool(one.state) and not one.is_goal for one in items)


@given(st.one_of(st.text(max_size=40), st.just('[{"name": "F-0001", "due": "x"}, 3, {"title": "y"}]')))
def test_what_somebody_wrote_into_the_list_by_hand_harms_nothing(content: str) -> None:
    for one in read(content):
        assert one.day is None or one.due
