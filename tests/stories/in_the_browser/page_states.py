"""Every state a page of the tab can be in: who looks, where, what is done there, and what shows then."""

import json
from dataclasses import dataclass

from teams_app.tab.addresses import LIST, TERM
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves
from tests.stories.in_the_browser import page_deeds as deeds
from tests.stories.in_the_browser.page_deeds import Deed, dialog_by, move_to
from tests.teams_app.tab.elsewhere.test_sharing import FROM_SKOVBY, takes_in
from tests.teams_app.tab.meetings.meeting_days import ALL, adds, begins, plans
from tests.teams_app.tab.method.workshops import FOUR, leads, places, starts
from tests.town import Town

LONG = "Nattevagten vækker beboerne, når vi ser til dem, og det sker tre gange hver eneste nat. " * 6


@dataclass(frozen=True, slots=True)
class State:
    """One state. `route` is the pattern in `addresses.READ` that it shows; `shows` stands in the page."""

    route: str
    who: str
    place: str
    shows: str
    deed: Deed = deeds.nothing


ONE = r"proposals/{number:\d+}"
EDIT = r"proposals/{number:\d+}/edit"
MOVE = r"proposals/{number:\d+}/moves/{end}"
STEP = r"proposals/{number:\d+}/steps/{step}"
CARD_STEP = r"solutions/{number:\d+}/steps/{step}"
NEXT_STEP = r"proposals/{number:\d+}/next-step"
MEETING = r"meetings/{number:\d+}"
WORKSHOP = r"workshops/{number:\d+}"
DETAILS = r"{things:proposals|solutions}/{number:\d+}/details"
RUN = r"solutions/import/{run:[0-9a-f]{16}}"
STILL_POSSIBLE = deeds.decides_after(Status.PRIORITISED, Status.PARKED, possible=True)
NOT_ANY_MORE = deeds.decides_after(Status.PILOT, Status.PILOT, possible=False)
STATES = (
    State("board", "hanne", "board", "Hvor står forslagene?", deeds.opens_every_group),
    State("board", "hanne", "board", "Hvor står forslagene?", deeds.opens_downloads),
    State("board", "jonas", "board?text=findesikke", "Ryd"),
    State("start", "gustav", "", "gæster kan ikke bruge Teknologikort"),
    State(ONE, "hanne", "proposals/2", "Flyt forslaget"),
    State(ONE, "mette", "proposals/1", "Ret"),
    State(ONE, "mette", "proposals/999", "Vi finder ikke F-0999"),
    State(EDIT, "mette", "proposals/1/edit", "Ret F-0001"),
    State(EDIT, "mette", "proposals/1/edit", "Ret F-0001", deeds.leaves_a_changed_form),
    State(STEP, "mette", "proposals/1/steps/problem", "Problemet"),
    State(STEP, "mette", "proposals/1/steps/ethics", "etik"),
    State(CARD_STEP, "jonas", "solutions/1/steps/transfer", "Kan andre bruge den?"),
    State(MOVE, "karen", "proposals/2", "Start en pilot", dialog_by(move_to(Status.PILOT))),
    State(MOVE, "karen", "proposals/2", "Parkér", dialog_by(move_to(Status.PARKED), send=True)),
    State(NEXT_STEP, "karen", "proposals/2", "Ret næste skridt", dialog_by("#next-step")),
    State("ranking", "karen", "ranking", "Flyt til plads"),
    State("ranking", "karen", "ranking", "Flyt til plads", dialog_by("[data-to-place]")),
    State("ranking", "jonas", "ranking", "På dagsorden"),
    State("overview", "karen", "overview", "Over tiden"),
    State("overview", "jonas", "overview", "I alt"),
    State("map", "jonas", "map", "formål"),
    State("map", "jonas", "map", "formål", deeds.opens_the_table),
    State("map", "jonas", "map?purpose=service", "borgerservice"),
    State("map", "jonas", "map?purpose=service", "borgerservice", deeds.opens_the_table),
    State("solutions", "jonas", "solutions", "VR-briller", deeds.opens_every_group),
    State("solutions", "jonas", "solutions", "VR-briller", deeds.opens_downloads),
    State("solutions/import", "hanne", "solutions/import", "Den udfyldte fil"),
    State("solutions/import", "hanne", "solutions/import", "Den udfyldte fil", deeds.imports_no_spreadsheet),
    State("solutions/import", "jonas", "solutions/import", "Kun rådssekretæren kan importere"),
    State(RUN, "hanne", "solutions/import/0123456789abcdef", "Vi kan ikke se importen herfra"),
    State(r"solutions/{number:\d+}", "jonas", "solutions/1", "VR-briller"),
    State(r"solutions/{number:\d+}/edit", "jonas", "solutions/1/edit", "Ret L-0001"),
    State("mine", "mette", "mine", "Sensorer"),
    State("glossary", "jonas", "glossary", "Chatbot"),
    State("glossary/ask", "jonas", "glossary/ask", "Hvad betyder det?"),
    State(r"named/word-{code:[a-z0-9_]{1,80}}", "jonas", "named/word-iot", "IoT"),
    State("setup", "hanne", "setup", "Administration"),
    State(f"setup/new/{LIST}", "hanne", "setup/new/area", "Nyt fagområde"),
    State(f"setup/terms/{TERM}", "hanne", "setup/terms/technology/iot", "IoT"),
    State("mine", "peter", "mine", "forslag"),
    State("mine", "hanne", "mine", "Lavet direkte i SharePoint"),
    State("meetings", "hanne", "meetings", "Kommende møder"),
    State("meetings/new", "hanne", "meetings/new", "Nyt møde"),
    State(MEETING, "hanne", "meetings/1", "Dagsorden"),
    State(MEETING, "jonas", "meetings/1", "Dagsorden"),
    State(f"{MEETING}/edit", "hanne", "meetings/1/edit", "Ret mødet"),
    State(f"{MEETING}/pack", "karen", "meetings/1/pack", "Materiale til"),
    State(f"{MEETING}/hold", "karen", "meetings/1/hold", "Hvad beslutter rådet?"),
    State(f"{MEETING}/hold", "peter", "meetings/1/hold", "Til stede"),
    State(f"{MEETING}/minutes", "karen", "meetings/1/minutes", "Referat"),
    State("inbox", "hanne", "inbox", "Indbakke"),
    State("pipeline", "hanne", "pipeline", "Forslagenes vej"),
    State("pipeline", "jonas", "pipeline", "Forslagenes vej"),
    State("value", "karen", "value", "Værdi og indsats"),
    State("council", "karen", "council", "Rådets arbejde"),
    State("council", "jonas", "council", "Rådets arbejde"),
    State("assessments", "karen", "assessments", "Vurdér forslag"),
    State(r"assessments/{number:\d+}", "karen", "assessments/2", "Vurdér F-0002"),
    State("criteria", "hanne", "criteria", "Det vurderer rådet efter"),
    State("criteria/edit", "hanne", "criteria/edit", "Ret kriterierne"),
    State("learning", "mette", "learning", "Begynd med problemet"),
    State("worries", "karen", "worries", "Bekymringer og svar"),
    State(ONE, "jonas", "proposals/2", "Skriv en bekymring", deeds.opens_the_worry),
    State("areas", "jonas", "areas", "Digital status, område for område"),
    State("areas/{code:[a-z0-9_]{1,80}}", "mette", "areas/health", "De fem trin"),
    State("guideposts", "jonas", "guideposts", "Pejlemærker"),
    State("competences", "jonas", "competences", "Kompetencebehov"),
    State("reuses", "mette", "reuses", "Hvem har lært af hvem"),
    State("questions", "jonas", "questions", "Værdispørgsmål"),
    State(r"questions/{number:\d+}", "karen", "questions/2", "Besluttet på vejen", deeds.opens_every_group),
    State(r"named/V-{number:\d+}", "jonas", "named/V-0001", "Besluttet på vejen"),
    State("named/area-{code:[a-z0-9_]{1,80}}", "jonas", "named/area-health", "De fem trin"),
    State("plan", "karen", "plan", "Handleplan", deeds.opens_every_group),
    State("benefits", "hanne", "benefits", "Gevinster", deeds.opens_downloads),
    State("areas", "jonas", "areas", "Fagområder", deeds.opens_downloads),
    State(r"plan/{number:\d+}", "jonas", "plan/1", "Tidslinje"),
    State("plan/progress", "karen", "plan/progress", "Se tallene som tabel", deeds.opens_every_group),
    State(r"plan/{number:\d+}/progress", "jonas", "plan/1/progress", "Udskriv"),
    State("year", "karen", "year", "Rådets år"),
    State("benefits", "karen", "benefits", "Se gevinsterne bag tallet", deeds.opens_every_group),
    State(r"benefits/{number:\d+}", "mette", "benefits/1", "Hvad er dit svar?"),
    State(r"named/B-{number:\d+}", "jonas", "named/B-0001", "Opfølgningen indtil nu"),
    State("guideline", "hanne", "guideline", "Vores dataetiske retningslinje"),
    State("elsewhere", "hanne", "elsewhere", "Hent kort fra en fil", deeds.looks_at_shared_cards),
    State(r"elsewhere/{number:\d+}", "jonas", "elsewhere/1", "Det er ikke en løsning, vi bruger her."),
    State("share", "hanne", "share", "Del vores kort"),
    State("synergies", "karen", "synergies", "Kan høre sammen"),
    State(DETAILS, "jonas", "solutions/1", "Genbrug", deeds.opens_the_reuse),
    State("workshops", "mette", "workshops", "Placering af kort"),
    State("workshops/new", "hanne", "workshops/new", "Ny workshop"),
    State(WORKSHOP, "mette", "workshops/1", "Kort 1 af 1"),
    State(WORKSHOP, "hanne", "workshops/1", "Vis fordelingen"),
    State(WORKSHOP, "hanne", "workshops/2", "Det aftaler I"),
    State(r"named/W-{number:\d+}", "jonas", "named/W-0002", "Stod før under"),
    State(f"{WORKSHOP}/report", "jonas", "workshops/2/report", "Det kom vi frem til"),
    State("preferences", "mette", "preferences", "Sådan får du besked"),
    State("ownership", "hanne", "ownership", "Uden ansvarlig"),
    State(f"setup/terms/{TERM}/editors", "hanne", "setup/terms/area/health/editors", "Redaktører for"),
    State(r"named/M-{number:\d+}", "jonas", "named/M-0001", "Dagsorden"),
    State("named/{name}", "jonas", "named/L-0001", "VR-briller"),
    State("new/proposal", "mette", "new/proposal", "problem", deeds.sends_it_empty),
    State("new/solution", "mette", "new/solution", "løsning", deeds.sends_it_empty),
    # From here on each leaves something behind that the ones before must not see.
    State("new/proposal", "mette", "new/proposal", "problem", deeds.finds_a_draft),
    State("mine", "mette", "mine", "Dine kladder"),
    State("new/proposal", "mette", "new/proposal", "problem", deeds.is_given_a_receipt),
    State(EDIT, "mette", "proposals/1/edit", "Ret F-0001", deeds.edits_what_another_edits),
    State("ranking", "karen", "ranking", "Flyt til plads", deeds.may_undo),
    State(MOVE, "karen", "proposals/2", "Parkér", STILL_POSSIBLE),
    State(MOVE, "karen", "proposals/2", "Start en pilot", NOT_ANY_MORE),
)
"""Every page, in the states in which it looks different."""

NO_PAGE = (
    "board/results",
    r"proposals/{number:\d+}/live",
    r"proposals/{number:\d+}/changed",
    "ranking/results",
    "overview/live",
    "map/results",
    "solutions/results",
    r"solutions/{number:\d+}/live",
    f"{RUN}/live",
    r"solutions/{number:\d+}/wording",
    r"proposals/{number:\d+}/wording",
    r"proposals/{number:\d+}/places",
    "mine/live",
    "elsewhere/results",
    "council/live",
    "worries/live",
    r"{things:proposals|solutions}/{number:\d+}/worries",
    f"{WORKSHOP}/live",
    "pipeline/live",
    "inbox/live",
    f"{MEETING}/live",
    f"{MEETING}/hold/live",
    "glossary/results",
    "setup/live",
    f"setup/terms/{TERM}/merge",
    r"{things:proposals|solutions}/{number:\d+}/attachments",
    r"{things:proposals|solutions|questions}/{number:\d+}/remarks",
    "drafts",
    "drafts/{form:proposal|solution}",
    "similar",
    "choices",
    "changes",
)
"""What is fetched as a part of a page that is in STATES."""

IN_TEAMS_OWN_DIALOG = ("config",)
"""Shown where a tab is set up: `test_places_in_the_browser.py` looks at it there."""


async def two_workshops(at: Town) -> None:
    """One in which people place, and one whose spread is shown."""
    for number in (1, 2):
        await starts(at, 1, key=f"workshop-key-{number:06d}", title="Placering af kort")
        await leads(at, "begin", workshop=number)
    for who in FOUR:
        await places(at, who, 1, "service", reason=LONG[:400], workshop=2)
    await leads(at, "show", workshop=2)


async def method_rows(at: Town) -> None:
    """Somebody was heard, something must be learnt, a solution is used again, two proposals are one."""
    reused = {"by_area": "health", "contact": "Amina Yusuf", "result": "dropped", "why": LONG}
    needed = {"name": "Læse et datasæt", "how_many": "12", "level_now": "known", "by_when": "2026-01-02"}
    goal = {
        "text": "Færre vækkes om natten",
        "area": "health",
        "due": "2026-01-02",
        "guidepost": "involvement",
    }
    visits = {"indicator": "Nattebesøg", "type": "quality", "unit": "besøg", "target": "10", "baseline": "40"}
    visits |= {"next_follow_up": "2026-01-02", "cases": "1200"}
    rows = (
        ("mette", "proposals/2/details/benefits", visits),
        ("mette", "proposals/2/details/involvements", {"who": "citizens", "said": LONG}),
        ("mette", "proposals/2/details/competences", needed),
        ("amina", "solutions/1/details/reuses", reused),
        ("karen", "plan/goals", goal),
        ("karen", "plan/adopt", {"note": "Vedtaget enstemmigt."}),
        ("karen", "synergies", {"title": "Tryghed om natten", "proposals": "F-0001,F-0002"}),
    )
    file = json.dumps(FROM_SKOVBY).encode()
    assert (await takes_in(at, file)).status_code == 200
    for number, (who, part, values) in enumerate(rows):
        answer = await at.sends(who, part, {**values, "submission_key": f"row-key-{number:010d}"})
        assert answer.status_code == 200, answer.text


async def settled_town(at: Town) -> None:
    """Three proposals (new, on the agenda and late, rejected), a solution card; long and short texts."""
    for number, title in enumerate(
        ("Sensorer på natteronden", "Chatbot om flytning", "Drone ser tage efter")
    ):
        proposal = {
            "submission_key": f"proposal-{number}".ljust(22, "p"),
            "problem": LONG,
            "title": title,
            "solution": LONG,
            "expected_benefits": "Beboerne sover.",
            "area": "health" if number else "",
            "purpose": "service" if number else "",
        }
        assert (await at.sends("mette", "proposals", proposal)).status_code < 300
    card = {
        "submission_key": "s" * 22,
        "title": "VR-briller i undervisningen",
        "challenges": "Eleverne har svært ved at forestille sig kroppen indefra.",
        "background": LONG,
        "area": "education",
    }
    assert (await at.sends("jonas", "solutions", card)).status_code < 300
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(at, "hanne", 2, end, "Rådet ser på det på sit næste møde.")
    await moves(at, "hanne", 3, Status.REJECTED, LONG)
    assert (await at.sends("karen", "ranking/2", {"where": "last"})).status_code < 300
    await plans(at)
    await adds(at, 1, 2)
    await begins(at, *ALL)
    assert (await at.sends("karen", "meetings/1/items/2/turn", {})).status_code == 200
    await two_workshops(at)
    await method_rows(at)
    late = {"NextStep": "IT henter et tilbud.", "NextStepDue": "2026-01-02T12:00:00Z"}
    at.tenant.sharepoint.edit_as("hanne", "teknologikort", "Proposals", 2, late)
    made = {"Title": "Drone ser efter spildte poser på genbrugspladsen"}
    await at.tenant.sharepoint.create_as("hanne", "teknologikort", "Proposals", made)
    await at.server.store.catch_up()
