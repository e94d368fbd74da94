"""Hanne narrows the lists: what the facets say is what walking every proposal would say."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Filter
from technology_map.people.people import Person
from tests import words
from tests.words import overview as fresh_overview

STATUSES = (Status.SUBMITTED, Status.PILOT, Status.REJECTED)
AREAS = (None, *words.AREAS[:2])
PURPOSES = (None, *words.PURPOSES[:2])
BEGAN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)

PROPOSALS = st.builds(
    lambda number, key, status, area, purpose, hours: Proposal(
        title="Sensorer på natteronden",
        problem="",
        solution="",
        expected_benefits="",
        submitter=Person("mette", "Mette"),
        submission_key=f"key-{key}",
        submitted_at=BEGAN,
        changed_at=BEGAN + timedelta(hours=hours),
        status=status,
        area=area,
        purpose=purpose,
        number=number,
    ),
    st.integers(1, 12),
    st.integers(1, 8),
    st.sampled_from(STATUSES),
    st.sampled_from(AREAS),
    st.sampled_from(PURPOSES),
    st.integers(0, 5),
)
CHANGES = st.lists(st.one_of(PROPOSALS, st.integers(1, 12)), max_size=40)
FILTERS = st.builds(
    Filter,
    status=st.sampled_from((None, *STATUSES)),
    area=st.sampled_from(AREAS),
    purpose=st.sampled_from(PURPOSES),
)


def walked(kept: dict[int, Proposal], asked: Filter) -> list[int]:
    """The same, the slow way: of rows with one key the first, in the promised order."""
    first: dict[str, Proposal] = {}
    for number in sorted(kept):
        first.setdefault(kept[number].submission_key, kept[number])
    fits = [
        one
        for one in first.values()
        if asked.status in (None, one.status)
        and asked.area in (None, one.area)
        and asked.purpose in (None, one.purpose)
    ]
    if asked.status:
        return [one.number for one in sorted(fits, key=lambda one: (one.changed_at, one.number))[::-1]]
    return sorted((one.number for one in fits), reverse=True)


@given(CHANGES, FILTERS)
def test_a_filtered_list_is_what_walking_everything_gives(
    changes: list[Proposal | int], asked: Filter
) -> None:
    overview, kept = fresh_overview(), dict[int, Proposal]()
    for change in changes:
        if isinstance(change, int):
            overview.drop_proposal(change)
            kept.pop(change, None)
        else:
            overview.put_proposal(change)
            kept[change.number] = change
    found, slow = overview.filtered_proposals(asked), walked(kept, asked)
    assert [one.number for one in found] == slow
    assert len(found) == len(slow)
    assert [one.number for one in found.first(2)] == slow[:2]
    by_status = {status: len(overview.filtered_proposals(asked, (status,))) for status in STATUSES}
    assert sum(by_status.values()) == len(slow)
    searched = overview.filtered_proposals(
        Filter(status=asked.status, area=asked.area, purpose=asked.purpose, text="sensor")
    )
    assert sorted(one.number for one in searched) == sorted(slow)
