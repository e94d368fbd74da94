"""What a full read leaves behind is given back where the allocator can, and what stays is left in peace."""

import gc
import platform
import weakref
from collections.abc import Iterator

import pytest

from sharepoint_lists.replica.memory import MANY, MOMENTS, Permanent, give_back
from tests.sharepoint_lists.graph.test_client import HandClock


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The suite has frozen what it loaded: so it shall be afterwards."""
    yield
    gc.freeze()


def test_glibc_is_asked_and_others_are_left_alone() -> None:
    assert give_back() is (platform.libc_ver()[0] == "glibc")


def test_a_big_copy_is_left_in_peace_until_it_is_read_anew() -> None:
    clock = HandClock()
    permanent = Permanent(clock)
    permanent.read_anew(MANY)
    for moment in MOMENTS:
        clock.at = moment
        there = [object() for _ in range(3)]
        row: list[object] = [there]
        assert permanent.round()
        assert not any(row is one for one in gc.get_objects())
        assert not permanent.round(), "once at each moment"
    permanent.read_anew(MANY)
    assert gc.get_freeze_count() == 0


def test_a_copy_that_was_there_before_is_let_go() -> None:
    class Copy:
        """As the real one, it holds what holds it."""

        def __init__(self) -> None:
            self.itself = self

    permanent, before = Permanent(HandClock()), Copy()
    seen = weakref.ref(before)
    permanent.read_anew(MANY)
    assert permanent.round()
    del before
    assert seen() is not None
    permanent.read_anew(MANY)
    assert permanent.round()
    assert seen() is None


def test_a_small_copy_is_not_worth_it() -> None:
    permanent = Permanent(HandClock())
    permanent.read_anew(MANY - 1)
    before = gc.get_freeze_count()
    assert not permanent.round()
    assert gc.get_freeze_count() == before
