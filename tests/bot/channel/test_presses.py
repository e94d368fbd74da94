"""A press that comes twice does one thing; one that failed, or is meant anew, does it again."""

from bot.channel.presses import AGAIN_AFTER, KEPT, Presses

OPEN = {"verb": "open", "name": "F-0001"}


class Clock:
    """A clock that a test sets, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def pressed(presses: Presses, message: str = "m1", name: str = "F-0001", *, fails: bool = False) -> bool:
    with presses.once("mette", message, {**OPEN, "name": name}) as press:
        press.failed = fails
    return press.first


def test_the_second_does_nothing_until_it_is_meant_anew() -> None:
    clock = Clock()
    presses = Presses(clock)
    assert [pressed(presses), pressed(presses)] == [True, False]
    clock.now += AGAIN_AFTER
    assert pressed(presses)


def test_one_under_way_keeps_the_others_out_however_long_it_takes() -> None:
    clock = Clock()
    presses = Presses(clock)
    with presses.once("mette", "m1", OPEN) as first:
        clock.now += 60
        assert not pressed(presses)
        first.failed = False


def test_what_failed_may_be_pressed_again_at_once() -> None:
    presses = Presses(Clock())
    assert [pressed(presses, fails=True), pressed(presses)] == [True, True]


def test_another_card_or_other_data_is_another_press() -> None:
    presses = Presses(Clock())
    assert [pressed(presses), pressed(presses, "m2"), pressed(presses, name="F-0002")] == [True] * 3


def test_only_so_many_are_kept() -> None:
    presses = Presses(Clock())
    for number in range(KEPT + 1):
        assert pressed(presses, f"m{number}")
    assert pressed(presses, "m0")
    assert not pressed(presses, f"m{KEPT}")
