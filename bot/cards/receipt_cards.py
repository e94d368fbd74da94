"""The receipts: it is stored, or it lies safe and is stored soon; and news of both."""

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, heading, label, said, shortened
from bot.adaptive_cards.lists import Thing, thing_rows
from bot.adaptive_cards.plain import Card, Element
from bot.adaptive_cards.viewer import Seen
from bot.cards.proposal_card import proposal_card
from bot.cards.solution_card import solution_card
from technology_map.cards.facts import label as field_label
from technology_map.cards.proposals import Proposal
from technology_map.ports import Receipt
from technology_map.search.similar import Similar
from technology_map.search.similar import similar as similar_things
from technology_map.search.wishes import names_only_technology
from technology_map.texts import Texts

WHY_LIMIT = 120
"""Characters of the words that two things share."""
RECEIPT = {"receipt": True}
DECISION_LOST = {"lost": True}
JOINED = {"joined": True}
"""What a card's refresh says, so that what stands on top is drawn again."""


def receipt_card(texts: Texts, thing: Thing, seen: Seen) -> Card:
    """Thanks, the number, what happens next, who decides, and what resembles it."""
    room = "proposal" if isinstance(thing, Proposal) else "solution"
    stored = [
        said(texts(f"bot.receipt.{room}.title", name=thing.name), bold=True, size="Medium"),
        said(texts(f"bot.receipt.{room}.text"), spacing="Small"),
    ]
    top: list[Element] = [box("good", stored)]
    if isinstance(thing, Proposal) and names_only_technology(seen.overview.vocabulary, thing.problem):
        top.append(box("accent", [said(texts("question.only_technology"))]))
    if similar := _alike(thing, seen):
        top.append(label(texts("bot.receipt.similar")))
        for one in similar:
            top += thing_rows(texts, [one.thing])
            top.append(said(_why(texts, one), subtle=True, size="Small", spacing="None"))
    if seen.elsewhere and (others := seen.elsewhere(f"{thing.title} {_said(thing)}")):
        top.append(label(texts("elsewhere.chat")))
        top += [said(f"{one.title} · {one.origin}") for one in others]
    if isinstance(thing, Proposal):
        return proposal_card(texts, thing, seen, top=top, occasion=RECEIPT)
    return solution_card(texts, thing, seen, top=top, occasion=RECEIPT)


def _why(texts: Texts, one: Similar) -> str:
    """Why it is named: the words that the two share in the first field that has some."""
    first = one.agreements[0]
    words = shortened(", ".join(first.words), WHY_LIMIT)
    return texts("similar.why", field=field_label(texts, first.field), words=words)


def _alike(thing: Thing, seen: Seen) -> list[Similar]:
    """What a colleague may already have: at most three others."""
    return list(similar_things(seen.overview, thing.title, _said(thing), but=thing.name))


def _said(thing: Thing) -> str:
    """What likeness is looked for in, beside the title."""
    return f"{thing.problem} {thing.solution}" if isinstance(thing, Proposal) else thing.challenges


def queued_card(texts: Texts, receipt: Receipt, title: str) -> Card:
    """It is received but not in SharePoint yet; the bot will tell when it is."""
    body = [
        box("warning", [said(texts("bot.queued.title", code=receipt.code), bold=True)]),
        said(title, bold=True),
        said(texts("bot.queued.text")),
    ]
    return card(texts, body, [button(texts("bot.button.mine"), "mine")])


def now_stored_card(texts: Texts, code: str, name: str) -> Card:
    """What waited is stored, as `name`."""
    body = [
        heading(texts("bot.now_stored.title", name=name)),
        said(texts("bot.now_stored.text", code=code, name=name)),
    ]
    opens = button(texts("bot.button.open", name=name), "open", primary=True, name=name)
    return card(texts, body, [opens, button(texts("bot.button.mine"), "mine")])


def decision_lost_top(texts: Texts, name: str) -> list[Element]:
    """What a council member reads above a proposal that somebody else moved first."""
    return [
        heading(texts("bot.decision_lost.title", name=name)),
        box("warning", [said(texts("bot.decision_lost.text", name=name), bold=True)]),
    ]
