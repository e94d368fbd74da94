"""The decision log: a chain in which nothing can be changed, left out or swapped unseen."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from technology_map.council.decisions import (
    ChainFault,
    Decision,
    Outcome,
    chain_faults,
    decision_hash,
    outcome_of,
    sealed,
)
from technology_map.council.life_cycle import Mover, Status

REASONS = st.text(min_size=1, max_size=60)
MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2040, 1, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(tzinfo=UTC)
)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    return Decision(
        proposal=42,
        seq=0,
        start=draw(st.sampled_from(Status)),
        end=draw(st.sampled_from(Status)),
        reason=draw(REASONS),
        decided_at=draw(MOMENTS),
        decided_as=draw(st.sampled_from(Mover)),
        action_key=draw(st.text("abcdef0123456789", min_size=16, max_size=16)),
        outcome=draw(st.none() | st.sampled_from(Outcome)),
        review_date=draw(st.none() | st.dates(min_value=date(2020, 1, 1))),
    )


@st.composite
def logs(draw: st.DrawFn, minimum: int = 1) -> list[Decision]:
    log: list[Decision] = []
    for row, unsealed in enumerate(draw(st.lists(decisions(), min_size=minimum, max_size=6)), start=1):
        log.append(replace(sealed(unsealed, log), row=row))
    return log


@given(logs())
def test_a_log_that_nobody_touched_has_no_fault(log: list[Decision]) -> None:
    assert chain_faults(log) == []
    assert [row.seq for row in log] == list(range(1, len(log) + 1))


@given(logs(), st.data(), st.text(min_size=1, max_size=20))
def test_a_changed_reason_is_seen(log: list[Decision], data: st.DataObject, more: str) -> None:
    at = data.draw(st.integers(0, len(log) - 1))
    log[at] = replace(log[at], reason=log[at].reason + "x" + more)
    assert (log[at].seq, ChainFault.CHANGED) in chain_faults(log)


@given(logs(minimum=2), st.data())
def test_a_row_taken_out_before_the_last_is_seen(log: list[Decision], data: st.DataObject) -> None:
    gone = log.pop(data.draw(st.integers(0, len(log) - 2)))
    assert (gone.seq, ChainFault.MISSING) in chain_faults(log)


@given(logs(minimum=2))
def test_a_row_rewritten_with_a_fitting_hash_breaks_the_next_link(log: list[Decision]) -> None:
    forged = replace(log[0], reason=log[0].reason + " eller noget andet")
    log[0] = replace(forged, hash=decision_hash(forged))
    assert (2, ChainFault.REORDERED) in chain_faults(log)


@given(logs())
def test_a_seq_that_stands_twice_is_seen_and_the_first_counts(log: list[Decision]) -> None:
    rival = replace(log[-1], row=99, reason="en anden")
    faults = chain_faults([*log, replace(rival, hash=decision_hash(rival))])
    assert faults == [(log[-1].seq, ChainFault.TWICE)]


@given(decisions())
def test_line_ends_and_composed_letters_make_no_difference(one: Decision) -> None:
    first = replace(one, reason="Først\r\nså måske")
    second = replace(one, reason="Først\nså måske")
    assert decision_hash(first) == decision_hash(second)


def test_a_rejection_that_names_a_card_refers_to_what_we_have() -> None:
    assert outcome_of(Status.REJECTED, Mover.COUNCIL, "L-0007") is Outcome.REFERRED
    assert outcome_of(Status.REJECTED, Mover.COUNCIL, "") is Outcome.REJECTED
    assert outcome_of(Status.READY, Mover.SECRETARY, "") is None
