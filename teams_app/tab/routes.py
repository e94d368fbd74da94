"""The tab's addresses, and the check each part stands behind."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from teams_app.tab import changes, configuration, shell
from teams_app.tab.assessing import assessing_pages, criteria_pages, value_pages
from teams_app.tab.backing import backing_pages, responsible_pages
from teams_app.tab.benefits import benefit_pages
from teams_app.tab.cards import (
    draft_pages,
    editing,
    mine,
    proposal_pages,
    solution_pages,
    step_pages,
    submitting,
    suggestions,
    wording_pages,
)
from teams_app.tab.council import (
    board_pages,
    guideline_pages,
    inbox_pages,
    move_pages,
    next_step_pages,
    overview_pages,
    pipeline_pages,
    ranking_pages,
    work_pages,
)
from teams_app.tab.details import detail_files, detail_pages
from teams_app.tab.elsewhere import elsewhere_pages, sharing_pages
from teams_app.tab.files import attachment_pages
from teams_app.tab.map import map_pages
from teams_app.tab.meetings import document_pages, holding_pages, meeting_pages
from teams_app.tab.method import (
    area_pages,
    learning_pages,
    method_pages,
    report_files,
    synergy_pages,
    workshop_pages,
)
from teams_app.tab.people import preference_pages
from teams_app.tab.plan import plan_files, plan_pages, year_pages
from teams_app.tab.rendering import refused
from teams_app.tab.request_context import CALLER, RequestContext, Tab
from teams_app.tab.sheets import downloads, import_pages
from teams_app.tab.talk import question_pages, remark_pages, worry_pages
from teams_app.tab.words import asking_pages, editors_pages, glossary_pages, setup_pages
from technology_map.people.rights import require_reader
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

PART_PREFIX = "/tab/part/"
SHELL_PATHS = ("/tab", "/tab/", "/tab/config")
SHELL_PREFIXES = ("/tab/static/",)
"""What anyone may load without a token: the empty shell and its files."""

Answer = Callable[[RequestContext], Awaitable[web.StreamResponse]]

_NUMBER = r"{number:\d+}"
LIST = f"{{list:{'|'.join(TermList)}}}"
TERM = f"{LIST}/{{code:[a-z0-9_]{{1,80}}}}"
_FILES = rf"{{things:proposals|solutions}}/{_NUMBER}/attachments"
_FILE = r"{file:[A-Za-z0-9!_-]{1,120}}"
_TALK = rf"{{things:proposals|solutions|questions}}/{_NUMBER}/remarks"
_WORRIES = rf"{{things:proposals|solutions}}/{_NUMBER}/worries"
_DETAILS = rf"{{things:proposals|solutions}}/{_NUMBER}/details"
_DETAIL = rf"{_DETAILS}/{{kind:[a-z]{{1,40}}}}"
_REMARK = r"{key:[A-Za-z0-9._-]{1,120}}"
_MEETING = f"meetings/{_NUMBER}"
_ITEM = rf"{_MEETING}/items/{{proposal:\d+}}"
_WORKSHOP = f"workshops/{_NUMBER}"
_DRAFT = "{form:proposal|solution}"
_RUN = r"{run:[0-9a-f]{16}}"
READ: tuple[tuple[str, Answer], ...] = (
    ("start", board_pages.frame),
    ("config", configuration.page),
    ("board", board_pages.page),
    ("board/results", board_pages.results),
    (f"proposals/{_NUMBER}", proposal_pages.page),
    (f"proposals/{_NUMBER}/live", proposal_pages.live),
    (f"proposals/{_NUMBER}/changed", proposal_pages.changed),
    (f"proposals/{_NUMBER}/edit", editing.proposal_form),
    (f"proposals/{_NUMBER}/steps/{{step}}", step_pages.proposal_step),
    (f"proposals/{_NUMBER}/moves/{{end}}", move_pages.dialog),
    (f"proposals/{_NUMBER}/next-step", next_step_pages.dialog),
    ("ranking", ranking_pages.page),
    ("ranking/results", ranking_pages.results),
    ("overview", overview_pages.page),
    ("overview/live", overview_pages.live),
    ("map", map_pages.page),
    ("map/results", map_pages.results),
    ("solutions", solution_pages.page),
    ("solutions/results", solution_pages.results),
    ("solutions/import", import_pages.page),
    (f"solutions/import/{_RUN}", import_pages.run_page),
    (f"solutions/import/{_RUN}/live", import_pages.run_live),
    (f"solutions/{_NUMBER}", solution_pages.one),
    (f"solutions/{_NUMBER}/live", solution_pages.one_live),
    (f"solutions/{_NUMBER}/wording", wording_pages.of_card),
    (f"proposals/{_NUMBER}/wording", wording_pages.of_proposal),
    (f"proposals/{_NUMBER}/places", wording_pages.places),
    (f"solutions/{_NUMBER}/edit", editing.card_form),
    (f"solutions/{_NUMBER}/steps/{{step}}", step_pages.card_step),
    ("mine", mine.page),
    ("glossary", glossary_pages.page),
    ("glossary/results", glossary_pages.results),
    ("glossary/ask", asking_pages.form),
    ("setup", setup_pages.page),
    ("setup/live", setup_pages.live),
    (f"setup/new/{LIST}", setup_pages.new_form),
    (f"setup/terms/{TERM}", setup_pages.edit_form),
    (f"setup/terms/{TERM}/merge", setup_pages.merging),
    (f"setup/terms/{TERM}/editors", editors_pages.page),
    ("mine/live", mine.live),
    ("preferences", preference_pages.page),
    ("council", work_pages.page),
    ("council/live", work_pages.live),
    ("inbox", inbox_pages.page),
    ("value", value_pages.page),
    ("pipeline", pipeline_pages.page),
    ("pipeline/live", pipeline_pages.live),
    ("inbox/live", inbox_pages.live),
    ("assessments", assessing_pages.queue),
    (f"assessments/{_NUMBER}", assessing_pages.one),
    ("criteria", criteria_pages.page),
    ("criteria/edit", criteria_pages.form),
    ("meetings", meeting_pages.listed),
    ("meetings/new", meeting_pages.new),
    (_MEETING, meeting_pages.one),
    (f"{_MEETING}/live", meeting_pages.live),
    (f"{_MEETING}/edit", meeting_pages.edit),
    (f"{_MEETING}/pack", meeting_pages.printed),
    (f"{_MEETING}/hold", holding_pages.page),
    (f"{_MEETING}/hold/live", holding_pages.live),
    (f"{_MEETING}/minutes", holding_pages.minutes),
    ("learning", learning_pages.page),
    ("areas", area_pages.listed),
    ("areas/{code:[a-z0-9_]{1,80}}", area_pages.one),
    ("guideposts", method_pages.guideposts),
    ("competences", method_pages.competences),
    ("reuses", method_pages.reuses),
    ("synergies", synergy_pages.listed),
    ("questions", question_pages.listed),
    (f"questions/{_NUMBER}", question_pages.one),
    ("named/area-{code:[a-z0-9_]{1,80}}", area_pages.one),
    (rf"named/V-{_NUMBER}", question_pages.one),
    ("guideline", guideline_pages.page),
    ("year", year_pages.page),
    ("plan", plan_pages.page),
    (f"plan/{_NUMBER}", plan_pages.version),
    ("benefits", benefit_pages.page),
    (f"benefits/{_NUMBER}", benefit_pages.one),
    (rf"named/B-{_NUMBER}", benefit_pages.one),
    ("elsewhere", elsewhere_pages.page),
    ("elsewhere/results", elsewhere_pages.results),
    (f"elsewhere/{_NUMBER}", elsewhere_pages.one),
    ("share", sharing_pages.page),
    ("workshops", workshop_pages.listed),
    ("workshops/new", workshop_pages.new),
    (_WORKSHOP, workshop_pages.one),
    (f"{_WORKSHOP}/live", workshop_pages.live),
    (f"{_WORKSHOP}/report", workshop_pages.report),
    ("ownership", responsible_pages.page),
    (r"named/word-{code:[a-z0-9_]{1,80}}", asking_pages.word),
    (rf"named/M-{_NUMBER}", meeting_pages.one),
    (rf"named/W-{_NUMBER}", workshop_pages.one),
    ("named/{name}", proposal_pages.named),
    ("new/proposal", submitting.proposal_form),
    ("new/solution", submitting.card_form),
    (_FILES, attachment_pages.listed),
    (_TALK, remark_pages.listed),
    (_WORRIES, worry_pages.listed),
    (_DETAILS, detail_pages.listed),
    ("worries", worry_pages.page),
    ("worries/live", worry_pages.live),
    ("drafts", draft_pages.listed),
    (f"drafts/{_DRAFT}", draft_pages.one),
    ("similar", suggestions.similar_things),
    ("choices", suggestions.choices),
    ("changes", changes.changes),
)
WRITE: tuple[tuple[str, Answer], ...] = (
    ("proposals", submitting.propose),
    ("solutions", submitting.share),
    (f"drafts/{_DRAFT}", draft_pages.keep),
    (f"drafts/{_DRAFT}/forget", draft_pages.throw_away),
    (_FILES, attachment_pages.begin),
    (f"{_FILES}/piece", attachment_pages.piece),
    (f"{_FILES}/state", attachment_pages.state),
    (f"{_FILES}/cancel", attachment_pages.cancel),
    (f"{_FILES}/{_FILE}/ticket", attachment_pages.ticket),
    (f"{_FILES}/{_FILE}/remove", attachment_pages.remove),
    (_TALK, remark_pages.remark),
    (_WORRIES, worry_pages.raise_worry),
    (f"{_WORRIES}/{_REMARK}/answers", worry_pages.answer),
    (_DETAIL, detail_pages.add),
    ("details/file", detail_files.ticket),
    (rf"{_DETAIL}/{{row:\d+}}", detail_pages.change),
    (rf"{_DETAIL}/{{row:\d+}}/remove", detail_pages.remove),
    (f"{_TALK}/{_REMARK}/answers", remark_pages.answer),
    (f"{_TALK}/{_REMARK}/edit", remark_pages.edit),
    ("files", downloads.issue_ticket),
    ("solutions/import", import_pages.start),
    ("solutions/import/preview", import_pages.preview),
    (f"proposals/{_NUMBER}/edit", editing.edit_proposal),
    (f"solutions/{_NUMBER}/edit", editing.edit_card),
    (f"proposals/{_NUMBER}/steps/{{step}}", step_pages.save_proposal_step),
    (f"solutions/{_NUMBER}/steps/{{step}}", step_pages.save_card_step),
    (f"proposals/{_NUMBER}/moves", move_pages.move),
    (f"proposals/{_NUMBER}/support", backing_pages.support),
    (f"proposals/{_NUMBER}/unsupport", backing_pages.unsupport),
    (f"proposals/{_NUMBER}/follow", backing_pages.follow),
    (f"proposals/{_NUMBER}/unfollow", backing_pages.unfollow),
    (f"proposals/{_NUMBER}/co-submitters", backing_pages.add_co_submitters),
    (f"proposals/{_NUMBER}/co-submitters/remove", backing_pages.remove_co_submitter),
    (f"proposals/{_NUMBER}/responsible", responsible_pages.give_proposal),
    (f"proposals/{_NUMBER}/responsible/take", responsible_pages.take_proposal),
    (f"solutions/{_NUMBER}/responsible", responsible_pages.give_card),
    (f"solutions/{_NUMBER}/responsible/take", responsible_pages.take_card),
    ("ownership", responsible_pages.give_all),
    ("preferences", preference_pages.choose),
    (f"assessments/{_NUMBER}", assessing_pages.give),
    (f"assessments/{_NUMBER}/draft", assessing_pages.save),
    (f"assessments/{_NUMBER}/conflict", assessing_pages.declare),
    (f"assessments/{_NUMBER}/conflict/withdraw", assessing_pages.withdraw),
    ("criteria", criteria_pages.change),
    ("inbox/move", inbox_pages.move),
    ("value", value_pages.set_capacity),
    ("pipeline", pipeline_pages.promise),
    (f"inbox/{_NUMBER}/ask", inbox_pages.ask),
    (f"inbox/{_NUMBER}/caseworker", inbox_pages.hand_to),
    ("meetings", meeting_pages.plan),
    (_MEETING, meeting_pages.change),
    (f"{_MEETING}/order", meeting_pages.reorder),
    (f"{_MEETING}/file", document_pages.ticket),
    (f"{_MEETING}/send", meeting_pages.send),
    (f"{_MEETING}/items", meeting_pages.add),
    (f"{_ITEM}/remove", meeting_pages.remove),
    (f"{_ITEM}/minutes", meeting_pages.minutes_of),
    (f"{_ITEM}/cover", meeting_pages.cover),
    (f"{_MEETING}/begin", holding_pages.begin),
    (f"{_ITEM}/turn", holding_pages.turn),
    (f"{_ITEM}/draft", holding_pages.write),
    (f"{_ITEM}/decide", holding_pages.decide),
    (f"{_ITEM}/postpone", holding_pages.postpone),
    (f"{_MEETING}/close", holding_pages.close),
    (f"{_MEETING}/minutes", holding_pages.edit_minutes),
    (f"{_MEETING}/publish", holding_pages.publish),
    ("workshops", workshop_pages.start),
    (f"questions/{_NUMBER}/decisions", question_pages.decide),
    ("guideline", guideline_pages.write),
    ("year/file", year_pages.ticket),
    ("plan/goals", plan_pages.add_goal),
    (f"plan/goals/{_NUMBER}", plan_pages.change_goal),
    (f"plan/goals/{_NUMBER}/remove", plan_pages.remove_goal),
    ("plan/adopt", plan_pages.adopt),
    ("plan/file", plan_files.ticket),
    (f"benefits/{_NUMBER}/answer", benefit_pages.answer),
    ("elsewhere/preview", elsewhere_pages.preview),
    ("elsewhere/take-in", elsewhere_pages.take_in),
    (f"elsewhere/{_NUMBER}/remove", elsewhere_pages.remove),
    ("share/file", sharing_pages.ticket),
    ("synergies", synergy_pages.make),
    (f"synergies/{_NUMBER}/agenda", synergy_pages.to_agenda),
    (f"synergies/{_NUMBER}/dissolve", synergy_pages.dissolve),
    (f"{_WORKSHOP}/lead/{{step:begin|pause|resume|show|end}}", workshop_pages.lead),
    (f"{_WORKSHOP}/turn", workshop_pages.turn),
    (f"{_WORKSHOP}/place", workshop_pages.place),
    (f"{_WORKSHOP}/unplace", workshop_pages.unplace),
    (f"{_WORKSHOP}/agree", workshop_pages.agree),
    (f"{_WORKSHOP}/file", report_files.ticket),
    (f"solutions/{_NUMBER}/reuse", backing_pages.reuse),
    (f"solutions/{_NUMBER}/confirm", solution_pages.confirm),
    (f"solutions/{_NUMBER}/retire", solution_pages.retire),
    (f"solutions/{_NUMBER}/follow", backing_pages.follow_card),
    (f"solutions/{_NUMBER}/unfollow", backing_pages.unfollow_card),
    (f"rows/{{kind}}/{_NUMBER}/take-in", mine.take_in),
    (f"rows/{{kind}}/{_NUMBER}/leave", mine.leave),
    (f"proposals/{_NUMBER}/next-step", next_step_pages.set_step),
    (f"ranking/{_NUMBER}", ranking_pages.move),
    ("glossary/questions", asking_pages.ask),
    (f"setup/new/{LIST}", setup_pages.add),
    (f"setup/terms/{TERM}", setup_pages.change),
    (f"setup/terms/{TERM}/press", setup_pages.press),
    (f"setup/terms/{TERM}/merge", setup_pages.merge),
    (f"setup/terms/{TERM}/editors", editors_pages.add),
    (f"setup/terms/{TERM}/editors/remove", editors_pages.remove),
)


def routes(tab: Tab) -> list[web.RouteDef]:
    """Every route of the tab. What lies under PART_PREFIX needs `request[CALLER]`."""
    found = [web.get(path, shell.handler(tab)) for path in SHELL_PATHS]
    found.append(web.get("/tab/static/dist/{name}", shell.file))
    found.append(web.get(downloads.FILES + "{ticket}", downloads.handler(tab)))
    found += [web.get(PART_PREFIX + path, _handler(tab, answer)) for path, answer in READ]
    found += [web.post(PART_PREFIX + path, _handler(tab, answer)) for path, answer in WRITE]
    return found


def _handler(tab: Tab, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        caller = request.get(CALLER)
        if caller is None:
            raise web.HTTPUnauthorized
        context = RequestContext(tab, request, caller)
        try:
            require_reader(caller, guests_may_read=tab.settings.guests_may_read)
            return await answer(context)
        except Refused as no:
            return refused(context, no.refusal)

    return handle
