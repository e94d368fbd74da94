"""What is counted by an index is what walking everything would count, whatever came, changed and went."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import ENDED, Mover, Status
from technology_map.council.pipeline import Promise, flow, promised, quarters, stays
from technology_map.method.cockpit import MethodStep, counts_of, pride, steps, talked_about
from technology_map.method.guideposts import LEFT_OUT, matrix
from technology_map.method.involvement import Involvement, unheard
from technology_map.method.reuses import Reuse
from technology_map.method.synergy import by_technology, newest_under_way
from technology_map.people.people import Person
from technology_map.people.responsibility import responsible_for, without_owner
from technology_map.plan.plans import DECIDED, draft, proposal_item
from technology_map.plan.progress import came_of
from technology_map.records import Records
from technology_map.talk.remarks import Remark, RemarkKind, ThreadPlace
from technology_map.words.values import Degree, Phase
from tests.words import AREAS, PURPOSES, TECHNOLOGIES, overview

METTE, NOBODY = Person("11111111-0000-4000-8000-000000000001", "Mette Holm"), Person("", "Et navn")
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 3)
YEAR = timedelta(days=365)
numbers, keys = st.integers(1, 6), st.sampled_from(["a", "b", "c"])
moments = st.integers(0, 500).map(lambda days: NOW - timedelta(days=days))
areas = st.none() | st.sampled_from(AREAS[:2])
used = st.lists(st.sampled_from(TECHNOLOGIES[:2]), max_size=2).map(tuple)
PROPOSAL = Proposal("t", "p", "s", "b", METTE, "key", NOW, NOW)
CARD = SolutionCard("t", "c", "b", METTE, "key", NOW, NOW)
NONE: Records[Reuse] = Records()


class Town(RuleBasedStateMachine):
    """Rows come, are changed, are stored twice under one key, and go; so do decisions and remarks."""

    def __init__(self) -> None:
        super().__init__()
        self.town = overview()
        self.heard: Records[Involvement] = Records()

    @rule(
        number=numbers,
        key=keys,
        at=moments,
        area=areas,
        status=st.sampled_from(Status),
        made=used,
        degree=st.none() | st.sampled_from(Degree),
        step=st.sampled_from(["", "Aftal en prøve"]),
        by=st.sampled_from([METTE, NOBODY]),
    )
    def a_proposal(
        self,
        *,
        number: int,
        key: str,
        at: datetime,
        area: str | None,
        status: Status,
        made: tuple[str, ...],
        degree: Degree | None,
        step: str,
        by: Person,
    ) -> None:
        one = replace(PROPOSAL, number=number, submission_key=key, submitted_at=at, changed_at=at, area=area)
        one = replace(one, status=status, technologies=made, next_step=step, submitter=by)
        self.town.put_proposal(replace(one, **dict.fromkeys(GUIDEPOSTS[:2], degree)))

    @rule(
        number=numbers,
        key=keys,
        at=moments,
        area=areas,
        purpose=st.none() | st.just(PURPOSES[0]),
        made=used,
        effect=st.sampled_from(["", "Ro"]),
        phase=st.none() | st.sampled_from(Phase),
        of=st.integers(0, 3),
    )
    def a_card(
        self,
        *,
        number: int,
        key: str,
        at: datetime,
        area: str | None,
        purpose: str | None,
        made: tuple[str, ...],
        effect: str,
        phase: Phase | None,
        of: int,
    ) -> None:
        one = replace(CARD, number=number, submission_key=key, submitted_at=at, changed_at=at, area=area)
        one = replace(one, purpose=purpose, technologies=made, effect=effect, phase=phase, from_proposal=of)
        self.town.put_solution_card(one)

    @rule(number=numbers)
    def a_proposal_goes(self, number: int) -> None:
        self.town.drop_proposal(number)

    @rule(number=numbers)
    def a_card_goes(self, number: int) -> None:
        self.town.drop_solution_card(number)

    @rule(number=numbers, seq=st.integers(1, 3), at=moments, end=st.sampled_from(Status))
    def a_decision(self, number: int, seq: int, at: datetime, end: Status) -> None:
        row = number * 10 + seq
        made = Decision(number, seq, Status.SUBMITTED, end, "Godt", at, Mover.COUNCIL, f"a{row}", row=row)
        self.town.put_decision(made)

    @rule(number=numbers, seq=st.integers(1, 3))
    def a_decision_goes(self, number: int, seq: int) -> None:
        self.town.drop_decision(number * 10 + seq)

    @rule(row=st.integers(1, 3), kind=st.sampled_from("FL"), number=numbers, asks=st.booleans())
    def a_remark(self, *, row: int, kind: str, number: int, asks: bool) -> None:
        said = RemarkKind.QUESTION if asks else RemarkKind.POTENTIAL
        self.town.put_remark(Remark(f"r{row}", f"{kind}-{number:04d}", "x", METTE, NOW, said, row=row))

    @rule(row=st.integers(4, 5), to=st.integers(1, 3))
    def an_answer(self, row: int, to: int) -> None:
        first = self.town.remarks.get(to)
        if first is not None:
            place = ThreadPlace.ANSWER
            made = Remark(f"r{row}", first.thing, "y", NOBODY, NOW, parent=first.key, place=place, row=row)
            self.town.put_remark(made)

    @rule(row=st.integers(1, 5))
    def a_remark_goes(self, row: int) -> None:
        self.town.drop_remark(row)

    @rule(row=st.integers(1, 3), key=keys, number=numbers)
    def somebody_is_heard(self, row: int, key: str, number: int) -> None:
        self.heard.put(Involvement(key=key, row=row, thing=f"F-{number:04d}"))

    @invariant()
    def the_areas_are_as_they_are_walked(self) -> None:
        town = self.town
        for area in AREAS[:2]:
            cards = [one for one in town.solution_cards if one.area == area]
            proposals = [one for one in town.proposals if one.area == area and one.status not in ENDED]
            every: list[Proposal | SolutionCard] = [*cards, *proposals]
            counted = {
                MethodStep.MAP: (sum(bool(one.effect) for one in cards), len(cards)),
                MethodStep.PROBLEM: (sum(one.purpose is not None for one in cards), len(cards)),
                MethodStep.TECHNOLOGY: (sum(bool(one.technologies) for one in every), len(every)),
                MethodStep.TALK: (sum(talked_about(town, one.name) for one in every), len(every)),
                MethodStep.PLAN: (sum(bool(one.next_step) for one in proposals), len(proposals)),
            }
            assert {key: (one.done, one.whole) for key, one in steps(town, area).items()} == counted
            phases = Counter(one.phase for one in cards)
            found = counts_of(town, area)
            assert (found.cards, found.proposals) == (len(cards), len(proposals))
            assert {key: count for key, count in found.phases.items() if count} == phases
        cards = list(town.solution_cards)
        new = sum(one.submitted_at.date() >= date(2026, 11, 1) for one in cards)
        proud = pride(town, NONE, TODAY)
        assert (proud.cards, proud.areas) == (len(cards), len({one.area for one in cards if one.area}))
        assert proud.new == new

    @invariant()
    def the_guideposts_are_as_they_are_walked(self) -> None:
        found: defaultdict[tuple[str | None, str], list[tuple[int, Degree]]] = defaultdict(list)
        for one in self.town.proposals:
            for name in GUIDEPOSTS:
                if one.status not in LEFT_OUT and (degree := getattr(one, name)):
                    found[one.area, name].append((one.number, degree))
        said = {
            (area, name): [(one.proposal.number, one.degree) for one in cell.newest]
            for area, cells in matrix(self.town).items()
            for name, cell in cells.items()
        }
        assert said == found
        for area, cells in matrix(self.town, 1).items():
            for name, cell in cells.items():
                assert cell.counts == Counter(degree for _, degree in found[area, name])
                assert len(cell.newest) == 1

    @invariant()
    def the_pipeline_is_as_it_is_walked(self) -> None:
        here: defaultdict[Status, list[int]] = defaultdict(list)
        before: defaultdict[Status, list[int]] = defaultdict(list)
        for proposal in self.town.proposals:
            for stay in stays(proposal, self.town.log.of(proposal.number)):
                if stay.end is None:
                    here[stay.status].append(stay.days(NOW))
                elif NOW - stay.end <= YEAR:
                    before[stay.status].append(stay.days(NOW))
        promises: Records[Promise] = Records()
        for one in flow(self.town, promises, NOW, YEAR):
            ages, days = here[one.status], promised(promises, one.status)
            assert (one.count, one.oldest) == (len(ages), max(ages, default=0))
            assert one.late == (sum(age > days for age in ages) if days is not None else 0)
            assert one.usual == (round(median(before[one.status])) if before[one.status] else None)
        assert sum(one.came for one in quarters(self.town, NOW, 8)) == len(list(self.town.proposals))

    @invariant()
    def the_plan_and_what_is_shared_are_as_they_are_walked(self) -> None:
        every = list(self.town.proposals)
        going = [one for one in every if one.status not in ENDED]
        assert newest_under_way(self.town, 3) == going[:3]
        for code in TECHNOLOGIES[:2]:
            with_it = [one.number for one in going if code in one.technologies]
            found = [one for one in by_technology(self.town, 1) if one.what == code]
            assert [(one.whole, len(one.proposals)) for one in found] == [(len(with_it), 1)] * (
                len(with_it) > 1
            )
        decided = sorted(
            (one for one in every if one.status in DECIDED),
            key=lambda one: (DECIDED.index(one.status), one.rank or "~", one.number),
        )
        assert draft((), self.town) == [proposal_item(one) for one in decided]
        nobody, count = unheard(self.town, self.heard, 2)
        silent = [one for one in going if not self.heard.about(one.name)]
        assert (nobody, count) == (silent[:2], len(silent))
        things = [*going, *self.town.solution_cards]
        assert list(without_owner(self.town)) == [one for one in things if not responsible_for(one).object_id]
        for number in range(1, 4):
            came = [number for _, number in self.town.cards_by(came_of).of(number)]
            assert came == sorted(
                one.number for one in self.town.solution_cards if one.from_proposal == number
            )


TestTown = Town.TestCase
