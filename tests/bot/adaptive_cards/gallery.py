"""Every card the bot can draw, in a language and with the texts that somebody wrote."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.adaptive_cards.lists import mine_card, search_card
from bot.adaptive_cards.menus import closed_card, help_card, notice_card, welcome_card
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.viewer import Seen
from bot.backing.backing_card import card_news_top, co_submitters_card, done_top, joined_top
from bot.cards.form_cards import (
    NOT_CPR,
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    answer_form,
    proposal_dialog,
    proposal_edit_form,
    proposal_form,
    solution_card_edit_form,
    solution_card_form,
    withdraw_form,
)
from bot.cards.proposal_card import kept_top, news_top, notice_top, proposal_card
from bot.cards.receipt_cards import decision_lost_top, now_stored_card, queued_card, receipt_card
from bot.cards.solution_card import solution_card
from bot.cards.step_card import step_card, stopped_card
from bot.cards.step_inputs import chat_limit
from bot.search.shared_card import shared_card
from technology_map.backing.co_submitters import MOST
from technology_map.backing.relations import Follow, Relations, Support
from technology_map.cards.answers import table_of
from technology_map.cards.field_table import Step
from technology_map.cards.fields import Field, Kind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.overview import Filter
from technology_map.people.people import Caller, Language, Person
from technology_map.ports import Receipt
from technology_map.search.finding import Found
from technology_map.search.narrowing import Narrowed
from technology_map.texts import Texts
from technology_map.validation.limits import TITLE_LIMIT
from technology_map.validation.refusals import Refusal
from tests.bot.adaptive_cards.sent_cards import file_cards, own_cards, talk_cards
from tests.words import overview as fresh_overview
from tests.words import speaking

METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
NOON = datetime(2026, 11, 3, 11, 0, tzinfo=UTC)
KEY = "a-key-of-sixteen"


@dataclass(frozen=True, slots=True)
class Gallery:
    """The cards for one language; `text` stands wherever a person can write, cut to the field's limit."""

    language: Language
    text: str
    limit: int = 1_400

    @property
    def texts(self) -> Texts:
        return speaking(self.language)

    def cut(self, limit: int) -> str:
        return self.text[:limit]

    def proposal(self, status: Status = Status.SUBMITTED, number: int = 1) -> Proposal:
        long = self.cut(self.limit)
        return Proposal(
            title=self.cut(TITLE_LIMIT),
            problem=long,
            solution=long,
            expected_benefits=long,
            submitter=Person(METTE.object_id, self.cut(200)),
            submission_key=f"{KEY}{number}",
            submitted_at=NOON,
            changed_at=NOON,
            status=status,
            status_reason=long if status is not Status.SUBMITTED else "",
            review_date=(NOON + timedelta(days=90)).date() if status is Status.PARKED else None,
            leads_to="F-0002" if status is Status.MERGED else "",
            seq=0 if status is Status.SUBMITTED else 1,
            number=number,
            version="1",
        )

    def solution(self, number: int = 1) -> SolutionCard:
        long = self.cut(self.limit)
        return SolutionCard(
            title=self.cut(TITLE_LIMIT),
            challenges=long,
            background=long,
            effect=long,
            user_reception=long,
            department=self.cut(100),
            area="health",
            submitter=Person(METTE.object_id, self.cut(200)),
            submission_key=f"{KEY}card{number}",
            submitted_at=NOON,
            changed_at=NOON,
            number=number,
            version="1",
        )

    def seen(self, status: Status = Status.SUBMITTED) -> Seen:
        overview = fresh_overview()
        overview.put_proposal(self.proposal(status))
        for number in range(2, 9):
            overview.put_proposal(self.proposal(number=number))
            overview.put_solution_card(self.solution(number))
        for _ in range(8):
            log = overview.log.of(1)
            step = Decision(
                1,
                0,
                Status.SUBMITTED,
                status,
                self.cut(self.limit),
                NOON,
                Mover.SECRETARY,
                KEY,
                row=len(log) + 1,
            )
            overview.put_decision(sealed(step, log))
        return Seen(Caller(METTE, language=self.language), overview, "app-id", "29:mette")

    def narrow(self) -> Narrowed:
        return Narrowed(self.cut(100), Filter(), told=(self.cut(100), self.cut(100)))

    def cards(self) -> dict[str, Card]:
        """Each card by its name."""
        drawn = (self._menus(), self._lists(), self._forms(), self._receipts(), self._states())
        more = (self._backing(), self._steps(), self._in_any_chat())
        return {name: card for part in (*drawn, *more) for name, card in part.items()}

    def _menus(self) -> dict[str, Card]:
        t = self.texts
        return {
            "welcome": welcome_card(t),
            "help": help_card(t),
            "help kept": help_card(
                t, kept_top(t, t("bot.stale_card"), "\n".join([self.cut(self.limit)] * 3))
            ),
            "notice": notice_card(t, t("bot.failed")),
            "closed": closed_card(t, t("refusal.guest")),
        }

    def _lists(self) -> dict[str, Card]:
        t = self.texts
        proposals = [self.proposal(number=n) for n in range(1, 9)]
        cards = [self.solution(n) for n in range(1, 9)]
        found = Found((*proposals[:3], *cards[:3]), 16)
        return {
            "mine": mine_card(t, proposals, cards),
            "mine, later": mine_card(t, proposals, cards, [], skip=6),
            "mine, followed": mine_card(t, [], cards[:2], proposals[:4]),
            "mine, nothing": mine_card(t, [], []),
            "mine, of the council": mine_card(t, [], cards[:1], [], proposals[:3], asked=proposals[:2]),
            "search": search_card(
                t, self.cut(100), found, self.narrow(), skip=6, notice=t("bot.unknown.searched")
            ),
            "search, nothing": search_card(t, self.cut(100), Found((), 0), Narrowed("", Filter())),
            "search, empty": search_card(t, "", Found((), 0), Narrowed("", Filter())),
        }

    def _forms(self) -> dict[str, Card]:
        t, long = self.texts, self.cut(self.limit)
        values = {**dict.fromkeys(PROPOSAL_FIELDS, long), "title": self.cut(TITLE_LIMIT)}
        card = {**dict.fromkeys(SOLUTION_CARD_FIELDS, long), "title": self.cut(TITLE_LIMIT), "area": "it"}
        cpr = Refusal("cpr_doubtful", {}, dict.fromkeys(PROPOSAL_FIELDS, "cpr_doubtful"))
        changed = Refusal("changed", {"name": "F-0001"})
        reason = {"reason": long, NOT_CPR: self.cut(200)}
        proposal, solution = self.proposal(Status.CLARIFICATION), self.solution()
        return {
            "new proposal": proposal_form(t, KEY, Filled()),
            "proposal again": proposal_form(t, KEY, Filled({**values, NOT_CPR: self.cut(200)}, cpr)),
            "new solution card": solution_card_form(t, KEY, Filled()),
            "solution card again": solution_card_form(t, KEY, Filled(card, cpr)),
            "edit": proposal_edit_form(t, proposal, Filled(values), t("bot.edit_form.restarts")),
            "edit again": proposal_edit_form(t, proposal, Filled(values, changed, stored_now=values)),
            "edit card again": solution_card_edit_form(t, solution, Filled(card, changed, stored_now=card)),
            "withdraw": withdraw_form(t, proposal, KEY, Filled()),
            "withdraw again": withdraw_form(t, proposal, KEY, Filled(reason, cpr)),
            "answer": answer_form(t, proposal, KEY, Filled()),
            "answer again": answer_form(t, proposal, KEY, Filled(reason, cpr)),
        }

    def _steps(self) -> dict[str, Card]:
        """Every step empty, and as it comes back with everything typed, wrong and changed."""
        t = self.texts
        found = {"stopped": stopped_card(t, t("bot.stale_card"), "\n".join([self.cut(self.limit)] * 3))}
        for thing in (self.proposal(Status.ASSESSMENT), self.solution()):
            for step in table_of(thing):
                name = f"step {table_of(thing).room} {step.code}"
                typed = {field.name: self._typed(step, field) for field in step.fields}
                wrong = Refusal("cpr_doubtful", {}, dict.fromkeys(typed, "cpr_doubtful"))
                again = Filled({**typed, NOT_CPR: self.cut(200)}, wrong)
                changed = Filled(typed, Refusal("changed", {"name": thing.name}), stored_now=typed)
                found[name] = step_card(t, thing, step, Filled())
                found[f"{name} again"] = step_card(t, thing, step, again, message="1" * 30)
                found[f"{name} changed"] = step_card(t, thing, step, changed, message="1" * 30)
                left = [field.name for field in step.fields]
                found[f"{name} left"] = step_card(t, thing, step, Filled(), left=left)
        return found

    def _typed(self, step: Step, field: Field) -> str:
        if field.words:
            return ",".join(field.words) if field.kind is Kind.CHOICES else next(iter(field.words))
        plain = {Kind.NUMBER: "40", Kind.DATE: "2026-10-01", Kind.KLE: "27.35.04", Kind.NAMES: "L-0001"}
        return plain.get(field.kind) or self.cut(chat_limit(step, field))

    def _receipts(self) -> dict[str, Card]:
        t, seen = self.texts, self.seen()
        lost = decision_lost_top(t, "F-0001")
        return {
            "receipt": receipt_card(t, self.proposal(), seen),
            "receipt of a card": receipt_card(t, self.solution(), seen),
            **talk_cards(t, (self.proposal(), self.solution()), self.cut),
            **own_cards(t, seen.overview, self.cut),
            **file_cards(t, self.proposal(), self.cut),
            "queued": queued_card(t, Receipt("K-7F3A"), self.cut(TITLE_LIMIT)),
            "now stored": now_stored_card(t, "K-7F3A", "F-0001"),
            "lost": proposal_card(t, self.proposal(), seen, top=lost, occasion={"lost": True}),
            "solution card": solution_card(t, self.solution(), seen, top=notice_top(t("bot.stale_card"))),
        }

    def _states(self) -> dict[str, Card]:
        t = self.texts
        found = {
            f"state {status}": proposal_card(
                t, self.proposal(status), seen, top=news_top(t, self.proposal(status), seen)
            )
            for status in Status
            for seen in (self.seen(status),)
        }
        kept = kept_top(t, t("bot.stale_card"), self.cut(self.limit))
        proposal = self.proposal(Status.PARKED)
        return {
            **found,
            "state, kept": proposal_card(t, proposal, self.seen(Status.PARKED), top=kept, keeps=True),
        }

    def _in_any_chat(self) -> dict[str, Card]:
        t, long = self.texts, self.cut(self.limit)
        values = {**dict.fromkeys(PROPOSAL_FIELDS, long), "title": self.cut(TITLE_LIMIT)}
        cpr = Refusal("cpr_doubtful", {}, dict.fromkeys(PROPOSAL_FIELDS, "cpr_doubtful"))
        again = Filled({**values, NOT_CPR: self.cut(200)}, cpr)
        message = [
            t("extension.form.message"),
            t("extension.form.without_cpr"),
            t("extension.form.shortened"),
        ]
        return {
            "dialog": proposal_dialog(t, KEY, Filled({"problem": long}), notes=message),
            "dialog again": proposal_dialog(t, KEY, again, notes=message, notice=t("bot.failed")),
            "shared card": shared_card(t, self.solution(), "app-id"),
            **{f"shared {one}": shared_card(t, self.proposal(one), "app-id") for one in Status},
        }

    def _backing(self) -> dict[str, Card]:
        """As a colleague sees the proposal who backs and follows it, and as its ten co-submitters do."""
        t, seen, jonas = self.texts, self.seen(), Person(f"{METTE.object_id[:-1]}2", "Jonas Lind")
        people = [Person(f"{METTE.object_id[:-2]}{n}", self.cut(100)) for n in range(20, 20 + MOST)]
        together = replace(
            self.proposal(),
            co_submitter_ids=tuple(one.object_id for one in people),
            co_submitter_names=tuple(one.name for one in people),
        )
        follows: Relations[Follow] = Relations()
        for row, thing in enumerate(("F-0001", "L-0001"), 1):
            follows.put(Follow(thing, jonas.object_id, row))
        seen.overview.put_support(Support(1, jonas, NOON, 1))
        his = replace(seen, caller=Caller(jonas, language=self.language), follows=follows)
        theirs = replace(seen, caller=Caller(people[0], language=self.language))
        follower = news_top(t, self.proposal(), his)
        backed, added = t("backing.supported", name="F-0001"), t("backing.added", name="F-0001")
        return {
            "backed": proposal_card(t, self.proposal(), his, top=done_top(backed)),
            "news for a follower": proposal_card(t, self.proposal(), his, top=follower),
            "news of a card": solution_card(t, self.solution(), his, top=card_news_top(t, self.solution())),
            "joined": proposal_card(t, together, theirs, top=joined_top(t, together)),
            "co-submitters": co_submitters_card(t, self.proposal(), seen, t("field.people_missing")),
            "co-submitters, full": co_submitters_card(t, together, seen, added, good=True),
        }
