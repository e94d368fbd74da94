"""Lists of things: one's own, and what a search found."""

from collections.abc import Sequence
from typing import Any

from bot.adaptive_cards.actions import actions_row, button
from bot.adaptive_cards.elements import beside, card, heading, label, said, text_input
from bot.adaptive_cards.menus import menu
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.wording import status_word
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.elsewhere.cards import CardFromElsewhere
from technology_map.search.finding import Found
from technology_map.search.narrowing import Narrowed
from technology_map.texts import Texts
from technology_map.words.terms import TermList

Thing = Proposal | SolutionCard
PAGE = 6
SEARCH_LIMIT = 100


def thing_rows(texts: Texts, things: Sequence[Thing]) -> list[Element]:
    """One row a thing: its title, what it is and where it stands, and a button that opens it."""
    return [row for thing in things for row in _row(texts, thing)]


def _row(texts: Texts, thing: Thing) -> list[Element]:
    opens = button(texts("bot.button.open", name=thing.name), "open", name=thing.name)
    return [
        said(thing.title, bold=True, spacing="Medium"),
        beside(
            ("stretch", said(_about(texts, thing), subtle=True)),
            ("auto", actions_row([opens])),
        ),
    ]


def _about(texts: Texts, thing: Thing) -> str:
    if isinstance(thing, Proposal):
        return texts("bot.list.proposal", status=status_word(texts, thing.status))
    if thing.area:
        return texts("bot.list.solution_card", area=texts.term(TermList.AREA, thing.area))
    return texts("bot.list.solution_card_anywhere")


def mine_card(
    texts: Texts,
    proposals: Sequence[Proposal],
    cards: Sequence[SolutionCard],
    followed: Sequence[Thing] = (),
    waiting: Sequence[Proposal] = (),
    *,
    asked: Sequence[Thing] = (),
    skip: int = 0,
) -> Card:
    """What waits for the person, what they have handed in, and what they follow: a page from `skip` on.

    `asked`: what somebody has asked a question about that nobody has answered.
    """
    parts: tuple[tuple[str, Sequence[Thing]], ...] = (
        ("bot.mine.waiting", waiting),
        ("talk.waiting_heading", asked),
        ("bot.mine.proposals", proposals),
        ("bot.mine.solution_cards", cards),
        ("backing.mine", followed),
    )
    titled = [(title, thing) for title, things in parts for thing in things]
    if not titled:
        return card(
            texts,
            [heading(texts("bot.mine.title")), said(texts("bot.mine.none"))],
            menu(texts)[:2],
        )
    skip = skip if skip < len(titled) else 0
    page = titled[skip : skip + PAGE]
    things = [thing for _, thing in page]
    body: list[Element] = [
        heading(texts("bot.mine.council" if waiting or asked else "bot.mine.title")),
        *_more_said(texts, skip, things, len(titled)),
    ]
    for title, _ in parts:
        if part := [thing for named, thing in page if named == title]:
            body += [label(texts(title)), *thing_rows(texts, part)]
    return card(texts, body, [*_more(texts, "more_mine", skip, len(titled)), menu(texts)[0]])


def search_card(
    texts: Texts,
    text: str,
    found: Found,
    narrow: Narrowed,
    *,
    skip: int = 0,
    notice: str = "",
    others: Sequence[CardFromElsewhere] = (),
) -> Card:
    """What was found, a page from `skip` on, what `others` have, and a field to search for something else."""
    field = text_input("text", texts("bot.field.search"), limit=SEARCH_LIMIT, value=text, lines=False)
    asks = button(texts("bot.button.search"), "search", primary=True, sends_inputs=True, here=True)
    again = actions_row([asks])
    result: list[Element] = []
    if text:
        many = texts.many("bot.search.found", found.total) if found.total else texts("bot.search.none")
        result = [said(many, bold=True), *_more_said(texts, skip, found.things, found.total)]
        if narrow.narrows:
            result.insert(0, said(texts("bot.search.narrowed", filters=" · ".join(narrow.told))))
    body: list[Element] = [
        *([said(notice)] if notice else []),
        heading(texts("bot.search.title")),
        field,
        again,
        *result,
        *thing_rows(texts, found.things),
        *([said(texts("elsewhere.chat"), bold=True)] if others else []),
        *(said(f"{one.title} · {one.origin}") for one in others),
    ]
    if not narrow.narrows:
        body.append(said(texts("bot.search.how"), subtle=True, size="Small"))
    actions = _more(texts, "more_found", skip, found.total, asked=text) if text else []
    if narrow.narrows and narrow.words:
        actions.append(button(texts("bot.search.all"), "more_found", asked=narrow.words))
    return card(texts, body, [*actions, menu(texts)[0]])


def _more_said(texts: Texts, skip: int, page: Sequence[Thing], total: int) -> list[Element]:
    if total <= PAGE:
        return []
    first, last = texts.number(skip + 1), texts.number(skip + len(page))
    return [said(texts("bot.list.page", first=first, last=last, total=texts.number(total)), subtle=True)]


def _more(texts: Texts, verb: str, skip: int, total: int, **data: Any) -> list[Action]:
    found: list[Action] = []
    if skip + PAGE < total:
        found.append(button(texts("bot.button.more"), verb, skip=skip + PAGE, **data))
    if skip:
        found.append(button(texts("bot.button.back"), verb, skip=max(0, skip - PAGE), **data))
    return found
