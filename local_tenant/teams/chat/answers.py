"""Reading the bot's answers to invokes as Teams does: cards, texts, dialogs, failures."""

from typing import Any

from local_tenant.teams.chat.message import (
    ADAPTIVE_CARD,
    FAILED,
    MESSAGE_ANSWER,
    BotAnswer,
    Failure,
    Json,
    Outcome,
)


def failure(answer: BotAnswer, language: str, detail: str = "") -> Failure:
    """The sentence in the person's language, and what happened."""
    sentence = FAILED["da" if language.startswith("da") else "en"]
    return Failure(sentence, answer.status, detail or answer.error or _shortened(answer.body))


def message_outcome(answer: BotAnswer, language: str) -> Outcome:
    """Of a message or an update: nothing but success or failure."""
    wrong = None if answer.ok else failure(answer, language)
    return Outcome(answer.status, answer.body, failure=wrong)


def card_outcome(answer: BotAnswer, language: str) -> Outcome:
    """Of `adaptiveCard/action`: a card, a text or an error in a 200 body (platform.md 4.4)."""
    outcome = message_outcome(answer, language)
    if not answer.ok:
        return outcome
    body = answer.body if isinstance(answer.body, dict) else {}
    status, kind, value = body.get("statusCode"), body.get("type"), body.get("value")
    if status == 200 and kind == ADAPTIVE_CARD and isinstance(value, dict):
        outcome.card = value
    elif status == 200 and kind == MESSAGE_ANSWER and isinstance(value, str):
        outcome.text = value
    else:
        outcome.failure = failure(answer, language)
    return outcome


def dialog_outcome(answer: BotAnswer, language: str) -> Outcome:
    """Of `task/fetch` and `task/submit`: a dialog, a closing text, or nothing."""
    outcome = message_outcome(answer, language)
    if not answer.ok or not answer.body:
        return outcome
    task = answer.body.get("task") if isinstance(answer.body, dict) else None
    kind, value = (task.get("type"), task.get("value")) if isinstance(task, dict) else (None, None)
    if kind == "message" and isinstance(value, str):
        outcome.text = value
    elif kind == "continue" and isinstance(value, dict) and (card := _dialog_card(value)):
        outcome.dialog = {
            "title": str(value.get("title") or ""),
            "width": value.get("width") or "medium",
            "height": value.get("height") or "medium",
            "card": card,
        }
    else:
        outcome.failure = failure(answer, language)
    return outcome


def search_results(answer: BotAnswer) -> list[Json]:
    """Of `application/search`: titles and values, at most 15. Empty where it failed."""
    body = answer.body if answer.ok and isinstance(answer.body, dict) else {}
    results = (body.get("value") or {}).get("results") or []
    return [one for one in results if isinstance(one, dict) and {"title", "value"} <= one.keys()][:15]


def _dialog_card(value: Json) -> Json | None:
    attachment = value.get("card")
    if not isinstance(attachment, dict) or attachment.get("contentType") != ADAPTIVE_CARD:
        return None
    content = attachment.get("content")
    return content if isinstance(content, dict) else None


def _shortened(body: Any) -> str:
    return str(body)[:500] if body is not None else ""


def failed_all_the_same(outcome: Outcome, answer: BotAnswer, language: str) -> Outcome:
    """What a client shows that says a press went wrong, whatever the bot answered."""
    wrong = failure(answer, language, "this client takes no answer to such a press")
    return Outcome(outcome.status, outcome.body, failure=wrong)
