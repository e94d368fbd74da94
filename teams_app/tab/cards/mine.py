"""My proposals and solution cards, what waits for me first, and what I follow last."""

from dataclasses import dataclass
from itertools import islice

from aiohttp import web

from teams_app.tab.benefits.benefits_view import DueLine, due_lines
from teams_app.tab.cards.solution_view import Row, row
from teams_app.tab.council.board_view import Card, card
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.talk.remark_view import WaitingQuestion, waiting_questions
from technology_map.cards.handmade import HandmadeKind, HandmadeRow
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.council.waiting import waiting_for
from technology_map.search.finding import by_name

AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Handmade:
    """A row made by hand in SharePoint, for the secretary. `address`: where her presses go."""

    kind: str
    told: str
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What the caller has handed in and follows, and what others wait for the caller to do."""

    answers: list[Card]
    desk: list[Card]
    proposals: list[Card]
    solutions: list[Row]
    followed: list[Card]
    followed_solutions: list[Row]
    handmade: list[Handmade]
    questions: list[WaitingQuestion]
    benefits: list[DueLine]
    live: str = "mine/live"
    place: str = "mine"


def view(context: RequestContext) -> Mine:
    """The caller's own page."""
    t, overview, caller = context.t, context.overview, context.caller
    own = overview.proposals.of_person(caller.person.object_id)
    cards = overview.solution_cards.of_person(caller.person.object_id)
    followed, followed_cards = _followed(context, {*(p.name for p in own), *(c.name for c in cards)})
    waiting = islice(waiting_for(overview, caller, context.today), AT_MOST)
    return Mine(
        answers=[card(t, overview, p, context.today) for p in own if p.status is Status.CLARIFICATION],
        desk=[card(t, overview, p, context.today) for p in waiting],
        proposals=[card(t, overview, p, context.today) for p in own if p.status is not Status.CLARIFICATION],
        solutions=[row(t, c) for c in cards],
        followed=[card(t, overview, p, context.today) for p in followed],
        followed_solutions=[row(t, c) for c in followed_cards],
        handmade=[_handmade(context, one) for one in context.tab.taking_in.rows(caller)],
        questions=waiting_questions(context, AT_MOST),
        benefits=list(due_lines(context, caller.person.object_id)),
    )


def _handmade(context: RequestContext, one: HandmadeRow) -> Handmade:
    t = context.t
    title = one.title or t("handmade.untitled")
    person = one.made_by.name or t("handmade.somebody")
    kind = t("tab.kind.proposal" if one.kind is HandmadeKind.PROPOSAL else "tab.kind.solution")
    told = t("handmade.row", title=title, number=one.number, person=person, day=t.day(one.made_at))
    return Handmade(kind, told, title, f"rows/{one.kind.value}/{one.number}")


def _followed(context: RequestContext, own: set[str]) -> tuple[list[Proposal], list[SolutionCard]]:
    """What the caller follows, the last followed first, but for what stands there as handed in."""
    names = context.tab.store.follows.of_person(context.caller.person.object_id)
    found = [by_name(context.overview, name) for name in names if name not in own]
    proposals = [one for one in found if isinstance(one, Proposal)]
    return proposals, [one for one in found if isinstance(one, SolutionCard)]


async def page(context: RequestContext) -> web.Response:
    """The page."""
    drafts = context.tab.drafting.drafts is not None and not context.caller.guest
    return drawn_page(context, "mine.html", mine=view(context), drafts=drafts)


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "mine_live.html", mine=view(context))


async def take_in(context: RequestContext) -> web.Response:
    """A row made by hand becomes a card."""
    await context.form()
    taken = await context.tab.taking_in.take_in(context.caller, *_row_of(context))
    return drawn_page(
        context,
        "mine_changed.html",
        mine=view(context),
        toast=context.t("handmade.taken_in", name=taken.name),
    )


async def leave(context: RequestContext) -> web.Response:
    """A row made by hand stays where it is."""
    await context.form()
    await context.tab.taking_in.leave(context.caller, *_row_of(context))
    return drawn_page(context, "mine_changed.html", mine=view(context), toast=context.t("handmade.left"))


def _row_of(context: RequestContext) -> tuple[str, int]:
    return context.request.match_info["kind"], context.number
