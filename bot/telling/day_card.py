"""The day's news as a card: what waits for the person, and what happened to what they follow."""

from collections.abc import Callable, Sequence

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import card, heading, label, paragraphs, said
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.wording import status_word
from technology_map.benefits.benefits import Benefit
from technology_map.cards.proposals import Proposal
from technology_map.overview import Overview
from technology_map.people.news import Reminded
from technology_map.people.reminders import Reminder
from technology_map.search.finding import by_name
from technology_map.texts import Texts

SHOWN = 8
"""Lines of one card; how many more there are is said."""
BUTTONS = 4
REASON_LIMIT = 200
_STEPS = (Reminder.STEP_DUE, Reminder.STEP_OVERDUE)


Benefits = Callable[[int], Benefit | None]


def no_benefit(_: int) -> Benefit | None:
    """Where nobody asks about benefits."""
    return None


def day_card(
    texts: Texts, lines: Sequence[Reminded], overview: Overview, benefits: Benefits = no_benefit
) -> Card | None:
    """The card; None where nothing of it stands any more."""
    found = [(Reminder(one.kind), one.thing) for one in lines if one.kind in [*Reminder]]
    known = [
        (kind, thing)
        for kind, thing in found
        if _stands(overview, kind, thing) or _due(benefits, kind, thing)
    ]
    waits = [one for one in known if one[0] is not Reminder.NEWS]
    followed = [one for one in known if one[0] is Reminder.NEWS]
    if not known:
        return None
    shown = [*waits, *followed][:SHOWN]
    body: list[Element] = [heading(texts("day.title"))]
    for key, group in (("day.waits", waits), ("day.followed", followed)):
        told = [one for one in group if one in shown]
        if told:
            body.append(label(texts(key)))
        for kind, thing in told:
            due = _due(benefits, kind, thing)
            body += _benefit_line(texts, due) if due else _line(texts, overview, kind, thing)
    if left := len(known) - len(shown):
        body.append(said(texts.many("day.more", left), subtle=True))
    things = list({thing: kind for kind, thing in reversed(shown)}.items())[::-1][:BUTTONS]
    opens = [_press(texts, _due(benefits, kind, thing), kind, thing) for thing, kind in things]
    return card(texts, body, [*opens, button(texts("preferences.button"), "preferences")])


def _due(benefits: Benefits, kind: Reminder, thing: str) -> Benefit | None:
    return benefits(int(thing[2:])) if kind is Reminder.BENEFIT_DUE and thing[2:].isdigit() else None


def _benefit_line(texts: Texts, one: Benefit) -> list[Element]:
    return [
        said(f"{one.thing} · {one.indicator}", bold=True, spacing="Small"),
        said(texts("reminder.benefit_due")),
    ]


def _press(texts: Texts, due: Benefit | None, kind: Reminder, thing: str) -> Action:
    if due is not None:
        return button(texts("benefits.chat.answer_one", name=f"B-{due.row:04d}"), "benefit", row=due.row)
    if kind is Reminder.STILL_TRUE:
        return button(texts("confirm.answer_one", name=thing), "ask_card", name=thing)
    return button(texts("bot.button.open", name=thing), "open", name=thing)


def _stands(overview: Overview, kind: Reminder, name: str) -> bool:
    """Whether there is still something to say."""
    thing = by_name(overview, name)
    if isinstance(thing, Proposal) and kind in _STEPS:
        return thing.next_step_due is not None
    return thing is not None


def _line(texts: Texts, overview: Overview, kind: Reminder, name: str) -> list[Element]:
    thing = by_name(overview, name)
    assert thing is not None  # noqa: S101 - asked for what is known
    told = (
        _sentence(texts, overview, kind, thing)
        if isinstance(thing, Proposal)
        else texts("reminder.still_true" if kind is Reminder.STILL_TRUE else "reminder.news_card")
    )
    return [
        said(f"{thing.name} · {thing.title}", bold=True, spacing="Small"),
        *paragraphs(told, REASON_LIMIT),
    ]


def _sentence(texts: Texts, overview: Overview, kind: Reminder, one: Proposal) -> str:
    if kind is Reminder.NEWS:
        return texts("reminder.news", status=status_word(texts, one.status), reason=one.status_reason)
    if kind in _STEPS and one.next_step_due:
        return texts(f"reminder.{kind}", day=texts.day(one.next_step_due), step=one.next_step)
    if kind is Reminder.UNTOUCHED:
        return texts("reminder.untouched", day=texts.day(one.changed_at))
    return texts(f"reminder.{kind}")
