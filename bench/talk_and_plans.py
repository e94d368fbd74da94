"""What a big town has beside its cards: benefits, competences, who was heard, remarks, plans, a workshop."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from bench.words import AREAS, PURPOSES
from local_tenant import people
from technology_map.backing.relations import Support
from technology_map.benefits.benefits import Benefit, BenefitType
from technology_map.benefits.follow_ups import FollowUp, follow_up_key
from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.meetings.meetings import AgendaItem, Meeting, MeetingState
from technology_map.method.competences import Competence
from technology_map.method.involvement import Involvement
from technology_map.method.reuses import Reuse, ReuseResult
from technology_map.method.spread import Choice
from technology_map.method.synergy import SynergyGroup
from technology_map.method.workshops import Placement, Workshop, WorkshopState, talk_key
from technology_map.people.people import Person
from technology_map.plan.plans import PlanGoal, PlanItem, PlanVersion, written
from technology_map.records import Record
from technology_map.seals import Seals
from technology_map.talk.remarks import Remark, RemarkKind, ThreadPlace
from technology_map.words.values import Beneficiary, Light

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 8, 0, tzinfo=UTC)
UNITS = ("timer", "kr.", "borgere", "sygedage")
COMPETENCES = 60
PARTICIPANTS, PLACED = 30, 20
ITEMS = 15
"""Proposals on the agenda of a meeting."""
IN_PLAN = 150
"""Lines of the plan that was adopted: a note of SharePoint holds some hundreds."""


class Doings:
    """The rows that belong to `count` proposals and `count` cards, the same on every run."""

    def __init__(self, count: int, seed: int = 11) -> None:
        self._count = count
        self._chance = random.Random(seed)  # noqa: S311 - the same rows on every run

    def records(self, seals: Seals | None) -> Iterator[Record]:
        """Everything that is kept as records. `seals` is what the app seals placements with."""
        yield from self._benefits()
        yield from self._details()
        yield from self._plans()
        yield from self._meetings()
        if seals is not None:
            yield from self._workshop(seals)

    def remarks(self) -> Iterator[Remark]:
        """A remark on every fourth thing, and an answer to half of the questions among them."""
        for place in range(self._count // 2):
            asks = place % 3 == 0
            kind = RemarkKind.QUESTION if asks else RemarkKind.POTENTIAL
            moment = NOW - timedelta(hours=place)
            one = Remark(f"bench-remark-{place}", self._thing(), self._said(), self._author(), moment, kind)
            yield one
            if asks and place % 2:
                key, later = f"bench-answer-{place}", moment + timedelta(days=1)
                yield Remark(
                    key,
                    one.thing,
                    self._said(),
                    self._author(),
                    later,
                    parent=one.key,
                    place=ThreadPlace.ANSWER,
                )

    def supports(self) -> Iterator[Support]:
        """Who backs what."""
        for place in range(self._count // 2):
            yield Support(self._number(), self._author(place), NOW - timedelta(hours=place))

    def _benefits(self) -> Iterator[Record]:
        pick = self._chance.choice
        for place in range(self._count // 5):
            asked = TODAY + timedelta(days=self._chance.randrange(-40, 400))
            one: Benefit = Benefit(
                **self._written("benefits", place),
                indicator=f"Gevinst {place}: {self._said()[:60]}",
                type=pick(list(BenefitType)),
                beneficiary=pick(list(Beneficiary)),
                unit=pick(UNITS),
                baseline=Decimal(self._chance.randrange(10, 900)),
                target=Decimal(self._chance.randrange(10, 900)),
                target_on=TODAY + timedelta(days=self._chance.randrange(900)),
                owner="Drift",
                next_follow_up=asked,
            )
            yield one
            if place % 2:
                yield FollowUp(
                    key=follow_up_key(one.key, asked),
                    benefit=one.key,
                    due=asked,
                    realised=Decimal(self._chance.randrange(10, 900)),
                    light=pick(list(Light)),
                    comment=self._said(),
                    next_on=TODAY + timedelta(days=self._chance.randrange(100, 900)),
                    answered_by="Drift",
                    answered_at=NOW,
                )

    def _details(self) -> Iterator[Record]:
        pick = self._chance.choice
        for place in range(self._count // 10):
            yield Competence(
                **self._written("competences", place),
                name=f"Kompetence {self._chance.randrange(COMPETENCES)}",
                role="Medarbejder",
                how_many=self._chance.randrange(1, 60) if place % 4 else None,
                measure=self._said() if place % 3 else "",
                by_when=TODAY + timedelta(days=self._chance.randrange(-60, 600)),
            )
        for place in range(self._count // 5):
            who, how = pick(list(Beneficiary)), "Samtale"
            yield Involvement(
                **self._written("involvements", place, proposal=True), who=who, how=how, said=self._said()
            )
        for place in range(self._count // 25):
            written = self._written("reuses", place) | {"thing": f"L-{self._number():04d}"}
            result = pick([ReuseResult.UNDER_WAY, ReuseResult.WORKS])
            yield Reuse(**written, by_area=pick(AREAS), contact="Drift", since=TODAY, result=result)

    def _plans(self) -> Iterator[Record]:
        for place in range(40):
            yield PlanGoal(
                key=f"goal-bench-{place}",
                text=f"Mål {place}: {self._said()}"[:200],
                area=self._chance.choice([None, *AREAS]),
                guidepost=self._chance.choice(GUIDEPOSTS),
                responsible="Drift",
                due=TODAY + timedelta(days=self._chance.randrange(-60, 600)),
            )
        numbers = self._chance.sample(range(1, self._count + 1), min(IN_PLAN, self._count))
        lines = [PlanItem(f"F-{one:04d}", self._said()[:80], self._chance.choice(AREAS)) for one in numbers]
        yield PlanVersion(key="plan-bench", adopted_on=TODAY, content=written(lines), adopted_by="Råd")
        for place in range(20):
            names = tuple(f"F-{self._number():04d}" for _ in range(4))
            yield SynergyGroup(key=f"group-bench-{place}", title=f"Fælles {place}", proposals=names)

    def _meetings(self) -> Iterator[Record]:
        for place in range(24):
            day = TODAY + timedelta(days=30 * (place - 12))
            state = MeetingState.PUBLISHED if place < 12 else MeetingState.PLANNED
            key = f"meeting-bench-{place}"
            yield Meeting(key=key, day=day, deadline=day - timedelta(days=7), place="Rådhuset", state=state)
            for item in range(ITEMS):
                yield AgendaItem(
                    key=f"{key}-{item}", meeting=key, proposal=1 + place * ITEMS + item, place=item
                )

    def _workshop(self, seals: Seals) -> Iterator[Record]:
        """One in which thirty people have placed all cards but for some."""
        cards = tuple(f"L-{number:04d}" for number in range(1, PLACED + 1))
        key, leader = "workshop-bench", people.person("hanne")
        yield Workshop(
            key=key,
            title="Bænken",
            day=TODAY,
            cards=cards,
            leader_id=leader.object_id,
            leader_name=leader.name,
            state=WorkshopState.SILENT,
        )
        who = [people.person("mette").object_id, *(f"bench-{one}" for one in range(1, PARTICIPANTS))]
        for card in cards[:-3]:
            for one in who:
                code = seals.code(f"{talk_key(key, card)}|{one}")
                said = Choice(self._chance.choice(PURPOSES), self._said()[:120]).written()
                yield Placement(key=code, workshop=key, card=card, sealed=seals.seal(code, said))

    def _written(self, kind: str, place: int, *, proposal: bool = False) -> dict[str, Any]:
        author = self._author()
        return {
            "key": f"{kind}-bench-{place}",
            "thing": f"F-{self._number():04d}" if proposal else self._thing(),
            "author_id": author.object_id,
            "author_name": author.name,
            "written_at": NOW - timedelta(hours=place),
        }

    def _number(self) -> int:
        return self._chance.randrange(1, self._count + 1)

    def _thing(self) -> str:
        return f"{self._chance.choice('FL')}-{self._number():04d}"

    def _author(self, place: int | None = None) -> Person:
        number = self._chance.randrange(2_500) if place is None else place
        return Person(f"bench-author-{number}", f"Medarbejder {number}")

    def _said(self) -> str:
        return f"Vi har prøvet det {self._chance.randrange(2, 90)} gange, og det virker om natten."
