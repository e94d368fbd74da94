"""The life cycle of a proposal: one table, and what follows from it."""

from hypothesis import given
from hypothesis import strategies as st

from technology_map.council.life_cycle import ENDED, Mover, Status, movers, moves, open_moves
from technology_map.people.people import Role

ANY_MOVERS = st.frozensets(st.sampled_from(Mover))


def test_every_status_can_be_reached_from_submitted() -> None:
    reached = {Status.SUBMITTED}
    while more := {m.end for m in moves() if m.start in reached} - reached:
        reached |= more
    assert reached == set(Status)


def test_every_open_status_leads_to_an_end() -> None:
    ending = set(ENDED)
    while more := {m.start for m in moves() if m.end in ending} - ending:
        ending |= more
    assert ending == set(Status)


def test_no_move_stands_twice_and_none_stays_where_it_is() -> None:
    table = moves(fast_track=True)
    assert len(set(table)) == len(table)
    assert all(move.start is not move.end for move in table)


@given(st.sampled_from(Status), ANY_MOVERS)
def test_what_is_open_to_somebody_is_in_the_table_under_that_name(
    start: Status, as_what: frozenset[Mover]
) -> None:
    found = open_moves(start, as_what)
    assert set(found) == {m for m in moves() if m.start is start and m.mover in as_what}


@given(st.sampled_from(Status), ANY_MOVERS)
def test_fast_track_only_adds(start: Status, as_what: frozenset[Mover]) -> None:
    assert set(open_moves(start, as_what)) <= set(open_moves(start, as_what, fast_track=True))


def test_mette_who_is_no_submitter_of_it_moves_nothing() -> None:
    assert movers(Role.EMPLOYEE, is_submitter=False) == frozenset()


def test_karen_of_the_council_decides_but_does_not_do_the_secretarys_work() -> None:
    as_what = movers(Role.MEMBER, is_submitter=False)
    assert {m.end for m in open_moves(Status.ON_AGENDA, as_what)} >= {Status.PILOT, Status.REJECTED}
    assert open_moves(Status.SUBMITTED, as_what) == ()


def test_hanne_the_secretary_prepares_and_records_what_the_council_decided() -> None:
    as_what = movers(Role.SECRETARY, is_submitter=False)
    assert {m.end for m in open_moves(Status.SUBMITTED, as_what)} == {
        Status.CLARIFICATION,
        Status.ASSESSMENT,
        Status.REJECTED,
        Status.MERGED,
    }
    assert open_moves(Status.ON_AGENDA, as_what)
