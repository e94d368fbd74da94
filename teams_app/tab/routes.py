"""The tab's addresses, and the door each part stands behind."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from teams_app.tab import (
    backing,
    board,
    changes,
    choices,
    downloads,
    editing,
    filling_in,
    handing_in,
    imports,
    map_pages,
    mine,
    moving,
    next_step_pages,
    openings,
    overview_pages,
    proposal_pages,
    ranking_pages,
    shell,
    solutions,
)
from teams_app.tab.pages import refused
from teams_app.tab.visits import CALLER, Tab, Visit
from technology_map.refusals import Refused
from technology_map.rights import require_reader

PART_PREFIX = "/tab/part/"
SHELL_PATHS = ("/tab", "/tab/", "/tab/config")
SHELL_PREFIXES = ("/tab/static/",)
"""What anyone may load without a token: the empty shell and its files."""

Answer = Callable[[Visit], Awaitable[web.StreamResponse]]

_NUMBER = r"{number:\d+}"
_RUN = r"{run:[0-9a-f]{16}}"
READ: tuple[tuple[str, Answer], ...] = (
    ("start", board.frame),
    ("config", openings.page),
    ("board", board.page),
    ("board/results", board.results),
    (f"proposals/{_NUMBER}", proposal_pages.page),
    (f"proposals/{_NUMBER}/live", proposal_pages.live),
    (f"proposals/{_NUMBER}/changed", proposal_pages.changed),
    (f"proposals/{_NUMBER}/edit", editing.proposal_form),
    (f"proposals/{_NUMBER}/steps/{{step}}", filling_in.proposal_step),
    (f"proposals/{_NUMBER}/moves/{{end}}", moving.dialog),
    (f"proposals/{_NUMBER}/next-step", next_step_pages.dialog),
    ("ranking", ranking_pages.page),
    ("ranking/results", ranking_pages.results),
    ("overview", overview_pages.page),
    ("overview/live", overview_pages.live),
    ("map", map_pages.page),
    ("map/results", map_pages.results),
    ("solutions", solutions.page),
    ("solutions/results", solutions.results),
    ("solutions/import", imports.page),
    (f"solutions/import/{_RUN}", imports.run_page),
    (f"solutions/import/{_RUN}/live", imports.run_live),
    (f"solutions/{_NUMBER}", solutions.one),
    (f"solutions/{_NUMBER}/live", solutions.one_live),
    (f"solutions/{_NUMBER}/edit", editing.card_form),
    (f"solutions/{_NUMBER}/steps/{{step}}", filling_in.card_step),
    ("mine", mine.page),
    ("mine/live", mine.live),
    ("named/{name}", proposal_pages.named),
    ("new/proposal", handing_in.proposal_form),
    ("new/solution", handing_in.card_form),
    ("similar", choices.similar_things),
    ("choices", choices.choices),
    ("changes", changes.changes),
)
WRITE: tuple[tuple[str, Answer], ...] = (
    ("proposals", handing_in.propose),
    ("solutions", handing_in.share),
    ("files", downloads.sell),
    ("solutions/import", imports.start),
    ("solutions/import/preview", imports.preview),
    (f"proposals/{_NUMBER}/edit", editing.edit_proposal),
    (f"solutions/{_NUMBER}/edit", editing.edit_card),
    (f"proposals/{_NUMBER}/steps/{{step}}", filling_in.save_proposal_step),
    (f"solutions/{_NUMBER}/steps/{{step}}", filling_in.save_card_step),
    (f"proposals/{_NUMBER}/moves", moving.move),
    (f"proposals/{_NUMBER}/support", backing.support),
    (f"proposals/{_NUMBER}/unsupport", backing.unsupport),
    (f"proposals/{_NUMBER}/follow", backing.follow),
    (f"proposals/{_NUMBER}/unfollow", backing.unfollow),
    (f"proposals/{_NUMBER}/co-submitters", backing.add_co_submitters),
    (f"proposals/{_NUMBER}/co-submitters/remove", backing.remove_co_submitter),
    (f"solutions/{_NUMBER}/follow", backing.follow_card),
    (f"solutions/{_NUMBER}/unfollow", backing.unfollow_card),
    (f"proposals/{_NUMBER}/next-step", next_step_pages.set_step),
    (f"ranking/{_NUMBER}", ranking_pages.move),
)


def routes(tab: Tab) -> list[web.RouteDef]:
    """Every route of the tab. What lies under PART_PREFIX needs `request[CALLER]`."""
    found = [web.get(path, shell.handler(tab)) for path in SHELL_PATHS]
    found.append(web.get("/tab/static/dist/{name}", shell.file))
    found.append(web.get(downloads.FILES + "{ticket}", downloads.handler(tab)))
    found += [web.get(PART_PREFIX + path, _door(tab, answer)) for path, answer in READ]
    found += [web.post(PART_PREFIX + path, _door(tab, answer)) for path, answer in WRITE]
    return found


def _door(tab: Tab, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def opened(request: web.Request) -> web.StreamResponse:
        caller = request.get(CALLER)
        if caller is None:
            raise web.HTTPUnauthorized
        visit = Visit(tab, request, caller)
        try:
            require_reader(caller, guests_may_read=tab.settings.guests_may_read)
            return await answer(visit)
        except Refused as no:
            return refused(visit, no.refusal)

    return opened
