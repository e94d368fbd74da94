"""Laws of talk: each remark stands once, in one thread, in the order it was written, whatever comes when."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from technology_map.people.people import Person
from technology_map.talk.remarks import Remark, RemarkKind, Remarks, ThreadPlace

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
THINGS = ("F-0001", "L-0001")


@st.composite
def rows(draw: st.DrawFn) -> list[Remark]:
    """Rows of a list: first remarks, answers to them, and rows with one key twice."""
    count = draw(st.integers(0, 12))
    made: list[Remark] = []
    for row in range(1, count + 1):
        firsts = [one for one in made if not one.parent]
        parent = draw(st.sampled_from([None, *firsts])) if firsts else None
        key = draw(st.sampled_from([f"k{row}", *(one.key for one in made)]))
        made.append(
            Remark(
                key=key,
                thing=parent.thing if parent else draw(st.sampled_from(THINGS)),
                text=str(row),
                author=Person(draw(st.sampled_from(["mette", "jonas"])), "Navn"),
                written_at=NOON + timedelta(minutes=draw(st.integers(0, 5))),
                kind=None if parent else draw(st.sampled_from(RemarkKind)),
                parent=parent.key if parent else "",
                place=ThreadPlace.ANSWER if parent else ThreadPlace.FIRST,
                row=row,
            )
        )
    return made


def kept(made: list[Remark]) -> Remarks:
    remarks = Remarks()
    for one in made:
        remarks.put(one)
    return remarks


@given(made=rows(), order=st.randoms(use_true_random=False))
def test_in_whichever_order_rows_come_the_threads_are_the_same(made: list[Remark], order: Random) -> None:
    shuffled = list(made)
    order.shuffle(shuffled)
    for thing in THINGS:
        assert kept(shuffled).threads(thing) == kept(made).threads(thing)


@given(made=rows())
def test_each_key_stands_once_and_in_the_order_it_was_written(made: list[Remark]) -> None:
    remarks = kept(made)
    for thing in THINGS:
        threads = remarks.threads(thing)
        shown = [one for thread in threads for one in (thread.first, *thread.rest)]
        assert len({one.key for one in shown}) == len(shown)
        for thread in threads:
            moments = [one.written_at for one in thread.rest]
            assert moments == sorted(moments)


@given(made=rows(), gone=st.sets(st.integers(1, 12)))
def test_what_is_dropped_leaves_nothing_behind(made: list[Remark], gone: set[int]) -> None:
    remarks = kept(made)
    for row in gone:
        remarks.drop(row)
    left = [one for one in made if one.row not in gone]
    assert len(remarks) == len(left)
    for thing in THINGS:
        assert remarks.threads(thing) == kept(left).threads(thing)


@given(made=rows())
def test_only_questions_that_another_has_not_answered_wait(made: list[Remark]) -> None:
    for thread in kept(made).waiting():
        assert thread.first.kind is RemarkKind.QUESTION
        assert all(one.author == thread.first.author for one in thread.rest if not one.added)
