"""The checker: what people were told against what truly stands, and against all that must follow from it.

Done, and taken to wait: there once, with everything that follows. Not done: not there at all.
Unknown: all of it once, or nothing. Whatever else changed has no cause. And what is always true of the lists:
keys are unique, a log is one chain, a status is its last row's, one card a proposal, all is followed up.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from local_tenant.app import LittleTenant
from sharepoint_lists.mapping.row_mapping import DECISION
from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.lists import LISTS
from technology_map.council.decisions import chain_faults
from technology_map.words.vocabulary import Vocabulary
from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.trust.operation import Answer, Operation, Values
from tests.trust.traces import Trace, plain
from tests.trust.truth import Change

STORED = "Nu er det gemt som"
"""How the message begins that tells somebody that what waited is stored now."""


@dataclass(frozen=True, slots=True)
class Event:
    """One act: what was done with which marks, what was told, and what it must leave."""

    operation: Operation
    values: Values
    answer: Answer
    expected: Sequence[Trace]

    def __str__(self) -> str:
        return f"{self.operation}, told {self.answer.told}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong, and how many messages came again where Teams' own answer was lost."""

    wrong: list[str]
    told_again: int = 0


def check(events: Sequence[Event], changes: Iterable[Change], *, answers_lost: bool = False) -> Verdict:
    """Every event against every change.

    `answers_lost`: Teams took messages whose answers never came, so that people may be told again.
    """
    left, wrong = list(changes), list[str]()
    for event in events:
        _take_answer(event, left)
    certain = [one for one in events if one.answer.told in ("ok", "waits")]
    for event, missing in _taken(certain, left):
        wrong += [f"{event}: is not there: {one}" for one in missing]
        if event.answer.told == "waits":
            _take_late(event, left)
    for event, missing in _taken([one for one in events if one.answer.told == "unknown"], left):
        answer = f"+chat:{event.operation.who}"  # in the chat it may be what did not come
        lacking = [one for one in missing if one.sign != answer]
        if len(lacking) < len([one for one in event.expected if one.sign != answer]):
            wrong += [f"{event}: is not there: {one}" for one in lacking]
    again = [one for one in left if answers_lost and one.where.startswith(("chat:", "bell:"))]
    wrong += [f"nothing caused: {one.sign} {dict(one.cells)}" for one in left if one not in again]
    return Verdict(wrong, len(again))


def _taken(events: Sequence[Event], left: list[Change]) -> list[tuple[Event, list[Trace]]]:
    """Takes out of what is left everything that the events caused; what of each is missing.

    What says most chooses first, so that what is hardly told apart takes what nobody else has caused.
    """
    wanted = [(event, trace) for event in events for trace in event.expected]
    missing: list[tuple[Event, list[Trace]]] = [(event, []) for event in events]
    for event, trace in sorted(wanted, key=lambda each: -len(each[1].cells)):
        found = next((one for one in left if trace.fits(plain(one, event.values))), None)
        if found is None:
            next(lacking for one, lacking in missing if one is event).append(trace)
        else:
            left.remove(found)
    return missing


def _take_answer(event: Event, left: list[Change]) -> None:
    """What somebody was told in their chat instead of what they wanted is the answer itself."""
    if event.answer.told in ("refused", "unknown"):
        chat = f"chat:{event.operation.who}"
        said = [one for one in left if one.where == chat and one.cells.get("words") == event.answer.text]
        if said:
            left.remove(said[0])


def _take_late(event: Event, left: list[Change]) -> None:
    """Who was told that it waits is told once more when it is stored."""
    chat = f"chat:{event.operation.who}"
    late = [one for one in left if one.where == chat and STORED in one.cells.get("words", "")]
    if late:
        left.remove(late[0])


def always_true(tenant: LittleTenant) -> list[str]:
    """What is wrong in the lists whatever was done."""
    rows = {
        one.name: tenant.sharepoint.true_rows(OPEN_SITE if one.site is Site.OPEN else CLOSED_SITE, one.name)
        for one in LISTS
    }
    wrong = []
    for one in LISTS:
        keys = Counter(row.get(one.key.name) for row in rows[one.name] if row.get(one.key.name))
        wrong += [f"{one.name} has {key} {count} times" for key, count in keys.items() if count > 1]
    logs: dict[int, list[dict[str, object]]] = {}
    for row in rows["Decisions"]:
        logs.setdefault(int(row["Proposal"]), []).append(row)
    states = {row["id"]: row for row in rows["Proposals"]}
    wrong += [
        f"{number} is {row['Status']}, its log says nothing"
        for number, row in states.items()
        if row.get("LastSeq") and number not in logs
    ]
    for number, log in logs.items():
        wrong += _log_faults(number, log, states.get(number, {}))
    cards = Counter(row.get("FromProposal") for row in rows["SolutionCards"] if row.get("FromProposal"))
    wrong += [f"proposal {name} has {count} solution cards" for name, count in cards.items() if count > 1]
    moved = {row["DecisionKey"] for row in rows["Decisions"]}
    done = {row["NoticeKey"] for row in rows["Notices"] if row["State"] == "Gjort"}
    return wrong + [f"nothing follows from {key}" for key in sorted(moved - done)]


def _log_faults(number: int, log: list[dict[str, object]], state: dict[str, object]) -> list[str]:
    read = [DECISION.read(int(str(row["id"])), "", row, Vocabulary()).thing for row in log]
    wrong = [f"the log of {number}: {fault}" for fault in chain_faults(read)]
    last = max(log, key=lambda row: int(str(row["Seq"])))
    if (state.get("Status"), state.get("LastSeq")) != (last["ToStatus"], last["Seq"]):
        wrong.append(f"{number} is {state.get('Status')}, its log says {last['ToStatus']}")
    return wrong
