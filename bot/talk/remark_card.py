"""The card that tells of a remark: the thread it stands in, and a field to answer in."""

from typing import Any

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, heading, label, paragraphs, said, text_input
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.wording import refusal_sentence
from bot.card_data import FORM_KEY
from bot.cards.form_cards import Filled, not_cpr_input
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.talk.remarks import Remark, Thread
from technology_map.talk.value_questions import Talked, ValueQuestion
from technology_map.texts import Texts
from technology_map.validation.limits import REASON_LIMIT

Thing = Proposal | SolutionCard
EMPTY = Filled()
ANSWER_LIMIT = 1_400
SHOWN = 4
"""Remarks of a thread in one card: the first, and the latest."""
REMARK_LIMIT = 600


def remark_card(
    texts: Texts,
    thing: Talked,
    thread: Thread,
    key: str,
    filled: Filled = EMPTY,
    *,
    done: str = "",
) -> Card:
    """The thread, and a field to answer in: `key` makes the answer one. `done` says that it is stored."""
    top: list[Element] = [box("good", [said(done, bold=True)])] if done else []
    if filled.refusal is not None:
        top.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
    body = [
        *top,
        heading(texts("talk.card.title", name=thing.name), size="Medium"),
        said(_title(texts, thing), bold=True),
        *_told(texts, thread),
    ]
    if done:
        return card(texts, body, _opens(texts, thing))
    field = text_input(
        "text",
        texts("talk.card.answer"),
        limit=min(ANSWER_LIMIT, REASON_LIMIT),
        missing=texts("talk.card.missing"),
        value=filled.values.get("text", ""),
    )
    ids: dict[str, Any] = {"remark": thread.first.key, FORM_KEY: key}
    answer = button(texts("talk.card.send"), "answer_remark", primary=True, sends_inputs=True, **ids)
    return card(texts, [*body, field, *not_cpr_input(texts, filled)], [answer, *_opens(texts, thing)])


def _title(texts: Texts, thing: Talked) -> str:
    return texts(f"value_topic.{thing.topic.value}") if isinstance(thing, ValueQuestion) else thing.title


def _opens(texts: Texts, thing: Talked) -> list[Action]:
    """The way to what it is about; a value question has no card in the chat."""
    if isinstance(thing, ValueQuestion):
        return []
    return [button(texts("bot.button.open", name=thing.name), "open", name=thing.name)]


def _told(texts: Texts, thread: Thread) -> list[Element]:
    """The first remark, how many are left out, and the latest."""
    first, rest = thread.first, thread.rest
    latest = rest[-(SHOWN - 1) :]
    found = _one(texts, first)
    if left := len(rest) - len(latest):
        found.append(said(texts.many("talk.left_out", left), subtle=True))
    for one in latest:
        found += _one(texts, one)
    return found


def _one(texts: Texts, one: Remark) -> list[Element]:
    kind = texts(f"remark_kind.{one.kind}") if one.kind else texts(f"thread_place.{one.place}")
    return [
        label(kind),
        said(f"{one.author.name} · {texts.moment(one.written_at)}", subtle=True, size="Small"),
        *paragraphs(one.text, REMARK_LIMIT),
    ]
