"""A big town's rows: thousands of proposals, decisions and solution cards, the same on every run."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.whole import some_answers, whole_card, whole_proposal
from bench.words import AREAS, PURPOSES, TECHNOLOGIES
from local_tenant import people
from teams_app.seed.content import seed_cards, seed_proposals
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import OUTCOMES, Decision, sealed
from technology_map.council.life_cycle import RANKED, Move, Mover, Status, moves
from technology_map.council.ranks import between
from technology_map.people.people import Person
from technology_map.validation.limits import SUMMARY_LIMIT, TITLE_LIMIT
from technology_map.words.values import Phase, Reception

BEGAN = datetime(2019, 1, 7, 8, 0, tzinfo=UTC)
BEFORE = """seng dør tag vej bus barn skole hjem vand lys varme luft gulv have affald post telefon
    pleje løn tolke borger sygdom køkken medicin træ park bad trappe vagt nøgle bil cykel bog
    musik idræt arkiv""".split()
AFTER = """sensoren kameraet robotten planen målingen kortet appen tavlen beskeden listen prøven skærmen
    låsen måtten brillen dronen svareren kalenderen vejledningen oversigten nøglen loggen""".split()
MANY = (Status.SUBMITTED, Status.REJECTED, Status.ASSESSMENT, Status.WITHDRAWN)


def _way(end: Status) -> tuple[Move, ...]:
    """The shortest way from the submission to a status."""
    ways: dict[Status, tuple[Move, ...]] = {Status.SUBMITTED: ()}
    while end not in ways:
        for move in moves():
            if move.start in ways and move.end not in ways:
                ways[move.end] = (*ways[move.start], move)
    return ways[end]


class Town:
    """Rows in the order of their numbers. Texts are the seed's sentences, shuffled, with new words.

    With `whole` every field is filled in; else those of the quick forms and a few more.
    """

    def __init__(self, seed: int = 7, *, whole: bool = False) -> None:
        self._whole = whole
        self._ranks: tuple[str, str] = ("", "")
        self._chance = random.Random(seed)  # noqa: S311 - the same rows on every run
        self._answers = random.Random(seed + 1)  # noqa: S311 - beside it: the other rows stay as they are
        texts = [f"{p.problem} {p.solution} {p.expected_benefits}" for p in seed_proposals()]
        texts += [f"{c.challenges} {c.background} {c.effect} {c.user_reception}" for c in seed_cards()]
        self._sentences = [s.strip() + "." for text in texts for s in text.split(". ")]
        self._titles = [p.title for p in seed_proposals()] + [c.title for c in seed_cards()]
        self._people = [
            Person(f"{self._chance.getrandbits(128):032x}", f"Medarbejder {n}") for n in range(2_500)
        ]
        mette = people.person("mette")
        self._people.append(Person(mette.object_id, mette.name))

    def proposals(self, count: int) -> Iterator[tuple[Proposal, list[Decision]]]:
        """Proposals with the decisions that took them where they stand."""
        for number in range(1, count + 1):
            submitted = BEGAN + timedelta(minutes=number * 370)
            status = self._chance.choice((*MANY, *MANY, *Status))
            log = list(self._decisions(number, status, submitted))
            one = Proposal(
                title=self._title(number),
                problem=self._text(3),
                solution=self._text(2),
                expected_benefits=self._text(2),
                submission_key=f"bench-proposal-{number}",
                submitted_at=submitted,
                changed_at=log[-1].decided_at if log else submitted,
                status=status,
                status_reason=log[-1].reason if log else "",
                seq=len(log),
                number=number,
                submitter=self._chance.choice(self._people),
                area=self._chance.choice(AREAS),
                purpose=self._chance.choice(PURPOSES),
                department=f"Afdeling {number % 300}",
                rank=self._rank(number) if status in RANKED and number % 4 else "",
            )
            if self._whole:
                yield whole_proposal(one, self._chance, lambda: self._text(1)), log
            else:
                yield some_answers(one, self._answers), log

    def solution_cards(self, count: int) -> Iterator[SolutionCard]:
        """Solution cards."""
        for number in range(1, count + 1):
            submitted = BEGAN + timedelta(minutes=number * 365)
            one = SolutionCard(
                title=self._title(number),
                summary=self._text(1)[:SUMMARY_LIMIT],
                challenges=self._text(2),
                background=self._text(3),
                effect=self._text(1),
                user_reception=self._text(1),
                submission_key=f"bench-card-{number}",
                submitted_at=submitted,
                changed_at=submitted,
                submitter=self._chance.choice(self._people),
                area=self._chance.choice(AREAS),
                purpose=self._chance.choice(PURPOSES),
                other_purposes=tuple(self._chance.sample(PURPOSES, 1)),
                technologies=tuple(self._chance.sample(TECHNOLOGIES, 2)),
                phase=self._chance.choice(list(Phase)),
                reception=self._chance.choice(list(Reception)),
                department=f"Afdeling {number % 300}",
                vendor=f"Leverandør {number % 90}",
                systems=self._word(),
            )
            yield whole_card(one, self._chance, lambda: self._text(1)) if self._whole else one

    def _decisions(self, number: int, status: Status, since: datetime) -> Iterator[Decision]:
        before: list[Decision] = []
        for place, move in enumerate(_way(status), start=1):
            made = Decision(
                proposal=number,
                seq=place,
                start=move.start,
                end=move.end,
                reason=self._text(2),
                decided_at=since + timedelta(days=place * 12),
                decided_as=move.mover,
                action_key=f"bench-{number}-{place}",
                outcome=OUTCOMES.get(move.end) if move.mover is Mover.COUNCIL else None,
            )
            before.append(sealed(replace(made, reason=made.reason[:900]), before))
            yield before[-1]

    def _rank(self, number: int) -> str:
        """In the council's order by turns as the first and as the last; every fourth is not placed yet."""
        first, last = self._ranks
        if number % 2:
            rank = between("", first, number)
            self._ranks = (rank, last or rank)
        else:
            rank = between(last, "", number)
            self._ranks = (first or rank, rank)
        return rank

    def _word(self) -> str:
        return self._chance.choice(BEFORE) + self._chance.choice(BEFORE) + self._chance.choice(AFTER)

    def _title(self, number: int) -> str:
        return f"{self._word().capitalize()} {number}: {self._chance.choice(self._titles)}"[:TITLE_LIMIT]

    def _text(self, sentences: int) -> str:
        chosen = [self._chance.choice(self._sentences) for _ in range(sentences)]
        return " ".join([*chosen, f"Vi mangler {self._word()}."])
