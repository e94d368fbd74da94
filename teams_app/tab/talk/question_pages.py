"""The value questions: all six, and each with its talk and what was decided."""

import secrets
from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again, word
from technology_map.people.rights import require_council
from technology_map.talk.value_deciding import ValueDecisionForm
from technology_map.talk.value_questions import QUESTIONS, ValueQuestion, ValueTopic, question
from technology_map.validation.forms import read_form
from technology_map.validation.limits import REASON_LIMIT
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "council_only", "not_found")


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question in the list: how much is said, and what was decided last."""

    number: int
    heading: str
    said: str
    decided: str


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question. `form` is None for who is not on the council."""

    number: int
    heading: str
    about: str
    decisions: tuple[Fact, ...]
    filled: Filled | None
    submission_key: str
    limit: int = REASON_LIMIT


async def listed(context: RequestContext) -> web.Response:
    """All six."""
    t = context.t
    lines = tuple(_line(context, one) for one in QUESTIONS)
    return drawn_page(context, "questions.html", lines=lines, heading=t("questions.heading"))


async def one(context: RequestContext) -> web.Response:
    """A question's page."""
    return drawn_page(context, "question.html", page=_page(context, _found(context)), toast="")


async def decide(context: RequestContext) -> web.Response:
    """Write down what the council has decided."""
    about, typed = _found(context), await context.form()
    sent = {name: typed[name] for name in ("text", "submission_key", "not_cpr") if name in typed}
    try:
        form = read_form(ValueDecisionForm, sent, context.today)
        await context.tab.value_deciding.decide(context.caller, about, form)
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        shown = _page(context, about, filled)
        return drawn_page(context, "question.html", status=status_of(no.refusal), page=shown, toast="")
    toast = context.t("questions.toast")
    return whole_page(context, "question.html", page=_page(context, about), toast=toast)


def _found(context: RequestContext) -> ValueQuestion:
    found = question(context.number)
    if found is None:
        raise Refused("not_found")
    return found


def _line(context: RequestContext, one: ValueQuestion) -> QuestionLine:
    t = context.t
    decided = context.tab.value_deciding.decided(one)
    return QuestionLine(
        one.number,
        word(t, ValueTopic, one.topic),
        t.many("questions.said", context.overview.remarks.count(one.name)),
        decided[0].text if decided else "",
    )


def _page(context: RequestContext, one: ValueQuestion, filled: Filled | None = None) -> QuestionPage:
    t = context.t
    decisions = tuple(
        Fact(t("detail.by", name=row.decided_by, day=t.moment(row.decided_at)), row.text)
        for row in context.tab.value_deciding.decided(one)
        if row.decided_at
    )
    try:
        require_council(context.caller)
        form = filled or Filled()
    except Refused:
        form = None
    key = (filled.value("submission_key") if filled else "") or secrets.token_urlsafe(18)
    about = t(f"questions.about.{one.topic.value}")
    return QuestionPage(one.number, word(t, ValueTopic, one.topic), about, decisions, form, key)
