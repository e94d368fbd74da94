"""Words are filed when somebody searches, or a few at a time before: it is found what is there, whenever."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from technology_map.cards.proposals import Proposal
from technology_map.overview import Overview
from technology_map.people.people import Person
from tests.words import AREAS, overview

METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
MOMENT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PROPOSAL = Proposal("t", "p", "s", "b", METTE, "key", MOMENT, MOMENT)
numbers = st.integers(1, 5)
sentences = st.lists(
    st.sampled_from("natten beboerne sensor droner drone taget lys".split()), min_size=1, max_size=4
)
texts = sentences.map(" ".join)
asked = st.sampled_from(["natten", "drone", "sensor taget", "be", "velfærd", "findes ikke"])


def found(there: Overview, text: str) -> list[tuple[int, float]]:
    """The numbers that a search finds, with their scores, best first."""
    results, count = there.proposals.search(text)
    listed = [(one.number, round(score, 9)) for one, score in results]
    assert count == len(listed)
    return listed


class LateFiling(RuleBasedStateMachine):
    """Proposals come, change and go; now and then some are filed, and somebody searches."""

    def __init__(self) -> None:
        super().__init__()
        self.overview = overview()
        self.there: dict[int, Proposal] = {}

    @rule(number=numbers, title=texts, problem=texts, area=st.none() | st.sampled_from(AREAS[:2]))
    def one_comes_or_changes(self, *, number: int, title: str, problem: str, area: str | None) -> None:
        one = replace(PROPOSAL, number=number, submission_key=f"key-{number}", title=title, problem=problem)
        self.there[number] = replace(one, area=area)
        self.overview.put_proposal(self.there[number])

    @rule(number=numbers)
    def one_moves_on_without_new_words(self, *, number: int) -> None:
        if number in self.there:
            self.there[number] = replace(self.there[number], status_reason="Set på.")
            self.overview.put_proposal(self.there[number])

    @rule(number=numbers)
    def one_goes(self, *, number: int) -> None:
        self.there.pop(number, None)
        self.overview.drop_proposal(number)

    @rule(at_most=st.integers(1, 3))
    def some_are_filed(self, *, at_most: int) -> None:
        self.overview.file_words(at_most)

    @rule(text=asked)
    def somebody_searches(self, *, text: str) -> None:
        fresh = overview()
        for one in self.there.values():
            fresh.put_proposal(one)
        assert found(self.overview, text) == found(fresh, text)

    @rule(text=texts)
    def somebody_asks_what_is_like_it(self, *, text: str) -> None:
        fresh = overview()
        for one in self.there.values():
            fresh.put_proposal(one)
        near = [one.number for one, _ in self.overview.proposals.nearest(text, 3)]
        assert near == [one.number for one, _ in fresh.proposals.nearest(text, 3)]


TestLateFiling = LateFiling.TestCase


def test_filing_a_few_at_a_time_comes_to_an_end() -> None:
    there = overview()
    for number in range(1, 8):
        there.put_proposal(replace(PROPOSAL, number=number, submission_key=f"key-{number}"))
    rounds = [there.file_words(3) for _ in range(3)]
    assert rounds == [True, True, False]
    assert not there.file_words(3)
