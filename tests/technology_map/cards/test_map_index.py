"""The index of the map says what walking everything would say, whatever has come, changed and gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from technology_map.cards.map_places import LEFT_OUT, Dimension, MapFilter, Thing, place_of, technologies
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.people.people import Person
from technology_map.words.values import Phase
from tests.words import AREAS, PURPOSES, TECHNOLOGIES, overview

METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
MOMENT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
numbers = st.integers(1, 6)
keys = st.sampled_from(["a", "b", "c"])
moments = st.integers(0, 3).map(lambda hours: MOMENT + timedelta(hours=hours))
used = st.lists(st.sampled_from(TECHNOLOGIES[:2]), max_size=3).map(tuple)
areas, purposes = st.none() | st.sampled_from(AREAS[:2]), st.none() | st.sampled_from(PURPOSES[:2])
filters = st.builds(
    MapFilter,
    st.sampled_from(["", "none", PURPOSES[0]]),
    st.sampled_from(["", "none", AREAS[0]]),
    st.sampled_from(["", "none", Phase.IDEA.value, Phase.IN_OPERATION.value]),
    st.sampled_from(["", TECHNOLOGIES[0]]),
)
PROPOSAL = Proposal("t", "p", "s", "b", METTE, "key", MOMENT, MOMENT)
CARD = SolutionCard("t", "c", "b", METTE, "key", MOMENT, MOMENT)


class TheMap(RuleBasedStateMachine):
    """Rows come, are changed, are stored twice under one key, become cards, and go."""

    def __init__(self) -> None:
        super().__init__()
        self.overview = overview()
        self.asked = MapFilter()

    @rule(
        number=numbers,
        key=keys,
        at=moments,
        area=areas,
        purpose=purposes,
        status=st.sampled_from(Status),
        made=used,
    )
    def a_proposal(
        self,
        *,
        number: int,
        key: str,
        at: datetime,
        area: str | None,
        purpose: str | None,
        status: Status,
        made: tuple[str, ...],
    ) -> None:
        one = replace(PROPOSAL, number=number, submission_key=key, submitted_at=at, status=status)
        self.overview.put_proposal(replace(one, area=area, purpose=purpose, technologies=made))

    @rule(
        number=numbers,
        key=keys,
        at=moments,
        area=areas,
        purpose=purposes,
        phase=st.none() | st.sampled_from(Phase),
        made=used,
        became=st.none() | numbers,
    )
    def a_card(
        self,
        *,
        number: int,
        key: str,
        at: datetime,
        area: str | None,
        purpose: str | None,
        phase: Phase | None,
        made: tuple[str, ...],
        became: int | None,
    ) -> None:
        one = replace(CARD, number=number, submission_key=key, submitted_at=at, phase=phase)
        self.overview.put_solution_card(
            replace(one, area=area, purpose=purpose, technologies=made, from_proposal=became or 0)
        )

    @rule(number=numbers, card=st.booleans())
    def one_goes(self, *, number: int, card: bool) -> None:
        (self.overview.drop_solution_card if card else self.overview.drop_proposal)(number)

    @rule(asked=filters)
    def somebody_looks(self, *, asked: MapFilter) -> None:
        self.asked = asked

    @invariant()
    def both_say_the_same(self) -> None:
        shown, plain = self.overview.map.fitting(self.asked), self.walked()
        assert list(shown) == plain
        assert len(shown) == len(plain)
        assert shown.cards == sum(isinstance(one, SolutionCard) for one in plain)
        counted = [(one, sum(one in technologies(thing) for thing in plain)) for one in TECHNOLOGIES[:2]]
        assert dict(shown.technologies()) == {one: count for one, count in counted if count}
        for dimension in Dimension:
            codes = {getattr(place_of(one), dimension.value) for one in plain}
            assert {code: list(part) for code, part in shown.by(dimension).items()} == {
                code: [one for one in plain if getattr(place_of(one), dimension.value) == code]
                for code in codes
            }

    def walked(self) -> list[Thing]:
        """What fits, by looking at each: cards first and the newest number first of what came at one time."""
        cards = list(self.overview.solution_cards)
        became = {card.from_proposal for card in cards}
        proposals = [one for one in self.overview.proposals if one.number not in became]
        found: list[Thing] = [*cards, *(one for one in proposals if one.status not in LEFT_OUT)]
        fitting = [
            one
            for one in found
            if place_of(one).fits(self.asked) and self.asked.technology in ("", *one.technologies)
        ]
        return sorted(fitting, key=lambda one: one.submitted_at, reverse=True)


TestTheMap = TheMap.TestCase
