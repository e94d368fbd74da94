"""One operation under one fault: the scene, the act, the rest, and what was found against what was told."""

from dataclasses import replace

from local_tenant.faults import Fault
from sharepoint_lists.graph.client import Patience
from tests.trust import truth
from tests.trust.checker import Event, check
from tests.trust.effects import LEAVES
from tests.trust.faults import Cell, lists_of
from tests.trust.operation import Answer, Operation, Values, act
from tests.trust.place import Place
from tests.trust.traces import Trace, learned, plain

HASTE = Patience(answer=0.4)
"""So short that a stalled answer costs little of the machine's time."""
STILL = ("stall", "slow")


def hurried(place: Place, *faults: Fault) -> None:
    """Nobody waits long where an answer stands still; else as ever, lest a busy machine be a fault."""
    if any(one.kind in STILL for one in faults):
        place.server.opened.graph.patience = HASTE


async def staged(place: Place, one: Operation) -> Values:
    """The operation's scene, built and come to rest."""
    values: Values = place.marks()
    await one.scene(place, values)
    await place.settles()
    return values


async def undisturbed(place: Place, one: Operation) -> list[Trace]:
    """What the act leaves while nothing goes wrong."""
    values = await staged(place, one)
    before = truth.now(place.tenant)
    answer = await act(place, one, values)
    assert answer.told == "ok", (str(one), answer)
    await place.rests(None)
    return [plain(each, values) for each in truth.changes(place.tenant, before)]


async def lesson(place: Place, one: Operation) -> list[Trace]:
    """What the operation leaves, from two undisturbed acts; it is what stands in `effects`."""
    found = learned(await undisturbed(place, one), await undisturbed(place, one))
    leaves = " ".join(sorted(each.sign for each in found))
    assert leaves == LEAVES[str(one)], f"{one} leaves {leaves}"
    return found


async def disturbed(place: Place, one: Operation, cell: Cell, expected: list[Trace]) -> list[str]:
    """What is wrong after the act under a fault, and after the person has pressed again.

    What was told as done is there once, with all that follows; what was told as not done is not there,
    and is there once when it was done again.
    """
    values = await staged(place, one)
    before, fault = truth.now(place.tenant), place.tenant.faults.add(cell.planned(place.tenant))
    hurried(place, fault)
    answer = await act(place, one, values)
    await place.settles()
    if fault.seen < fault.nth:
        return [f"{one} – {cell}: the fault was never met"]

    async def complaints(told: Answer) -> list[str]:
        await place.rests(lists_of(expected))
        changes = truth.changes(place.tenant, before)
        return check([Event(one, values, told, expected)], changes, answers_lost=cell.answer_lost).wrong

    wrong = await complaints(answer)
    # A file that somebody sends once more is one more file, unless they were told that it was not taken.
    if answer.told != "ok" and not wrong and not (one.file and answer.told == "unknown"):
        if one.adds:  # what was told of the first stays in the chat
            before = truth.now(place.tenant)
        again = await act(place, one, values)
        if again.told == "ok" and answer.told == "waits":
            again = replace(again, told="waits")
        if again.told == "refused":
            wrong.append(f"pressed again it is not done: {again.text[:300]}")
        wrong += await complaints(again)
    return [f"{one} – {cell} – told {answer.told}: {each}" for each in wrong]
