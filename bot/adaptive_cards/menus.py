"""The welcome, the help, and the card that says a plain sentence."""

from functools import cache

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import Elements, card, heading, said, told
from bot.adaptive_cards.plain import Action, Card, Element
from technology_map.people.people import Language
from technology_map.texts import Texts
from technology_map.texts import texts as texts_in

HELP_LINES = ("new_proposal", "new_solution_card", "mine", "status", "search", "explain")


def menu(texts: Texts) -> list[Action]:
    """The buttons that lead everywhere."""
    return list(_menu(texts.language))


@cache
def _menu(language: Language) -> tuple[Action, ...]:
    """The same, made once for each language: models cost more than all the rest of a small card."""
    texts = texts_in(language)
    return (
        button(texts("bot.button.new_proposal"), "new_proposal", primary=True),
        button(texts("bot.button.new_solution_card"), "new_solution_card"),
        button(texts("bot.button.mine"), "mine"),
        button(texts("bot.button.search"), "search"),
        button(texts("bot.button.help"), "help"),
    )


def welcome_card(texts: Texts) -> Card:
    """The short welcome. It may come twice without harm."""
    body = [heading(texts("bot.welcome.title")), said(texts("bot.welcome.text"))]
    return card(texts, body, menu(texts))


def help_card(texts: Texts, top: Elements = ()) -> Card:
    """What one can write, each also as a button; `top` says first what went wrong."""
    return _help_card(texts, top) if top else _plain_help(texts.language)


@cache
def _plain_help(language: Language) -> Card:
    """The help as it is asked for most: the same for everybody."""
    return _help_card(texts_in(language), ())


def _help_card(texts: Texts, top: Elements) -> Card:
    body = [
        *top,
        heading(texts("bot.help.title")),
        said(texts("bot.help.text")),
        *(_line(texts(f"bot.help.{line}")) for line in HELP_LINES),
    ]
    return card(texts, body, menu(texts)[:-1])


def _line(sentence: str) -> Element:
    """What one can write stands out from what it does."""
    words, dash, does = sentence.partition(" – ")
    return told(words, dash + does)


def notice_card(texts: Texts, sentence: str) -> Card:
    """One sentence, and where to go from here."""
    return card(texts, [said(sentence)], [button(texts("bot.button.help"), "help")])


def form_opener(texts: Texts, title: str, opens: Action) -> Card:
    """What stands in the chat where a form is a dialog: the button `opens` it."""
    return card(texts, [heading(title, size="Medium"), said(texts("bot.opener.text"))], [opens])


def closed_card(texts: Texts, sentence: str) -> Card:
    """One sentence to somebody for whom no button would do anything."""
    return card(texts, [said(sentence)])
