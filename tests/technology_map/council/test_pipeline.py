"""The pipeline: where proposals have stood and how long, in stays that meet and lose no day."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from technology_map.council.life_cycle import ENDED, Status
from technology_map.council.pipeline import PROMISED, Promise, flow, promised, quarters, stays
from technology_map.overview import Overview
from technology_map.records import Records
from tests.technology_map.council.test_what_follows_laws import decision, proposal

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
YEAR = timedelta(days=365)
steps = st.lists(st.tuples(st.integers(0, 90), st.sampled_from(Status)), max_size=8)


def moved(steps: list[tuple[int, Status]]) -> Overview:
    """A proposal that was moved like this, each so many days after the one before."""
    overview, moment, start = Overview(), datetime(2025, 1, 7, 9, tzinfo=UTC), Status.SUBMITTED
    one = replace(proposal(1, "mette", start), submitted_at=moment, seq=len(steps))
    for seq, (days, end) in enumerate(steps, start=1):
        moment += timedelta(days=days)
        row = replace(decision(1, end), seq=seq, start=start, decided_at=moment, row=seq, action_key=str(seq))
        overview.put_decision(row)
        start = end
    overview.put_proposal(replace(one, status=start))
    return overview


@given(steps=steps)
def test_stays_meet_and_cover_the_whole_time(steps: list[tuple[int, Status]]) -> None:
    overview = moved(steps)
    one = overview.proposals.get(1)
    assert one is not None
    found = stays(one, overview.log.of(1))
    assert found[0].start == one.submitted_at
    assert [stay.end for stay in found[:-1]] == [stay.start for stay in found[1:]]
    assert found[-1].end is None
    assert found[-1].status is one.status
    whole = (NOW.date() - one.submitted_at.date()).days
    assert sum(stay.days(NOW) for stay in found) == whole


@given(many=st.lists(steps, max_size=6))
def test_everything_on_its_way_is_counted_where_it_stands(many: list[list[tuple[int, Status]]]) -> None:
    overview = Overview()
    for number, one in enumerate(many, start=1):
        theirs = moved(one)
        there = theirs.proposals.get(1)
        assert there is not None
        overview.put_proposal(replace(there, number=number, submission_key=f"key-{number}"))
        for row in theirs.log.of(1):
            overview.put_decision(replace(row, proposal=number, row=number * 100 + row.seq))
    rows = flow(overview, Records(), NOW, YEAR)
    on_the_way = [one for one in overview.proposals if one.status not in ENDED]
    assert sum(row.count for row in rows) == len(on_the_way)
    assert all(row.late <= row.count for row in rows)
    assert sum(one.came for one in quarters(overview, NOW, 12)) == len(many)


def test_a_promise_is_the_councils_own_where_it_has_said_so() -> None:
    promises: Records[Promise] = Records()
    assert promised(promises, Status.READY) == PROMISED[Status.READY]
    promises.put(Promise(key="ready", days=7, row=1))
    assert promised(promises, Status.READY) == 7
    assert promised(promises, Status.PILOT) is None


def test_the_last_quarters_come_in_order() -> None:
    found = quarters(Overview(), NOW, 6)
    assert [(one.year, one.quarter) for one in found][-1] == (2026, 4)
    places = [one.year * 4 + one.quarter for one in found]
    assert all(later - sooner == 1 for sooner, later in itertools.pairwise(places))
