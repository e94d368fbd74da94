"""Every card as a phone gets it: by Action.Submit, forms as dialogs, and nothing that refreshes itself."""

import pytest

from bot.adaptive_cards.elements import weight
from bot.adaptive_cards.plain import Card
from bot.adaptive_cards.submit_actions import by_submit, in_dialog
from bot.verbs import FORMS
from technology_map.people.people import Language
from tests.bot.adaptive_cards.test_cards import BUDGET, gallery
from tests.bot.chatting import walk

both = pytest.mark.parametrize("language", list(Language))


def of_type(card: Card, kind: str) -> list[Card]:
    return [one for one in walk(card) if one.get("type") == kind]


@both
def test_a_phone_gets_no_execute_and_each_button_sends_the_same(language: Language) -> None:
    pressed = 0
    for name, card in gallery(language, "hostile").items():
        before = str(card)
        lean = by_submit(card, FORMS)
        assert str(card) == before, name
        assert "refresh" not in lean, name
        assert of_type(lean, "Action.Execute") == [], name
        assert weight(lean) <= BUDGET, name
        full = [one for one in of_type(card, "Action.Execute") if "fallback" in one]
        submits = {(one["title"], str(one["data"])): one for one in of_type(lean, "Action.Submit")}
        for one in full:
            fetch = {"msteams": {"type": "task/fetch"}} if one["verb"] in FORMS else {}
            sent = submits[one["title"], str(fetch | one["data"])]
            assert sent.get("associatedInputs") == one.get("associatedInputs"), name
            pressed += 1
    assert pressed > 100


@both
def test_a_form_in_a_dialog_knows_its_message_and_does_not_say_its_title_twice(language: Language) -> None:
    for name, card in gallery(language, "plain").items():
        head = next((one for one in card["body"] if one.get("style") == "heading"), None)
        shown = in_dialog(card, head["text"] if head else "", "message-7")
        assert of_type(shown, "Action.Execute") == [], name
        assert all(one["data"]["message"] is not None for one in of_type(shown, "Action.Submit")), name
        if card["body"][0] is head:
            assert shown["body"] == in_dialog(card, "", "message-7")["body"][1:], name
