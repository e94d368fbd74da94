"""The day's news as a card: what waits for the person, and what happened to what they follow."""

from collections.abc import Sequence

from microsoft_teams.cards.core import Action, CardElement

from bot.adaptive_cards.elements import Card, button, card, heading, label, paragraphs, said
from bot.adaptive_cards.wording import status_word
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


def day_card(texts: Texts, lines: Sequence[Reminded], overview: Overview) -> Card | None:
    """The card; None where nothing of it stands any more."""
    found = [(Reminder(one.kind), one.thing) for one in lines if one.kind in [*Reminder]]
    known = [(kind, thing) for kind, thing in found if _stands(overview, kind, thing)]
    waits = [one for one in known if one[0] is not Reminder.NEWS]
    followed = [one for one in known if one[0] is Reminder.NEWS]
    if not known:
        return None
    shown = [*waits, *followed][:SHOWN]
    body: list[CardElement] = [heading(texts("day.title"))]
    for key, group in (("day.waits", waits), ("day.followed", followed)):
        told = [one for one in group if one in shown]
        if told:
            body.append(label(texts(key)))
        for kind, thing in told:
            body += _line(texts, overview, kind, thing)
    if left := len(known) - len(shown):
        body.append(said(texts.many("day.more", left), subtle=True))
    names = list(dict.fromkeys(thing for _, thing in shown))[:BUTTONS]
    opens: list[Action] = [button(texts("bot.button.open", name=name), "open", name=name) for name in names]
    return card(texts, body, [*opens, button(texts("preferences.button"), "preferences")])


def _stands(overview: Overview, kind: Reminder, name: str) -> bool:
    """Whether there is still something to say."""
    thing = by_name(overview, name)
    if isinstance(thing, Proposal) and kind in _STEPS:
        return thing.next_step_due is not None
    return thing is not None


def _line(texts: Texts, overview: Overview, kind: Reminder, name: str) -> list[CardElement]:
    thing = by_name(overview, name)
    assert thing is not None  # noqa: S101 - asked for what is known
    told = (
        _sentence(texts, overview, kind, thing)
        if isinstance(thing, Proposal)
        else texts("reminder.news_card")
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
