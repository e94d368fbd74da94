"""The cards of talk and of files, as the gallery shows them: with what people wrote and sent in them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from bot.adaptive_cards.elements import said
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.probe_card import probe_card
from bot.benefits.follow_up_card import answered_card, follow_up_card
from bot.cards.confirming import confirmed_card, question_card
from bot.cards.form_cards import Filled
from bot.files.attaching import MOST, OFFERED, ChatFile, choice_card, done_card, nowhere_card
from bot.meetings.agenda_card import agenda_card
from bot.method.area import area_card, no_area_card
from bot.method.reuse_card import reuse_form
from bot.method.workshops import SHOWN, invitation_card, workshops_card
from bot.talk.remark_card import remark_card
from bot.talk.remark_form import remark_form
from bot.telling.choosing import preference_card
from bot.telling.day_card import day_card
from technology_map.benefits.benefits import Benefit
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.meetings.meetings import Meeting
from technology_map.method.cockpit import AreaStep, MethodStep
from technology_map.method.workshops import Workshop
from technology_map.overview import Overview
from technology_map.people.news import Reminded
from technology_map.people.people import Person
from technology_map.people.preferences import FollowedNews, Preference
from technology_map.people.reminders import Reminder
from technology_map.talk.remarks import Remark, RemarkKind, Thread, ThreadPlace
from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal

KEY = "a-key-of-sixteen"
NOON = datetime(2026, 11, 3, 11, 0, tzinfo=UTC)
Cut = Callable[[int], str]
"""What somebody wrote, cut to so many characters."""


def talk_cards(t: Texts, things: tuple[Proposal, SolutionCard], cut: Cut) -> dict[str, Card]:
    """The form for a remark, and a thread: to answer, refused, answered."""
    proposal, solution = things
    first = Remark(KEY, "F-0001", cut(2000), Person("mette", cut(200)), NOON, kind=RemarkKind.QUESTION)
    thread = Thread(first, (replace(first, kind=None, place=ThreadPlace.ANSWER),) * 5)
    no = Refusal("not_kept")
    cpr = Refusal("cpr_doubtful", {}, {"text": "cpr_doubtful", "contact": "cpr_doubtful"})
    return {
        "remark form": remark_form(t, proposal, KEY, Filled({"text": cut(1400)}, no)),
        "remark": remark_card(t, proposal, thread, KEY),
        "remark, refused": remark_card(t, proposal, thread, KEY, Filled({"text": cut(1400)}, no)),
        "remark, answered": remark_card(t, solution, thread, "", done=t("bot.fallback")),
        "remark, doubtful": remark_card(t, proposal, thread, KEY, Filled({"text": cut(1400)}, cpr)),
        "reuse": reuse_form(t, solution, KEY, Filled({"by_area": "health", "since": "2026-11-03"})),
        "reuse, doubtful": reuse_form(t, solution, KEY, Filled({"contact": cut(255)}, cpr)),
        "card to confirm": question_card(t, solution),
        "card confirmed": confirmed_card(t, solution),
    }


def own_cards(t: Texts, overview: Overview, cut: Cut) -> dict[str, Card]:
    """How one is told, and the day's news."""
    choice: Preference = Preference(key="mette", followed=FollowedNews.DAILY)
    lines = [
        Reminded(kind, "B-0003" if kind is Reminder.BENEFIT_DUE else "F-0001", "2026-11-03")
        for kind in Reminder
    ]
    day = day_card(t, lines, overview, lambda _: Benefit(key="b", row=3, thing="F-0001", indicator=cut(255)))
    assert day
    meeting: Meeting = Meeting(
        key="m",
        row=3,
        day=NOON.date(),
        place="Byrådssalen" * 12,
        chair_name="Karen" * 20,
        deadline=NOON.date(),
    )
    workshop: Workshop = Workshop(
        key="w",
        row=3,
        title="Velfærd og teknik " * 3,
        day=NOON.date(),
        cards=("L-0001",),
        leader_id="hanne",
        leader_name="Hanne Brandt",
    )
    benefit: Benefit = Benefit(
        key="b", row=3, thing="F-0001", indicator=cut(255), unit=cut(40), target=Decimal("10.5")
    )
    refused = Filled({"comment": cut(1400)}, Refusal("invalid_fields"))
    several = [replace(workshop, title=f"{place} {cut(50)}", row=place) for place in range(SHOWN)]
    return {
        "probe": probe_card(t),
        "workshops": workshops_card(t, several, "app-id"),
        "no workshops": workshops_card(t, [], "app-id"),
        "no area": no_area_card(t),
        "benefit": follow_up_card(t, benefit, "2026-03-01", refused, "app-id"),
        "answered benefit": answered_card(t, benefit, t("benefits.toast"), "app-id"),
        "area": area_card(t, "health", AreaStep(MethodStep.MAP, 1, 2), [], "app-id"),
        "invitation": invitation_card(t, several[0], "app-id"),
        "agenda": agenda_card(t, meeting, [*overview.proposals] * 20, "app-id"),
        "preferences": preference_card(t, choice, done=t("preferences.saved"), refusal=Refusal("not_kept")),
        "day": day,
    }


def file_cards(t: Texts, proposal: Proposal, cut: Cut) -> dict[str, Card]:
    """Where files belong, that there is nowhere yet, and that they have come there."""
    file = ChatFile(cut(100), "https://kommune-my.sharepoint.com/" + "x" * 1700)
    return {
        "file where": choice_card(t, [proposal] * OFFERED, [file] * MOST, left=True),
        "file nowhere": nowhere_card(t),
        "file done": done_card(t, proposal, [cut(100)], [said(cut(100))]),
    }
