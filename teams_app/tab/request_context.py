"""What the tab is made of, and the context of one request by a verified caller."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from aiohttp import web

from teams_app.tab.filters import Reader, reader
from teams_app.tab.sealing import Sealer
from teams_app.tab.sheets.download_tickets import Tickets
from teams_app.tab.sheets.import_runs import ImportRuns
from technology_map.assessing.assessing import Assessing
from technology_map.assessing.choosing_criteria import ChoosingCriteria
from technology_map.assessing.value import Valuing
from technology_map.backing.joining import Joining
from technology_map.backing.supporting import Backing
from technology_map.benefits.following_up import FollowingUp
from technology_map.cards.confirming import Confirming
from technology_map.cards.drafts import Drafting
from technology_map.cards.handmade import TakingIn
from technology_map.cards.submitting import Submitting
from technology_map.council.deciding import Deciding
from technology_map.council.guideline import Guiding
from technology_map.council.inbox import Sorting
from technology_map.council.next_steps import NextSteps
from technology_map.council.prioritising import Prioritising
from technology_map.council.promising import Promising
from technology_map.details.detailing import Detailing
from technology_map.elsewhere.cards import ElsewhereSearch
from technology_map.elsewhere.taking_in import TakingInElsewhere
from technology_map.files.attachments import Attaching
from technology_map.meetings.holding import Holding
from technology_map.meetings.planning import Planning
from technology_map.meetings.publishing import Publishing
from technology_map.method.grouping import Grouping
from technology_map.method.leading import Leading
from technology_map.method.reusing import Reusing
from technology_map.overview import Overview
from technology_map.people.people import Caller
from technology_map.people.preferring import Preferring
from technology_map.people.responsibility import PeopleDirectory, Responsibility
from technology_map.plan.planning_ahead import PlanningAhead
from technology_map.ports import Store
from technology_map.sheets.cells import Line
from technology_map.talk.remarking import Remarking
from technology_map.talk.value_deciding import ValueDeciding
from technology_map.talk.worrying import Worrying
from technology_map.texts import COPENHAGEN, Texts, texts
from technology_map.validation.refusals import Refused
from technology_map.words.asking import Asking
from technology_map.words.editing import SettingUp
from technology_map.words.vocabulary import Vocabulary

CALLER = web.RequestKey("caller", Caller)
"""Where the roof puts the verified caller of a request."""


@dataclass(frozen=True, slots=True)
class TabSettings:
    """What differs between installations.

    `teams_origin` is one more origin that may frame the tab (empty in production); `entity_id` is
    the static tab's id in the app package; `fast_track` as in `technology_map.council.life_cycle`.
    """

    teams_app_id: str
    teams_origin: str = ""
    fast_track: bool = False
    guests_may_read: bool = False
    entity_id: str = "teknologikort"


@dataclass(frozen=True, slots=True)
class Tab:
    """The tab with what it asks: the store to read from, the services to change things with.

    `read_sheet` turns an uploaded file into its lines, or refuses it; it harms nobody meanwhile.
    """

    settings: TabSettings
    store: Store
    submitting: Submitting
    deciding: Deciding
    backing: Backing
    joining: Joining
    drafting: Drafting
    prioritising: Prioritising
    next_steps: NextSteps
    setting_up: SettingUp
    asking: Asking
    taking_in: TakingIn
    responsibility: Responsibility
    directory: PeopleDirectory
    now: Callable[[], datetime]
    tickets: Tickets
    attaching: Attaching
    remarking: Remarking
    preferring: Preferring
    assessing: Assessing
    choosing_criteria: ChoosingCriteria
    sorting: Sorting
    promising: Promising
    valuing: Valuing
    planning: Planning
    holding: Holding
    publishing: Publishing
    worrying: Worrying
    leading: Leading
    detailing: Detailing
    reusing: Reusing
    grouping: Grouping
    elsewhere: ElsewhereSearch
    taking_in_elsewhere: TakingInElsewhere
    value_deciding: ValueDeciding
    guiding: Guiding
    following_up: FollowingUp
    planning_ahead: PlanningAhead
    confirming: Confirming
    uploads: Sealer
    runs: ImportRuns
    read_sheet: Callable[[bytes, str], Awaitable[list[Line]]]


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One request of a caller whose token the roof has checked."""

    tab: Tab
    request: web.Request
    caller: Caller

    @property
    def t(self) -> Texts:
        """The sentences of the caller's language, with the municipality's words."""
        return texts(self.caller.language).with_words(self.words)

    @property
    def words(self) -> Vocabulary:
        """The municipality's words, as last seen."""
        return self.overview.vocabulary

    @property
    def overview(self) -> Overview:
        """Everything as last seen, now."""
        return self.tab.store.overview

    @property
    def reader(self) -> Reader:
        """The caller, as an address that says "mine" or "my area" means them."""
        return reader(self.overview, self.caller.person.object_id)

    @property
    def today(self) -> date:
        """The date in Copenhagen."""
        return self.tab.now().astimezone(COPENHAGEN).date()

    @property
    def number(self) -> int:
        """The number in the address. Raises Refused(`not_found`) where it is none that can be."""
        digits = self.request.match_info["number"]
        if len(digits) > 9:
            raise Refused("not_found")
        return int(digits)

    async def form(self) -> Mapping[str, Any]:
        """The JSON object that was sent. Raises HTTP 415 for another type, 400 for anything else.

        Only a script of our own origin can send this type with a bearer token (trust.md row 14).
        """
        if self.request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            sent = await self.request.json()
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest from None
        if not isinstance(sent, dict):
            raise web.HTTPBadRequest
        return sent
